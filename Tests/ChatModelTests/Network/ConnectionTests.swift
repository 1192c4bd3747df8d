internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// Connections: made, kept, shared, and closed at once when nobody wants them any more.
@Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
  typealias Step = WireServer.Step

  @Test func oneConnectionForCallsInARow() async throws {
    let fixture = try ClientFixture { request in
      request.index.isMultiple(of: 2)
        ? [.completion("Hi")] : Step.stream([Step.delta("Hi"), Step.end(), "data: [DONE]\n\n"])
    }
    for number in 0..<6 {
      _ = try await fixture.ask(ClientFixture.request(streams: !number.isMultiple(of: 2)))
    }
    #expect(fixture.server.requests.count == 6)
    #expect(fixture.server.connections == 1)
  }

  @Test func whatIsSent() async throws {
    let fixture = try ClientFixture { _ in [.completion("Hi")] }
    // Large enough to be announced, which costs a second where nobody answers.
    _ = try await fixture.ask(ClientFixture.request(String(repeating: "long ", count: 300_000)))
    let headers = fixture.server.requests[0].headers
    #expect(headers["expect"] == nil)
    #expect(headers["user-agent"] == "rationale")
    #expect(headers["accept-encoding"]?.contains("gzip") == true)
    #expect(headers["content-type"] == "application/json")
    #expect(headers["cookie"] == nil)
  }

  /// A program that is started meanwhile would keep a connection open that was closed here.
  @Test func connectionsAreNotInherited() async throws {
    let fixture = try ClientFixture { _ in [.hang] }
    let task = Task { try await fixture.ask() }
    #expect(await fixture.server.eventually { $0.requests.count == 1 })
    var found = 0
    for descriptor in 0..<Int32(1024) {
      var address = sockaddr_in()
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isConnected = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getpeername(descriptor, $0, &length) == 0
        }
      }
      guard isConnected, UInt16(bigEndian: address.sin_port) == UInt16(fixture.server.port) else {
        continue
      }
      found += 1
      #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }
    #expect(found > 0)
    task.cancel()
    _ = await task.result
  }

  @Test func cookiesAreNotKept() async throws {
    let fixture = try ClientFixture { _ in
      [.answer(200, Step.completionBody("Hi"), headers: ["Set-Cookie": "a=b; Path=/"])]
    }
    for _ in 0..<2 { _ = try await fixture.ask() }
    #expect(fixture.server.requests[1].headers["cookie"] == nil)
  }

  @Test func headersThatHoldALineBreakAreNotSent() async throws {
    let server = try WireServer { _ in [.completion("Hi")] }
    let endpoint = try Endpoint(server.url, headers: ["X-A": "b\r\nX-Evil: 1"])
    let client = ChatClient(model: "tiny", link: EndpointLink(to: endpoint))
    let error = await #expect(throws: ChatError.self) {
      _ = try await client.reply(to: ClientFixture.request()) { _ in }
    }
    #expect(error?.description.contains("line break") == true)
    #expect(server.requests.isEmpty)
  }

  @Test func addressesOfTheSixthKind() async throws {
    let server = try ScriptServer("serve", "::1")
    let fixture = try NetworkFixture("http://[::1]:\(server.port)/v1")
    #expect(try await fixture.ask().text == "Hi")
    #expect(fixture.link.endpoint.host == "[::1]:\(server.port)")
    #expect(try server.firstRequest().headers["host"] == "[::1]:\(server.port)")
  }

  @Test func packedReplies() async throws {
    let server = try ScriptServer("serve", "127.0.0.1")
    let fixture = try NetworkFixture("http://127.0.0.1:\(server.port)/v1")
    #expect(try await fixture.ask().text == "Hi")
    #expect(try server.firstRequest().headers["accept-encoding"]?.contains("gzip") == true)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/nghttpd")))
  func theSecondVersionOfHTTP() async throws {
    let certificates = try TestCertificates.shared.get()
    let files = certificates.server(.good)
    let place = certificates.folder.appending(path: "pages/v1/chat")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    // Events without an end of their own: only the protocol tells it.
    try (Step.delta("H") + Step.delta("i")).write(
      to: place.appending(path: "completions"), atomically: true, encoding: .utf8)
    let free = try WireServer { _ in [] }
    free.stop()
    let server = try ScriptServer(
      program: "/usr/sbin/nghttpd",
      ["-d", certificates.folder.appending(path: "pages").path, "-a", "127.0.0.1", "-v"]
        + ["\(free.port)", files[1], files[0]])
    let fixture = try NetworkFixture(
      "https://127.0.0.1:\(free.port)/v1", caFile: certificates.authority)
    _ = server.eventually { _ in
      // It says nothing when it is ready.
      WireServer.connects(to: free.port)
    }
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { try await fixture.ask(streams: true).text } }
      for try await text in group { #expect(text == "Hi") }
    }
  }

  @Test func manyCallsAtOnce() async throws {
    let fixture = try ClientFixture(concurrency: 64) { request in
      let number = request.body.split { !$0.isNumber }.first.map(String.init) ?? "?"
      return [Step.streamHead, .pause(0.05)]
        + ["number ", number].map { .chunk(Step.delta($0)) } + [.chunk(Step.end()), .lastChunk]
    }
    try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 1...64 {
        group.addTask {
          let request = ClientFixture.request("Say \(number).", streams: true)
          return (number, try await fixture.client.reply(to: request) { _ in }.text)
        }
      }
      for try await (number, text) in group { #expect(text == "number \(number)") }
    }
  }

  @Test func noConnectionInTime() throws {
    let outcome = CurlOutcome(code: 28)
    #expect(
      outcome.failure(connect: 10, authorities: Authorities())
        == .connection("no connection within 10 s", mayPass: true))
  }

  /// An address of which nobody ever hears, and a handshake that nobody answers.
  @Test func connectingIsBounded() async throws {
    let server = try WireServer { _ in [] }
    let limits = Transfer.Limits(
      firstByte: 60, betweenEvents: 60, total: 60, bytes: 100, connect: 0.2)
    let loop = CurlLoop(library: .system)
    defer { loop.close() }
    let transfer = Transfer(limits: limits, loop: loop)
    transfer.start(Transfer.Request(url: "https://127.0.0.1:\(server.port)/"))
    await #expect(throws: Transfer.Failure.connection("no connection within 0.2 s", mayPass: true))
    {
      for try await _ in transfer.events {}
    }
  }

  // MARK: Reading slowly

  /// Who does not read is not sent more: the rest waits at the server.
  @Test func whoDoesNotReadIsNotFlooded() async throws {
    let chunk = [UInt8](repeating: 65, count: 1 << 16)
    let server = try WireServer { _ in
      [.text("HTTP/1.1 200 OK\r\nContent-Length: \(chunk.count * 512)\r\n\r\n")]
        + Array(repeating: .bytes(chunk), count: 512)
    }
    let loop = CurlLoop(library: .system)
    defer { loop.close() }
    let limits = Transfer.Limits(firstByte: 60, betweenEvents: 60, total: 60, bytes: 64 << 20)
    let transfer = Transfer(limits: limits, loop: loop)
    transfer.start(Transfer.Request(url: server.url))
    #expect(await server.eventually { _ in transfer.unread >= 1 << 20 })
    #expect(transfer.unread < 2 << 20)
    var bytes = 0
    for try await event in transfer.events {
      guard case .bytes(let data) = event else { continue }
      bytes += data.count
      transfer.took(data.count)
      #expect(transfer.unread < 2 << 20)
    }
    #expect(bytes == chunk.count * 512)
  }

  // MARK: Cancelling

  private func cancels(_ fixture: NetworkFixture, when isTime: () async -> Bool) async throws {
    let task = Task { try await fixture.ask(String(repeating: "long ", count: 2_000_000)) }
    #expect(await isTime())
    let began = ContinuousClock.now
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // It is a few milliseconds; a machine may be busy.
    #expect(ContinuousClock.now - began < .seconds(2))
  }

  @Test func cancellingALookup() async throws {
    try await cancels(NetworkFixture("http://no-such-host.invalid/v1")) { true }
  }

  @Test func cancellingAHandshake() async throws {
    let server = try WireServer { _ in [] }
    try await cancels(NetworkFixture("https://127.0.0.1:\(server.port)/v1")) {
      await server.eventually { $0.connections == 1 }
    }
    #expect(await server.eventually { $0.closings == 1 })
  }

  @Test func cancellingAFullSocket() async throws {
    let server = try WireServer(isDeaf: true) { _ in [] }
    try await cancels(NetworkFixture(server.url)) {
      await server.eventually { $0.connections == 1 }
    }
  }
}
