internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct OptionAnswersTests {
  private let scale = "\nA. Very good\nB. Good\nC. Bad\nD. Very bad"

  private func question(_ stem: String, _ response: String) -> Interaction {
    Interaction(query: stem + scale, response: response)
  }

  private var answers: OptionAnswers {
    OptionAnswers(history: [
      question("Is the sea good?", "A"), question("Is the river good?", "A"),
      question("Is the road good?", "D"), question("Is the rail good?", "C"),
    ])
  }

  /// Two factors: water, where answers were for, and traffic, where they were against.
  private let factors = [
    Factor(id: 0, name: "water", members: []), Factor(id: 1, name: "traffic", members: []),
  ]

  private var statistics: UserStatistics {
    UserStatistics(
      interactions: 4, stances: [2, 0, 2],
      factors: [
        FactorStatistics(factor: 0, support: 2, occurrences: 2, stances: [0, 0, 2]),
        FactorStatistics(factor: 1, support: 2, occurrences: 2, stances: [2, 0, 0]),
      ])
  }

  private func evidence(
    _ query: String, _ features: [Feature] = [], ranking: [RetrievedExample] = [],
    listed: Int = 1
  ) -> Evidence {
    let answers = answers
    return answers.evidence(
      for: answers.target(
        query: query, features: features, factors: factors, statistics: statistics,
        ranking: ranking, listed: listed))
  }

  private func expectAdditive(_ evidence: Evidence) {
    for label in evidence.labels.indices {
      let sum = evidence.terms.reduce(0) { $0 + $1.values[label] }
      #expect(abs(evidence.logits[label] - sum) < 1e-12)
      for term in evidence.terms {
        let parts = term.parts.reduce(0) { $0 + $1.values[label] }
        #expect(abs(parts - term.values[label]) < 1e-12, "\(term.name)")
      }
    }
  }

  @Test func termsAndPartsAddUp() throws {
    let ranking = [
      RetrievedExample(interaction: 1, similarity: 0.9, answer: "A"),
      RetrievedExample(interaction: 0, similarity: 0.4, answer: "A"),
      RetrievedExample(interaction: 3, similarity: 0.1, answer: "C"),
    ]
    let features = [
      Feature(name: "lake", context: "", factor: 0), Feature(name: "ferry", context: "", factor: 1),
      Feature(name: "odd", context: ""),
    ]
    let found = evidence("Is the lake good?" + scale, features, ranking: ranking, listed: 2)
    expectAdditive(found)
    #expect(found.labels == ["A", "B", "C", "D"])
    #expect(
      found.terms.map(\.name) == [
        "position habit", "option wording", "same scale before", "factors", "user's stance",
        "scale habits", "public opinion",
      ])
    let same = try #require(found.terms.first { $0.name == "same scale before" })
    #expect(same.parts.map(\.kind) == [.example, .example, .others])
    #expect(same.parts[0].name == "A: Is the river good?")
    let byFactor = try #require(found.terms.first { $0.name == "factors" })
    #expect(byFactor.parts.map(\.factor) == [0, 1])
  }

  @Test func positionsAreCountedWithTwoPseudoAnswers() {
    // A twice, C and D once: (2 + 1/2) / 6 over an even share of 1/4.
    let values = evidence("New?" + scale).terms[0].values
    #expect(abs(values[0] - OptionWeights.position * log(2.5 / 6 * 4)) < 1e-12)
    #expect(abs(values[1] - OptionWeights.position * log(0.5 / 6 * 4)) < 1e-12)
  }

  @Test func wordingsAreCountedWhereTheyWereOffered() {
    // "Very good" was offered four times and chosen twice; "Fine" never.
    let values = evidence("New?\nA. Fine\nB. Very good").terms[1].values
    #expect(values[0] == 0)
    #expect(abs(values[1] - OptionWeights.wording * log((2 + 3.0) / (4 + 6) * 2)) < 1e-12)
  }

  @Test func factorsSpeakForTheirSide() throws {
    let found = evidence(
      "Is the lake good?" + scale, [Feature(name: "lake", context: "", factor: 0)])
    let term = try #require(found.terms.first { $0.name == "factors" })
    // for: base (2+1)/7, in the factor (2 + 5·3/7) / 7.
    let expected = OptionWeights.factors * log((2 + 15.0 / 7) / 7 / (3.0 / 7))
    #expect(abs(term.values[0] - expected) < 1e-12)
    #expect(abs(term.values[1] - expected) < 1e-12)
    #expect(term.values[2] < 0)
  }

  @Test func twoFactorsAreDamped() throws {
    let one = evidence("Q" + scale, [Feature(name: "a", context: "", factor: 0)])
    let two = evidence(
      "Q" + scale,
      [Feature(name: "a", context: "", factor: 0), Feature(name: "b", context: "", factor: 1)])
    let alone = try #require(one.terms.first { $0.name == "factors" }?.parts.first)
    let beside = try #require(two.terms.first { $0.name == "factors" }?.parts.first)
    #expect(abs(beside.values[0] - alone.values[0] / 2.0.squareRoot()) < 1e-12)
  }

  @Test func aMaskedFactorFallsSilentAndStillDamps() throws {
    let answers = answers
    let features = [
      Feature(name: "a", context: "", factor: 0), Feature(name: "b", context: "", factor: 1),
    ]
    func parts(_ features: [Feature], masked: [Feature]) throws -> [Evidence.Part] {
      let target = answers.target(
        query: "Q" + scale, features: features, factors: factors, statistics: statistics,
        ranking: [], listed: 3, masked: masked)
      return try #require(
        answers.evidence(for: target).terms.first { $0.name == "factors" }
      ).parts
    }
    let whole = try parts(features, masked: [])
    let masked = try parts([features[0]], masked: [features[1]])
    #expect(masked == [whole[0]])
  }

  @Test func theQuestionAskedCountsForNothing() {
    let asked = evidence("Is the sea good?" + scale).terms[0].values
    // Left: A, C, D once each.
    #expect(abs(asked[0] - OptionWeights.position * log(1.5 / 5 * 4)) < 1e-12)
  }

  @Test func peopleInGeneralPullToTheirSide() throws {
    func term(_ question: String) throws -> [Double] {
      try #require(
        evidence(question + scale).terms.first { $0.name == "public opinion" }
      ).values
    }
    let family = try term("Is family important in life?")
    #expect(family[0] > family[1] && family[1] > family[2] && family[2] > family[3])
    #expect(try term("Is the lane wide?") == [0, 0, 0, 0])
  }

  @Test func dontKnowAndVolunteeredAreHeldBack() throws {
    let found = evidence("New?\nA. Cats\nB. Both (VOL)\nC. Don't know")
    let term = try #require(found.terms.first { $0.name == "scale habits" })
    #expect(term.values[0] == 0)
    #expect(term.values[1] == -OptionWeights.volunteered)
    #expect(term.values[2] == -OptionWeights.dontKnow)
  }

  @Test func tiesGoToTheLetterChosenMoreThenTheEarlier() {
    func tie(_ labels: Int) -> Evidence {
      Evidence(
        labels: (0..<labels).map { "\($0)" },
        terms: [
          Evidence.Term(name: "t", values: [Double](repeating: 1, count: labels), parts: [])
        ])
    }
    #expect(answers.decision(tie(4)) == 0)
    let other = OptionAnswers(history: [question("Q?", "C"), question("R?", "B")])
    #expect(other.decision(tie(4)) == 1)
    #expect(OptionAnswers(history: []).decision(tie(3)) == 0)
  }

  @Test func aSingleOptionIsTheAnswer() throws {
    let generation = try generate("Do you avoid it?\nA. Not selected")
    #expect(generation.response == "A")
    #expect(generation.confidence == 1)
    #expect(generation.hasLittleEvidence)
  }

  @Test func withoutOptionsItFails() {
    #expect(throws: RoleFailure.self) { try generate("Why?") }
    #expect(throws: RoleFailure.self) { try generate("") }
  }

  @Test func foreignScriptsAreAnsweredByHabit() throws {
    let generation = try generate("重要ですか？\nA. とても重要\nB. 重要ではない")
    #expect(generation.response == "A")
    #expect(generation.hasLittleEvidence)
  }

  @Test func anEmptyHistoryStillAnswers() throws {
    let empty = OptionAnswers(history: [])
    let target = empty.target(
      query: "Q?" + scale, features: [], factors: [], statistics: UserStatistics(interactions: 0),
      ranking: [], listed: 3)
    let found = empty.evidence(for: target)
    expectAdditive(found)
    #expect(found.logits.allSatisfy { $0.isFinite })
  }

  @Test func answersThatNameNoOptionAreLeftOut() {
    let odd = OptionAnswers(history: [question("Q?", "Z"), question("R?", "")])
    #expect(odd.past.allSatisfy { $0.chosen == nil })
    #expect(odd.stance(of: question("Q?", "Z")) == nil)
  }

  private func generate(_ query: String, features: [Feature] = []) throws -> Generation {
    try answers.generation(
      for: GenerationRequest(
        query: query, features: features,
        model: UserModel(
          task: TaskDefinition(name: "t", instruction: "", answers: .options),
          identity: ModelIdentity(name: "b", version: "1"),
          fitted: Date(timeIntervalSince1970: 0), factors: factors, statistics: statistics,
          memory: ReasoningMemory(entries: [])),
        ranking: [], k: 3, history: []))
  }

  @Test func thePathQuotesWhatTheAuditFinds() throws {
    let features = [Feature(name: "lake", context: "", factor: 0)]
    let generation = try generate("Is the lake good?" + scale, features: features)
    #expect(generation.response == "A")
    #expect(generation.path.steps.first?.evidence == "for 2 of 2 = 1.00, base for 2 of 4 = .50")
    let report = Audit(
      features: features, factors: factors, statistics: statistics, answers: .options
    ).report(on: generation.path, response: "A", isStored: false)
    #expect(report.isClean)
    #expect(report.numbersChecked == 6)
  }

  @Test func aPastAnswerGetsAPathToItself() {
    let path = answers.reason(
      ReasoningRequest(
        interaction: 2, item: question("Is the road good?", "D"),
        features: [Feature(name: "road", context: "", factor: 1)], factors: factors,
        statistics: statistics))
    #expect(path.conclusion == "D")
    #expect(path.steps.first?.factor == 1)
  }

  @Test func featuresAreJudgedByTheOtherQuestionsThatHoldThem() {
    let answers = OptionAnswers(history: [
      question("Is swimming in lakes good?", "A"), question("Is a lake good?", "A"),
      question("Is a lake road good?", "D"), question("Is rail good?", "D"),
    ])
    func judge(_ stem: String, _ response: String, _ names: [String]) -> [Judgement] {
      answers.judge(
        JudgementRequest(
          interaction: 0, item: question(stem, response),
          features: names.map { Feature(name: $0, context: "") }))
    }
    // Without the question itself "lake" was answered for once and against once, which is more for
    // than the one of three that holds in general.
    let judged = judge("Is a lake good?", "A", ["lake", "good", "rail", "unheard", ""])
    #expect(judged.map(\.isInfluential) == [true, false, false, false, false])
    #expect(judged.allSatisfy { $0.polarity == .positive })
    #expect(judge("Is rail good?", "D", ["rail"])[0].polarity == .negative)
    #expect(judge("Is rail good?", "nothing", ["rail"])[0].polarity == .neutral)
  }

  /// "Don't know" is an answer of its own: counted beside the sides, and told where a factor brings it.
  @Test func notKnowingIsAnAnswer() throws {
    let unsure = "\nA. Yes\nB. No\nC. Don't know"
    let asked = (0..<10).map { "Do you trust bank \($0)?" + unsure }
    let others = (0..<10).map { "Do you like song \($0)?" + unsure }
    let answers = OptionAnswers(
      history: asked.map { Interaction(query: $0, response: "C") }
        + others.map { Interaction(query: $0, response: "A") })
    let counted = Counting.statistics(
      of: (asked + others).enumerated().map { index, query in
        MemoryEntry(
          interaction: index,
          features: [Feature(name: index < 10 ? "bank" : "song", context: "", factor: index / 10)],
          path: nil, stance: answers.past[index].side)
      }, responses: asked.map { _ in "C" } + others.map { _ in "A" }, answers: .options,
      factorCount: 2)
    #expect(counted.stances == [0, 0, 10, 10])
    #expect(counted.factors[0].stances == [0, 0, 0, 10])
    #expect(
      Quotation.stance(.unanswered, factor: 0, in: counted)
        == "unanswered 10 of 10 = 1.00, base unanswered 10 of 20 = .50")
    let found = answers.evidence(
      for: answers.target(
        query: "Do you trust the broker?" + unsure,
        features: [Feature(name: "bank", context: "", factor: 0)],
        factors: [
          Factor(id: 0, name: "bank", members: []), Factor(id: 1, name: "song", members: []),
        ], statistics: counted, ranking: [], listed: 0))
    let term = try #require(found.terms.first { $0.name == "factors" })
    #expect(term.values[2] > 0 && term.values[0] < 0)
  }
}
