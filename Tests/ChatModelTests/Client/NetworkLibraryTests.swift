internal import Foundation
internal import Testing

@testable import ChatModel

@Suite struct NetworkLibraryTests {
  @Test func isThere() {
    #expect(NetworkLibrary.system.load() == nil)
  }

  /// What is missing, and how it is had, is told by the first who asks; nothing is tried again.
  @Test func missing() async throws {
    let time = QuickClock()
    let link = EndpointLink(
      to: try Endpoint("http://127.0.0.1:9/v1"), clock: time.clock,
      library: NetworkLibrary { "libcurl.so.4: cannot open shared object file" })
    let client = ChatClient(model: "tiny", link: link)
    let error = await #expect(throws: ChatError.self) {
      _ = try await client.reply(to: ClientFixture.request()) { _ in }
    }
    #expect(error?.kind == .unreachable)
    #expect(error?.description.contains("libcurl.so.4") == true)
    #expect(error?.description.contains("apt-get install libcurl4") == true)
    #expect(time.waits.isEmpty)
  }
}
