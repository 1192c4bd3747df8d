internal import ChatModel
internal import Foundation
internal import OracleKit
internal import RPM
internal import Synchronization
internal import Testing

/// The oracle through the project's own client: what tests elsewhere rely on.
@Suite(.timeLimit(.minutes(10))) struct OracleServerTests {
  private static let schema = JSONSchema.object([
    .init("features", .array(of: .object([.init("name", .string()), .init("quote", .string())])))
  ])

  private func client(
    _ server: OracleServer, model: String = "oracle", key: String = "sk-test", concurrency: Int = 8
  ) throws -> ChatClient {
    let endpoint = try Endpoint(server.url.absoluteString, key: APIKey(key))
    let clock = CallClock(
      seconds: CallClock.system.seconds, date: { Date() }, sleep: { _ in }, chance: { 1 })
    return ChatClient(
      model: model, link: EndpointLink(to: endpoint, concurrency: concurrency, clock: clock))
  }

  private func request(_ text: String, streams: Bool = false) -> ChatRequest {
    ChatRequest(
      messages: [.init(.user, "<data>\n\(text)\n</data>")], schema: Self.schema, maxTokens: 500,
      streams: streams)
  }

  private func names(in reply: ChatReply) -> [String] {
    struct Form: Decodable {
      struct Feature: Decodable { var name: String }
      var features: [Feature]
    }
    let form = try? JSONDecoder().decode(Form.self, from: Data(reply.text.utf8))
    return form?.features.map(\.name) ?? []
  }

  @Test func aCallIsCounted() async throws {
    let server = try OracleServer()
    let reply = try await client(server).reply(to: request("The slow train was late.")) { _ in }
    #expect(names(in: reply) == ["slow", "train", "late"])
    #expect(reply.tokens.output > 0)
    let counters = server.counters
    #expect(counters.completedCalls == 1)
    #expect(counters.roles == ["extract": 1])
    #expect(counters.duplicates == 0)
    #expect(server.calls.map(\.key) == ["sk-test"])
  }

  @Test func theSameCallTwiceIsADuplicateAlsoAsAStream() async throws {
    let server = try OracleServer()
    let client = try client(server)
    let first = try await client.reply(to: request("A cold soup.")) { _ in }
    let second = try await client.reply(to: request("A cold soup.", streams: true)) { _ in }
    _ = try await client.reply(to: request("Another soup.")) { _ in }
    #expect(first.text == second.text)
    #expect(server.counters.duplicates == 1)
    #expect(server.counters.completedCalls == 3)
  }

  @Test func aStreamMayBeCutAnywhere() async throws {
    var behaviour = OracleBehaviour()
    behaviour.chunkBytes = 3
    let server = try OracleServer(behaviour)
    let pieces = Pieces()
    let reply = try await client(server).reply(
      to: request("Überraschung über Überraschung.", streams: true)
    ) { pieces.add($0) }
    #expect(names(in: reply) == ["überraschung", "über"])
    #expect(pieces.all.joined() == reply.text)
    #expect(pieces.all.count > 3)
  }

  @Test func knobsDoWhatTheySay() async throws {
    let server = try OracleServer()
    let client = try client(server)
    server.behaviour.refusesSchema = 400
    server.behaviour.failure = .calls([1])
    server.behaviour.rateLimit = .calls([2])
    server.behaviour.disconnect = .calls([4])
    let reply = try await client.reply(to: request("The slow train.", streams: true)) { _ in }
    #expect(names(in: reply) == ["slow", "train"])
    let calls = server.calls
    #expect(calls.map(\.status) == [500, 429, 400, 200, 200])
    #expect(calls.map(\.outcome) == [.refused, .refused, .refused, .broken, .completed])
  }

  @Test func aWrongKeyComesBackInTheErrorOfTheServer() async throws {
    let server = try OracleServer()
    server.behaviour.requiredKey = "sk-right"
    let client = try client(server, key: "sk-wrong-4711")
    let error = await #expect(throws: ChatError.self) {
      _ = try await client.reply(to: request("A train.")) { _ in }
    }
    #expect(error?.kind == .unauthorized)
    #expect(error?.description.contains("sk-wrong-4711") == false)
    #expect(server.counters.refused == 1)
  }

  @Test func aClientThatIsGoneHasPaidNothing() async throws {
    let server = try OracleServer()
    // Longer than the test may take: only a client that hangs up ends the call.
    server.behaviour.latency = 3600
    let client = try client(server)
    let call = Task { try await client.reply(to: request("A train.")) { _ in } }
    while server.calls.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
    call.cancel()
    _ = await call.result
    while server.counters.abandoned == 0 { try await Task.sleep(for: .milliseconds(2)) }
    #expect(server.counters.completedCalls == 0)
  }

  @Test func aProxyCountsForAnother() async throws {
    let behind = try OracleServer()
    let proxy = try OracleServer(upstream: behind.url)
    let client = try client(proxy)
    let reply = try await client.reply(to: request("The slow train.", streams: true)) { _ in }
    #expect(names(in: reply) == ["slow", "train"])
    // The proxy learns that a reply was whole a moment after the client.
    while proxy.counters.completedCalls == 0 { try await Task.sleep(for: .milliseconds(2)) }
    #expect(proxy.counters.completedCalls == 1)
    #expect(behind.counters.completedCalls == 1)
  }
}

/// What a stream brought.
final class Pieces: Sendable {
  private let pieces = Mutex<[String]>([])

  var all: [String] { pieces.withLock { $0 } }

  func add(_ piece: String) { pieces.withLock { $0.append(piece) } }
}
