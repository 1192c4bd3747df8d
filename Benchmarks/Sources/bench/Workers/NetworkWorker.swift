internal import ChatModel
internal import Foundation
internal import RPM
internal import Synchronization

/// Calls to servers in this process, most of which say nothing.
enum NetworkWorker {
  /// Processor time of this process while eight calls wait.
  static func waiting(seconds: Int) async throws -> [Figure] {
    let server = try SilentServer()
    let client = try client("http://127.0.0.1:\(server.port)/v1")
    let calls = (0..<8).map { _ in Task { try await ask(client) } }
    try await until { server.connections == 8 }
    let before = processorSeconds()
    try await Task.sleep(for: .seconds(seconds))
    let spent = processorSeconds() - before
    calls.forEach { $0.cancel() }
    return [
      Figure(
        part: .network, what: "processor while eight calls wait \(seconds) s", unit: .seconds,
        value: Spread([spent]))
    ]
  }

  /// From the write of a server to the text at whoever asked.
  static func firstByte(runs: Int) async throws -> [Figure] {
    var samples: [Double] = []
    for _ in 0..<runs {
      let sent = Mutex<ContinuousClock.Instant?>(nil)
      let arrived = Mutex<ContinuousClock.Instant?>(nil)
      let server = try SilentServer { connection in
        var buffer = [UInt8](repeating: 0, count: 65_536)
        _ = read(connection, &buffer, buffer.count)
        let head =
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
        _ = head.withCString { write(connection, $0, strlen($0)) }
        // As if a model thought.
        usleep(20_000)
        let event = #"data: {"choices":[{"delta":{"content":"Hi"}}]}"# + "\n\n"
        sent.withLock { $0 = .now }
        _ = event.withCString { write(connection, $0, strlen($0)) }
        usleep(20_000)
        let end =
          #"data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"
        _ = end.withCString { write(connection, $0, strlen($0)) }
      }
      let client = try client("http://127.0.0.1:\(server.port)/v1")
      try await ask(client) { _ in arrived.withLock { $0 = $0 ?? .now } }
      if let from = sent.withLock({ $0 }), let to = arrived.withLock({ $0 }) {
        samples.append((to - from) / .milliseconds(1))
      }
    }
    return [figure("text of a server handed on", samples)]
  }

  /// From cancelling a call to its end, wherever it stands.
  static func cancelling(runs: Int) async throws -> [Figure] {
    let silent = "a server that says nothing"
    return [
      try await cancelling(silent, runs) { "http://127.0.0.1:\($0.port)/v1" },
      try await cancelling("a TLS handshake", runs) { "https://127.0.0.1:\($0.port)/v1" },
      try await cancelling(
        "a full socket", runs, prompt: String(repeating: "long ", count: 2_000_000)
      ) { "http://127.0.0.1:\($0.port)/v1" },
    ]
  }

  /// From cancelling a call to its end while its name is looked up; and how soon another call by
  /// the same client has its name looked up, while the first lookup still hangs.
  static func lookup(runs: Int) async throws -> [Figure] {
    let names = try SilentServer.listenForNames()
    defer { close(names) }
    var cancels: [Double] = []
    var nexts: [Double] = []
    for number in 0..<runs {
      let client = try client("http://host-\(number).bench.example/v1")
      let call = Task { try await ask(client) }
      // A question came, and nobody answers it.
      try await until { SilentServer.takeName(names) }
      cancels.append(try await cancelled(call))
      let clock = ContinuousClock()
      let start = clock.now
      let next = Task { try await ask(client) }
      try await until { SilentServer.takeName(names) }
      nexts.append((clock.now - start) / .milliseconds(1))
      next.cancel()
    }
    return [
      figure("cancelled during a lookup", cancels),
      figure("the next call after that begins", nexts),
    ]
  }

  private static func cancelling(
    _ what: String, _ runs: Int, prompt: String = "Say something.",
    _ address: (SilentServer) -> String
  ) async throws -> Figure {
    var samples: [Double] = []
    for _ in 0..<runs {
      let server = try SilentServer()
      let client = try client(address(server))
      let call = Task { try await ask(client, prompt) }
      try await until { server.connections == 1 }
      try await Task.sleep(for: .milliseconds(50))
      samples.append(try await cancelled(call))
    }
    return figure("cancelled at \(what)", samples)
  }

  /// - Parameter milliseconds: of each run.
  private static func figure(_ what: String, _ milliseconds: [Double]) -> Figure {
    let spread = Spread(milliseconds)
    return Figure(
      part: .network, what: what, unit: .milliseconds, value: spread,
      note: String(format: "at most %.2f ms", spread.most))
  }

  private static func cancelled(_ call: Task<Void, any Error>) async throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    call.cancel()
    let result = await call.result
    let end = clock.now
    guard case .failure(let error) = result, error is CancellationError else {
      throw Complaint("a call that should wait did not: \(result)")
    }
    return (end - start) / .milliseconds(1)
  }

  private static func client(_ address: String) throws -> ChatClient {
    ChatClient(model: "bench", link: EndpointLink(to: try Endpoint(address)))
  }

  private static func ask(
    _ client: ChatClient, _ prompt: String = "Say something.",
    onText: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws {
    let request = ChatRequest(
      messages: [.init(.user, prompt)], maxTokens: 100, streams: true)
    _ = try await client.reply(to: request, onText: onText)
  }

  private static func until(_ isSo: () -> Bool) async throws {
    for _ in 0..<5_000 {
      if isSo() { return }
      try await Task.sleep(for: .milliseconds(1))
    }
    throw Complaint("what the benchmark waits for does not happen")
  }

  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
