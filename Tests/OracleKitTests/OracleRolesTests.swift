internal import ChatModel
internal import Embeddings
internal import Foundation
internal import OracleKit
internal import RPM
internal import Testing

/// The whole method through the oracle, for every kind of answer.
@Suite struct OracleRolesTests {
  private func engine(
    _ server: OracleServer, settings: ChatModelSettings = ChatModelSettings()
  ) throws -> Engine {
    let endpoint = try Endpoint(server.url.absoluteString, key: APIKey("sk-test"))
    let client = ChatClient(model: "oracle", link: EndpointLink(to: endpoint))
    let keeper = ReplyKeeper(caller: client, ledger: MemoryLedger(), model: client.identity)
    return Engine(
      blackBox: ChatModel(keeper: keeper, settings: settings),
      embedder: HashedNGrams(dimensions: 64),
      clock: EngineClock(now: { Date() }, seconds: CallClock.system.seconds))
  }

  private func user(_ answers: AnswerSpace, _ responses: [String], options: String = "") -> User {
    let places = ["tavern", "harbour", "orchard", "library"]
    let history = responses.enumerated().map { index, response in
      Interaction(
        query: "The \(places[index % 4]) on evening \(index / 4 + 1).\(options)",
        response: response)
    }
    return User(
      name: "Ada", task: TaskDefinition(name: "days", instruction: "Say.", answers: answers),
      history: history)
  }

  private func expectCleanFit(
    _ user: User, asking query: String, in answers: Set<String>? = nil
  ) async throws {
    let server = try OracleServer()
    let engine = try engine(server)
    let model = try await engine.fit(user).value
    let marked = model.memory.entries.filter { $0.exclusion != nil || !$0.audit.isClean }
    #expect(marked.isEmpty, "\(marked.first.map { "\($0)" } ?? "")")
    #expect(model.memory.entries.contains { $0.audit.numbersChecked > 0 })
    let answer = try await engine.ask(query, of: model, history: user.history).value
    #expect(answer.audit.isClean, "\(answer)")
    #expect(answer.audit.numbersChecked > 0)
    if let answers { #expect(answers.contains(answer.response)) }
    let counters = server.counters
    #expect(counters.duplicates == 0)
    #expect(counters.calls == counters.completedCalls)
  }

  @Test func labels() async throws {
    let user = user(
      .labels(["bad", "good"], ordered: false),
      (0..<12).map { $0 % 4 < 2 ? "good" : "bad" })
    try await expectCleanFit(user, asking: "The tavern once more.", in: ["bad", "good"])
  }

  @Test func options() async throws {
    let options = "\nA. Very much\nB. Not at all"
    let user = user(.options, (0..<12).map { $0 % 4 < 2 ? "A" : "B" }, options: options)
    try await expectCleanFit(user, asking: "The tavern once more.\(options)", in: ["A", "B"])
  }

  @Test func titles() async throws {
    let user = user(.open, (0..<12).map { "Evening number \($0)" })
    try await expectCleanFit(user, asking: "The tavern once more.")
  }

  @Test(arguments: [[true, false], [true, true]]) func withoutSchemas(_ refusals: [Bool])
    async throws
  {
    let server = try OracleServer()
    if refusals[0] { server.behaviour.refusesSchema = 400 }
    if refusals[1] { server.behaviour.refusesJSONObject = 400 }
    let user = user(
      .labels(["bad", "good"], ordered: false), (0..<8).map { $0 % 4 < 2 ? "good" : "bad" })
    let model = try await engine(server).fit(user).value
    #expect(model.memory.entries.allSatisfy { $0.exclusion == nil })
    #expect(server.counters.roles["extract"] == 8 && server.counters.roles["reason"] == 8)
    #expect(server.counters.roles["other"] == nil)
    #expect(!model.factors.isEmpty)
  }

  @Test func severalQueriesInOneCall() async throws {
    let server = try OracleServer()
    let user = user(
      .labels(["bad", "good"], ordered: false), (0..<8).map { $0 % 4 < 2 ? "good" : "bad" })
    let model = try await engine(server, settings: ChatModelSettings(extractionsPerCall: 4))
      .fit(user).value
    #expect(server.counters.roles["extract"] == 2)
    #expect(model.memory.entries[1].features.contains { $0.name == "harbour" })
    #expect(model.memory.entries[6].features.contains { $0.name == "orchard" })
  }

  @Test func aWrongNumberIsFoundByTheAudit() async throws {
    let server = try OracleServer()
    server.behaviour.wrongNumber = .always
    let user = user(
      .labels(["bad", "good"], ordered: false), (0..<8).map { $0 % 4 < 2 ? "good" : "bad" })
    let model = try await engine(server).fit(user).value
    #expect(model.memory.entries.allSatisfy { $0.exclusion == .auditFailed })
    #expect(model.memory.entries.allSatisfy { $0.audit.findings.first?.kind == .wrongNumber })
  }

  @Test func badJSONIsRepaired() async throws {
    let server = try OracleServer()
    server.behaviour.badJSON = .calls([1])
    let user = user(
      .labels(["bad", "good"], ordered: false), (0..<8).map { $0 % 4 < 2 ? "good" : "bad" })
    let model = try await engine(server).fit(user).value
    #expect(model.memory.entries.allSatisfy { $0.exclusion == nil })
    #expect(server.counters.duplicates == 0)
  }
}
