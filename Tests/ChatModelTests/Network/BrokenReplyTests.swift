internal import Foundation
internal import RPM
internal import Synchronization
internal import Testing

@testable import ChatModel

/// Replies that break off at any byte, and bytes that are no replies: each gives a reply or an
/// error, soon, and none ends the process.
@Suite(.timeLimit(.minutes(5))) struct BrokenReplyTests {
  typealias Step = WireServer.Step

  private static func bytes(_ steps: [Step]) -> [UInt8] {
    steps.flatMap { step -> [UInt8] in if case .bytes(let bytes) = step { bytes } else { [] } }
  }

  private static let plain = bytes([.completion("Hi")])
  private static let stream = bytes(
    Step.stream([Step.delta("He"), Step.delta("llo"), Step.end(), "data: [DONE]\n\n"]))

  private func ask(_ fixture: ClientFixture, streams: Bool) async -> Result<String, any Error> {
    do {
      return .success(try await fixture.ask(ClientFixture.request(streams: streams)).text)
    } catch {
      return .failure(error)
    }
  }

  @Test(arguments: [false, true], [false, true])
  func everyPrefix(_ streams: Bool, _ isReset: Bool) async throws {
    let end = isReset ? Step.reset : .close
    let whole = streams ? Self.stream : Self.plain
    let length = Mutex(0)
    let fixture = try ClientFixture(attempts: 1) { _ in
      let length = length.withLock { $0 }
      return length == 0 ? [end] : [.bytes(Array(whole.prefix(length))), end]
    }
    // A whole one first, so that nobody looks for TLS.
    for count in [whole.count] + Array(0...whole.count) {
      length.withLock { $0 = count }
      switch await ask(fixture, streams: streams) {
      case .success(let text): #expect(["Hi", "He", "Hello"].contains(text))
      case .failure(let error):
        #expect(error is ChatError)
        #expect(count < whole.count || isReset)
      }
    }
  }

  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

  @Test(arguments: [
    "\u{0}\u{1}\u{2}garbage", "garbage\r\n\r\n", "\r\n\r\n\r\n", "{\"choices\":[]}",
    "HTTP/0.9 200 OK\r\n\r\nHi", "HTTP/1.1\r\n\r\n", "HTTP/1.1 200\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
    "HTTP/1.1 99999999999999999999 OK\r\n\r\n", "HTTP/1.1 -200 OK\r\n\r\n", "HTTP/3 200 OK\r\n\r\n",
    "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 204 None\r\n\r\n", "HTTP/1.1 304 Same\r\n\r\n",
    head + "Content-Length: -5\r\n\r\n{}", head + "Content-Length: 99999999999999999999\r\n\r\n{}",
    head + "Content-Length: five\r\n\r\n{}",
    head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    head + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
    head + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
    head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFF\r\n{}\r\n",
    head + "Transfer-Encoding: chunked\r\n\r\n7FFFFFFFFFFFFFFF\r\n{}\r\n",
    head + "Transfer-Encoding: chunked\r\n\r\n2;\(String(repeating: "x", count: 70_000))\r\n{}\r\n",
    head + "Transfer-Encoding: rot13\r\n\r\n{}", head + "Content-Encoding: gzip\r\n\r\nno gzip",
    head + "Content-Encoding: nothing-known\r\n\r\n{}", head + "no colon here\r\n\r\n{}",
    head + " folded: yes\r\n\tand more\r\n\r\n{}", head + ": no name\r\n\r\n{}",
    head + "X: \(String(repeating: "y", count: 200_000))\r\n\r\n{}",
    "HTTP/1.1 302 Found\r\nLocation: \r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n",
    "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",
    "HTTP/1.1 307 Go\r\nLocation: http://u:p@127.0.0.1/v1\r\n\r\n",
    "HTTP/1.1 401 No\r\nWWW-Authenticate: Digest x\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n",
    "SSH-2.0-OpenSSH_9\r\n", "220 mail.example ESMTP\r\n",
  ])
  func bytesThatAreNoReply(_ text: String) async throws {
    for streams in [false, true] {
      let fixture = try ClientFixture(attempts: 2) { _ in [.text(text), .close] }
      guard case .failure(let error) = await ask(fixture, streams: streams) else {
        Issue.record("It was taken for a reply.")
        continue
      }
      #expect(error is ChatError)
      #expect("\(error)".count < 700)
      #expect(!"\(error)".contains("\u{0}"))
    }
  }

  @Test func aMillionHeaders() async throws {
    let fixture = try ClientFixture { _ in
      [.text("HTTP/1.1 200 OK\r\n"), .flood(Array("a: b\r\n".utf8), times: 1_000_000)]
    }
    let error = await fixture.failure()
    #expect(error?.kind == .unreachable)
    #expect(error?.description.contains("headers") == true)
    #expect(await fixture.server.eventually { $0.departures == 1 })
    #expect(fixture.server.requests.count == 1)
  }

  @Test func aMillionContinues() async throws {
    let fixture = try ClientFixture { _ in
      [.flood(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), times: 100_000)]
    }
    #expect(await fixture.failure()?.kind == .unreachable)
    #expect(fixture.server.requests.count == 1)
  }

  /// What unpacks to far more than was sent counts unpacked.
  @Test func aBomb() async throws {
    let certainly = Process()
    certainly.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    certainly.arguments = ["sh", "-c", "head -c 100000000 /dev/zero | gzip -9"]
    let output = Pipe()
    certainly.standardOutput = output
    try certainly.run()
    let bomb = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    let fixture = try ClientFixture { _ in
      [
        .text(Self.head + "Content-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n"),
        .bytes(bomb),
      ]
    }
    #expect(await fixture.failure()?.description.contains("64 MB") == true)
  }

  @Test func headsAreBounded() {
    var reader = HeadReader()
    #expect(HeadReader.mostBytes < 1 << 20)
    var isOver = false
    for _ in 0..<100_000 where !isOver {
      if case .oversized = reader.feed("a: b\r\n".utf8) { isOver = true }
    }
    #expect(isOver)
  }
}
