internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct TitlesTests {
  private let titles = Titles(habits: TitleHabits(history: []), knowledge: FlatWords())
  private let factors = [
    Factor(id: 0, name: "kernels", members: []), Factor(id: 1, name: "mining", members: []),
  ]
  private let statistics = UserStatistics(
    interactions: 9,
    factors: [
      FactorStatistics(factor: 0, support: 3, occurrences: 4, influence: 3),
      FactorStatistics(factor: 1, support: 5, occurrences: 5, influence: 1),
    ])
  private let features = [
    Feature(name: "tree kernels", context: "", factor: 0),
    Feature(name: "text mining", context: "", factor: 1), Feature(name: "web", context: ""),
  ]

  private func generate(_ query: String, masked: [Feature] = []) throws -> Generation {
    try titles.generation(
      for: GenerationRequest(
        query: query, features: features.filter { !masked.contains($0) },
        model: UserModel(
          task: TaskDefinition(name: "t", instruction: "", answers: .open),
          identity: ModelIdentity(name: "b", version: "1"),
          fitted: Date(timeIntervalSince1970: 0), factors: factors, statistics: statistics,
          memory: ReasoningMemory(entries: [])),
        ranking: [], k: 3, history: [], masked: masked))
  }

  private let passage =
    "Tree kernels are popular. In this paper we propose fast tree kernels. We test them on text "
    + "mining, and on the old web. Tree kernels help text mining a lot."

  @Test func termsAddUpAndTheBestIsTheAnswer() throws {
    let generation = try generate(passage)
    let evidence = try #require(generation.evidence)
    #expect(evidence.labels.first == generation.response)
    #expect(Set(evidence.labels).count == evidence.labels.count)
    #expect(evidence.logits == evidence.logits.sorted(by: >))
    for label in evidence.labels.indices {
      for term in evidence.terms {
        let parts = term.parts.reduce(0) { $0 + $1.values[label] }
        #expect(abs(parts - term.values[label]) < 1e-12)
      }
    }
    let held = try #require(evidence.terms.first?.parts.first { $0.factor == 0 })
    #expect(held.kind == .words)
    #expect(held.values[0] > 0)
  }

  @Test func evidenceIsTenTimesTheExpectedOverlap() throws {
    let text = TitleText(passage)
    let words = TitleWords(text, habits: titles.habits, knowledge: FlatWords())
    let composer = TitleComposer(text, probabilities: words.probabilities, usualLength: 8)
    let best = try #require(composer.drafts().first)
    let evidence = try #require(try generate(passage).evidence)
    #expect(abs(evidence.logits[0] - 10 * composer.score(best)) < 1e-9)
  }

  @Test func theSamePassageGivesTheSameAnswer() throws {
    let first = try generate(passage)
    for _ in 0..<5 { #expect(try generate(passage) == first) }
  }

  @Test func thePathQuotesWhatTheAuditFinds() throws {
    let generation = try generate(passage)
    let report = Audit(
      features: features, factors: factors, statistics: statistics, answers: .open
    ).report(on: generation.path, response: generation.response, isStored: false)
    #expect(report.isClean)
    #expect(report.numbersChecked > 0)
    #expect(generation.path.steps.first?.evidence == "influence 3 of 4 = .75, coverage 3")
  }

  @Test(arguments: [
    "One sentence about tree kernels", "No cue here. Nothing at all about kernels.", "kernels",
    "Быстрые ядра деревьев. Мы их проверяем.", "高速な木カーネルを提案する。",
  ])
  func shortAndForeignPassagesGetATitle(query: String) throws {
    let generation = try generate(query)
    #expect(!generation.response.isEmpty)
    #expect(generation.path.conclusion == generation.response)
  }

  @Test func functionWordsAloneAreTheirOwnTitle() throws {
    let generation = try generate("of the and")
    #expect(generation.response == "of the and")
    #expect(generation.hasLittleEvidence)
    #expect(generation.evidence == nil)
  }

  @Test(arguments: ["", " \n", "?!"])
  func withoutWordsItFails(query: String) {
    #expect(throws: RoleFailure.self) { try generate(query) }
  }

  @Test func maskedWordsAreNotTakenUp() throws {
    #expect(try generate(passage).response.contains("Kernels"))
    let without = try generate(passage, masked: [features[0]])
    #expect(without.evidence?.terms[0].parts.contains { $0.factor == 0 } == false)
    let text = try #require(without.evidence)
    #expect(text.logits[0] < (try #require(generate(passage).evidence)).logits[0])
  }

  @Test func influenceIsAWordInTheTitle() {
    let judged = titles.judge(
      JudgementRequest(
        interaction: 0, item: Interaction(query: "", response: "Tree-Based Mining of the Web"),
        features: features + [Feature(name: "of the", context: "")]))
    #expect(judged.map(\.isInfluential) == [true, true, true, false])
    #expect(judged.map(\.polarity) == [.positive, .positive, .positive, .neutral])
  }

  @Test func aPastTitleGetsAPathToItself() {
    let path = titles.reason(
      ReasoningRequest(
        interaction: 0, item: Interaction(query: passage, response: "On Mining"),
        features: features, factors: factors, statistics: statistics))
    #expect(path.conclusion == "On Mining")
    #expect(path.steps.map(\.factor) == [1])
    #expect(path.steps[0].features == [1])
  }
}
