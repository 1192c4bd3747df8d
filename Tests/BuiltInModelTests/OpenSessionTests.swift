internal import Embeddings
internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

/// Questions with options and free text through the engine, from a history to an answer.
@Suite struct OpenSessionTests {
  private let engine = Self.makeEngine()

  private static func makeEngine() -> Engine {
    Engine(
      blackBox: BuiltInModel(), embedder: StaticTable.shared,
      clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))
  }

  private let voter: User = {
    let scale = "\nA. Strongly agree\nB. Agree\nC. Disagree\nD. Strongly disagree"
    let history = [
      ("Should the town build more cycle paths?", "A"),
      ("Should cycle paths be lit at night?", "A"),
      ("Should the town build a car park?", "D"), ("Should a car park be free?", "C"),
      ("Should the town plant trees?", "A"), ("Should cars be banned from the market?", "B"),
    ].map { Interaction(query: $0.0 + scale, response: $0.1) }
    return User(
      name: "voter", task: TaskDefinition(name: "t", instruction: "", answers: .options),
      history: history, test: [])
  }()

  private let author = User(
    name: "author", task: TaskDefinition(name: "t", instruction: "", answers: .open),
    history: [
      ("Tree kernels are slow. We propose a fast kernel for trees.", "Fast Kernels for Trees"),
      ("We study noisy tree banks and their parsers.", "Parsing Noisy Tree Banks"),
      ("In this work we present a map of rivers.", "A Map of Rivers"),
      ("Kernels for rivers are new. We test kernels on maps.", "Kernels for River Maps"),
    ].map { Interaction(query: $0.0, response: $0.1) })

  @Test func optionsAreAnsweredWithAnAuditedPath() async throws {
    let model = try await engine.fit(voter).value
    #expect(model.statistics.stances == [2, 0, 4])
    #expect(model.memory.entries.allSatisfy { $0.audit.isClean && $0.exclusion == nil })
    let query =
      "Should new cycle paths be wide?\nA. Strongly agree\nB. Agree\nC. Disagree"
      + "\nD. Strongly disagree"
    let answer = try await engine.ask(query, of: model, history: voter.history).value
    #expect(answer.response == "A")
    #expect(answer.audit.isClean)
    let evidence = try #require(answer.evidence)
    #expect(evidence.terms.contains { $0.parts.contains { $0.kind == .factor } })
    #expect(answer.confidence == evidence.probabilities[0])
    #expect(try await engine.fit(voter).value == model)
  }

  @Test func judgementsOfOptionsAreCounted() async throws {
    let model = try await engine.fit(voter).value
    #expect(model.statistics.factors.contains { $0.influence > 0 })
    for factor in model.statistics.factors {
      let polarity = factor.polarity
      #expect(polarity.positive + polarity.neutral + polarity.negative == factor.influence)
    }
  }

  @Test func titlesNeedNoHistoryOnceFitted() async throws {
    let model = try await engine.fit(author).value
    #expect(model.memory.entries.allSatisfy { $0.audit.isClean && $0.exclusion == nil })
    let query = "We propose a quick kernel for tree banks. It maps noisy trees."
    let answer = try await engine.ask(query, of: model, history: author.history).value
    #expect(answer.audit.isClean)
    #expect(answer.evidence?.labels.first == answer.response)

    // The counts come from the notes: other titles in the history given now change nothing.
    let others = author.history.map { Interaction(query: $0.query, response: "Nothing") }
    // Another engine, so that the model is opened anew.
    let again = try await Self.makeEngine().ask(query, of: model, history: others).value
    #expect(again.response == answer.response)
    #expect(again.evidence == answer.evidence)
  }

  @Test func titlesTakeUpAndNeverOppose() async throws {
    let model = try await engine.fit(author).value
    #expect(model.statistics.factors.contains { $0.influence > 0 })
    #expect(model.statistics.factors.allSatisfy { $0.polarity.negative == 0 })
    #expect(model.statistics.factors.allSatisfy { $0.polarity.positive == $0.influence })
  }
}
