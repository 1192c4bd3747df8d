internal import Foundation

@testable import ChatModel

/// A client of an address, with a clock that does not wait.
struct NetworkFixture {
  let time = QuickClock()
  let link: EndpointLink
  let client: ChatClient

  init(
    _ address: String, environment: [String: String] = [:], caFile: String? = nil,
    timeouts: Endpoint.Timeouts = Endpoint.Timeouts(), attempts: Int = 4, concurrency: Int = 8
  ) throws {
    var endpoint = try Endpoint(
      address, key: APIKey(ClientFixture.secret), timeouts: timeouts)
    endpoint.proxies = ProxySettings(environment: environment)
    endpoint.authorities = Authorities(environment: environment, caFile: caFile)
    link = EndpointLink(to: endpoint, concurrency: concurrency, clock: time.clock)
    client = ChatClient(
      model: "tiny", link: link, traits: MemoryTraits(), policy: RetryPolicy(attempts: attempts))
  }

  func ask(_ text: String = "Say something.", streams: Bool = false) async throws -> ChatReply {
    try await client.reply(to: ClientFixture.request(text, streams: streams)) { _ in }
  }

  /// Asks and gives the error.
  func failure() async -> ChatError? {
    do {
      _ = try await ask()
      return nil
    } catch {
      return error as? ChatError
    }
  }
}
