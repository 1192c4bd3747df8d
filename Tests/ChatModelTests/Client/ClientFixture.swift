internal import Foundation
internal import RPM
internal import Synchronization

@testable import ChatModel

/// A clock on which waiting takes no time, and which remembers it.
final class QuickClock: Sendable {
  private struct State {
    var seconds = 1000.0
    var waits: [Double] = []
  }

  private let state = Mutex(State())
  static let start = Date(timeIntervalSince1970: 1_795_000_000)

  /// How long was waited.
  var waits: [Double] { state.withLock { $0.waits } }

  func pass(_ seconds: Double) { state.withLock { $0.seconds += seconds } }

  var clock: CallClock {
    CallClock(
      seconds: { self.state.withLock { $0.seconds } },
      date: { Self.start.addingTimeInterval(self.state.withLock { $0.seconds } - 1000) },
      sleep: { seconds in
        try Task.checkCancellation()
        self.state.withLock {
          $0.seconds += seconds
          $0.waits.append(seconds)
        }
        await Task.yield()
      },
      chance: { 0 })
  }
}

/// Collects what is said from several tasks.
final class Heard<Value: Sendable>: Sendable {
  private let state = Mutex<[Value]>([])

  var all: [Value] { state.withLock { $0 } }
  func add(_ value: Value) { state.withLock { $0.append(value) } }
}

/// A client of a server of bytes, with a clock that does not wait.
struct ClientFixture {
  static let secret = "sk-test-0123456789abcdefABCDEF"

  let server: WireServer
  let client: ChatClient
  let link: EndpointLink
  let time = QuickClock()
  let text = Heard<String>()
  /// What was told, the phases of calls apart.
  let news = Heard<CallNews>()
  let phases = Heard<(call: UInt64, phase: CallPhase)>()
  let store: MemoryTraits

  init(
    kind: Endpoint.Kind = .other, key: String? = ClientFixture.secret, path: String = "/v1",
    timeouts: Endpoint.Timeouts = Endpoint.Timeouts(), concurrency: Int = 8,
    attempts: Int = 4, store: MemoryTraits = MemoryTraits(),
    _ script: @escaping @Sendable (WireServer.Request) -> [WireServer.Step]
  ) throws {
    server = try WireServer(script)
    var endpoint = try Endpoint(
      "http://127.0.0.1:\(server.port)\(path)", key: key.flatMap { APIKey($0) },
      timeouts: timeouts)
    endpoint.kind = kind
    link = EndpointLink(to: endpoint, concurrency: concurrency, clock: time.clock)
    self.store = store
    client = ChatClient(
      model: "tiny", link: link, traits: store, policy: RetryPolicy(attempts: attempts))
  }

  static let schema = JSONSchema.object([
    .init("why", .string(), description: "The reason."), .init("ok", .boolean),
  ])

  static func request(
    _ text: String = "Say something.", schema: JSONSchema? = nil, maxTokens: Int = 100,
    streams: Bool = false
  ) -> ChatRequest {
    ChatRequest(
      messages: [.init(.system, "You are brief."), .init(.user, text)], schema: schema,
      maxTokens: maxTokens, streams: streams)
  }

  /// Takes news.
  var listener: CallListener {
    CallListener { [news, phases] in
      if case .phase(let call, let phase) = $0 {
        phases.add((call, phase))
      } else {
        news.add($0)
      }
    }
  }

  /// Asks, and listens to text and news.
  func ask(_ request: ChatRequest = request()) async throws -> ChatReply {
    try await CallReporter.$report.withValue(listener) {
      try await client.reply(to: request) { self.text.add($0) }
    }
  }

  /// Asks and gives the error.
  func failure(_ request: ChatRequest = request()) async -> ChatError? {
    do {
      _ = try await ask(request)
      return nil
    } catch {
      return error as? ChatError
    }
  }
}
