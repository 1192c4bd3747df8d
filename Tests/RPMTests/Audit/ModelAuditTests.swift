internal import Testing

@testable import RPM

@Suite struct ModelAuditTests {
  private let user = User(
    name: "u",
    task: TaskDefinition(
      name: "t", instruction: "", answers: .labels(["1", "2"], ordered: false)),
    history: [("plot cast", "1"), ("plot pace", "2"), ("cast pace", "1")].map {
      Interaction(query: $0.0, response: $0.1)
    })

  private func fit(misquotes: Int = 0) async throws -> (UserModel, Engine) {
    var model = ScriptedModel()
    model.behaviour.misquotes = misquotes
    let engine = Engine(blackBox: model, embedder: LetterEmbedder(), clock: .still)
    return (try await engine.fit(user).value, engine)
  }

  @Test func pathsAreCountedByHowTheyStand() async throws {
    let (clean, _) = try await fit()
    #expect(ModelAudit(clean, history: user.history).count(.clean) == 3)
    let (repaired, _) = try await fit(misquotes: 1)
    let audit = ModelAudit(repaired, history: user.history)
    #expect(audit.count(.repaired) == 3 && audit.wrong.isEmpty)
    #expect(audit.items.allSatisfy { !$0.hasChanged })
    let (wrong, _) = try await fit(misquotes: 2)
    let excluded = ModelAudit(wrong, history: user.history)
    #expect(excluded.count(.excluded) == 3 && excluded.wrong.count == 3)
    #expect(excluded.wrong[0].report.findings.map(\.kind) == [.wrongNumber])
  }

  @Test func whatChangedSinceTheFitIsFound() async throws {
    var (model, _) = try await fit()
    model.memory.entries[1].path?.steps[0].evidence = "coverage 7"
    model.memory.entries[2].path?.conclusion = "2"
    let audit = ModelAudit(model, history: user.history)
    #expect(audit.wrong.map(\.interaction) == [1, 2])
    #expect(audit.wrong.allSatisfy { $0.hasChanged && $0.state == .excluded })
    #expect(audit.wrong[1].report.findings.map(\.kind) == [.wrongConclusion])
  }

  @Test func anAnswerIsReadAgain() async throws {
    let (model, engine) = try await fit()
    var answer = try await engine.ask("plot", of: model, history: user.history).value
    #expect(answer.audited(against: model) == answer.audit)
    #expect(answer.audited(against: model).isClean)
    answer.retrieved = [RetrievedExample(interaction: 9, similarity: 1, answer: "1")]
    #expect(answer.audited(against: model).findings.map(\.kind) == [.unknownExample])
    answer.retrieved = []
    answer.path.steps = [
      ReasoningPath.Step(features: [5], factor: 77, evidence: "", effect: "")
    ]
    #expect(
      answer.audited(against: model).findings.map(\.kind) == [.unknownFeature, .unknownFactor])
  }
}
