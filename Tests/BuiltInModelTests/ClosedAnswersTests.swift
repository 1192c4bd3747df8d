internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct ClosedAnswersTests {
  private let knowledge = HandMadeWords(
    dimensions: 3,
    vectors: [
      "red": [1, 0, 0], "blue": [0, 1, 0], "sea": [0.2, 1, 0], "sky": [0, 0.9, 0.3],
      "fire": [1, 0.1, 0], "great": [0, 0, 1], "dull": [0, 0, -1],
    ])

  private func answers(
    _ space: AnswerSpace, style: ReadingStyle, meanTone: Double = 0
  ) throws -> ClosedAnswers {
    let notes = Notes(
      style: style, repeated: RepeatedPhrases(), properNames: HashSet([]), meanTone: meanTone)
    let subject = Subject(
      task: TaskDefinition(name: "t", instruction: "", answers: space),
      history: (0..<4).map { Interaction(query: "past \($0) of the sea", response: "red") },
      notes: try notes.encoded())
    return ClosedAnswers(
      try SessionContext(subject, knowledge: knowledge, direction: .none(3)))
  }

  private func item(
    _ query: String, _ answers: ClosedAnswers, features: [Feature], statistics: UserStatistics,
    ranking: [RetrievedExample] = []
  ) -> ClosedAnswers.Case {
    let batch = answers.context.read(query)
    return ClosedAnswers.Case(
      query: query, text: batch.texts[0], words: batch.words, features: features,
      factors: [
        Factor(id: 0, name: "sea", members: []), Factor(id: 1, name: "fire", members: []),
      ],
      statistics: statistics, ranking: ranking, k: 1)
  }

  private func expectSums(_ evidence: Evidence) {
    for label in evidence.labels.indices {
      let terms = evidence.terms.reduce(0) { $0 + $1.values[label] }
      #expect(abs(terms - evidence.logits[label]) < 1e-12)
      for term in evidence.terms {
        let parts = term.parts.reduce(0) { $0 + $1.values[label] }
        #expect(abs(parts - term.values[label]) < 1e-9, "\(term.name)")
      }
    }
  }

  /// The example of method, section 16: F1 answered 3, 5, 5 and F2 answered 2, 3, 5.
  private let statistics = UserStatistics(
    interactions: 5, answers: [1, 1, 1, 0, 2],
    factors: [
      FactorStatistics(factor: 0, support: 3, answers: [0, 0, 1, 0, 2]),
      FactorStatistics(factor: 1, support: 3, answers: [0, 1, 1, 0, 1]),
    ])

  @Test func aFactorCountsByItsShrunkPropensity() throws {
    let space = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: false)
    let answers = try answers(space, style: .descriptions)
    let features = [
      Feature(name: "sea", context: "", factor: 0), Feature(name: "sky", context: "", factor: 0),
      Feature(name: "fire", context: "", factor: 1), Feature(name: "none", context: ""),
    ]
    let evidence = answers.evidence(
      for: item("the sea and a fire", answers, features: features, statistics: statistics))
    expectSums(evidence)
    let factors = try #require(evidence.terms.first { $0.name == "factors" })
    // Each factor counts once, however many features it has.
    #expect(factors.parts.map(\.factor) == [0, 1])
    let p = (2 + 0.2) / 6
    let q = (2 + 2 * p) / 5
    #expect(
      abs(factors.parts[0].values[4] - answers.weights.factor / 2.0.squareRoot() * log(q / p))
        < 1e-12)
    let prior = try #require(evidence.terms.first { $0.name == "prior" })
    #expect(abs(prior.values[3] - answers.weights.prior * log(0.2 / 6)) < 1e-12)
  }

  @Test func labelAffinityIsSharedOutOverTheWords() throws {
    let answers = try answers(.labels(["red", "blue"], ordered: false), style: .descriptions)
    let statistics = UserStatistics(
      interactions: 2, answers: [1, 1],
      factors: [0, 1].map { FactorStatistics(factor: $0, support: 1, answers: [1, 0]) })
    let evidence = answers.evidence(
      for: item(
        "the sea, the sky and a great fire", answers,
        features: [Feature(name: "sea", context: "", factor: 0)], statistics: statistics))
    expectSums(evidence)
    let words = try #require(evidence.terms.first { $0.name == "label affinity" })
    #expect(words.parts.map(\.kind) == [.words, .rest])
    #expect(words.parts[0].values[1] > words.parts[0].values[0])
  }

  @Test func toneIsSharedOutOverTheWords() throws {
    let answers = try answers(
      .labels(["1", "2", "3", "4", "5"], ordered: true), style: .reviews, meanTone: 0.1)
    let features = [Feature(name: "great sea", context: "", factor: 0, valence: 2)]
    let evidence = answers.evidence(
      for: item("A great sea, a dull fire", answers, features: features, statistics: statistics))
    expectSums(evidence)
    let tone = try #require(evidence.terms.first { $0.name == "tone" })
    let divisor = (2 + 2 + 3).squareRoot() as Double
    let mean = Double(0 + 1 + 2 + 4 + 4) / 5
    let weight = answers.weights.words
    #expect(abs(tone.parts[0].values[4] - weight * (4 - mean) * 2 / divisor) < 1e-12)
    #expect(abs(tone.parts[1].values[4] - weight * (4 - mean) * (-2 / divisor - 0.1)) < 1e-12)
  }

  @Test func aMaskSilencesAFeatureAndItsWordsAndDampsAsBefore() throws {
    let answers = try answers(.labels(["red", "blue"], ordered: false), style: .descriptions)
    let statistics = UserStatistics(
      interactions: 4, answers: [2, 2],
      factors: [0, 1].map { FactorStatistics(factor: $0, support: 2, answers: [2, 0]) })
    let sea = Feature(name: "sea", context: "", factor: 0)
    let fire = Feature(name: "fire", context: "", factor: 1)
    var whole = item("the sea and a fire", answers, features: [sea, fire], statistics: statistics)
    let before = answers.evidence(for: whole)
    whole.features = [fire]
    whole.masked = [sea]
    let after = answers.evidence(for: whole)
    expectSums(after)
    #expect(after.terms[1].parts == before.terms[1].parts.filter { $0.factor == 1 })
    // With the sea gone, only the fire's words are left to speak.
    let alone = answers.evidence(
      for: item("a fire", answers, features: [fire], statistics: statistics))
    for label in 0..<2 {
      #expect(abs(after.terms[2].values[label] - alone.terms[2].values[label]) < 1e-5)
    }
  }

  @Test func aMaskSilencesTone() throws {
    let answers = try answers(.labels(["1", "2", "3"], ordered: true), style: .reviews)
    let statistics = UserStatistics(
      interactions: 3, answers: [1, 1, 1],
      factors: [FactorStatistics(factor: 0, support: 1, answers: [0, 0, 1])])
    var masked = item("A great sea", answers, features: [], statistics: statistics)
    masked.masked = [Feature(name: "great sea", context: "", factor: 0, valence: 2)]
    let evidence = answers.evidence(for: masked)
    expectSums(evidence)
    #expect(evidence.terms[2].values.allSatisfy { $0 == 0 })
  }

  @Test func memoryShowsKExamplesAndTheOthers() throws {
    let answers = try answers(.labels(["red", "blue"], ordered: false), style: .descriptions)
    let ranking = (0..<3).map {
      RetrievedExample(interaction: $0, similarity: 0.9 - 0.1 * Double($0), answer: "red")
    }
    let evidence = answers.evidence(
      for: item(
        "sea", answers, features: [],
        statistics: UserStatistics(interactions: 4, answers: [3, 1]), ranking: ranking))
    expectSums(evidence)
    let memory = try #require(evidence.terms.first { $0.name == "memory" })
    #expect(memory.parts.map(\.kind) == [.example, .others])
    #expect(memory.parts[1].name == "2 others")
    #expect(memory.values[0] > 0 && memory.values[1] < 0)
  }

  @Test func ratingsOfDescriptionsKnowReputations() throws {
    let answers = try answers(
      .labels(["1", "2", "3", "4", "5"], ordered: true), style: .descriptions, meanTone: 0.1)
    func values(_ query: String, _ features: [Feature] = []) throws -> [Double] {
      let evidence = answers.evidence(
        for: item(query, answers, features: features, statistics: statistics))
      expectSums(evidence)
      #expect(evidence.terms.map(\.name) == ["prior", "factors", "reputation", "memory"])
      return try #require(evidence.terms.first { $0.name == "reputation" }).values
    }
    let mean = Double(0 + 1 + 2 + 4 + 4) / 5
    let slope = answers.weights.words * (4 - mean)
    #expect(abs(try values("a great sea")[4] - slope * -0.1) < 1e-12)
    #expect(abs(try values("Vertigo (1958). A sea.")[4] - slope * (1 + 0.65 - 0.1)) < 1e-12)
    // A word of a feature speaks through its factor.
    let fire = try values("A war of fire", [Feature(name: "war", context: "", factor: 1)])
    #expect(abs(fire[4] - slope * (0.6 - 0.1)) < 1e-12)
  }

  @Test func aWordOfAGlossSpeaksForItsLabel() throws {
    let answers = try answers(.labels(["red", "blue"], ordered: false), style: .descriptions)
    let statistics = UserStatistics(interactions: 2, answers: [1, 1])
    func affinity(_ query: String) throws -> [Double] {
      let evidence = answers.evidence(
        for: item(query, answers, features: [], statistics: statistics))
      expectSums(evidence)
      return try #require(evidence.terms.first { $0.name == "label affinity" }).values
    }
    // "Blue" is the label's own word, "sky" is near to it, "great" to neither.
    #expect(answers.cues.nearness(of: knowledge.vector(of: "blue")) == [0, 1])
    let sky = answers.cues.nearness(of: knowledge.vector(of: "sky"))
    #expect(sky[0] == 0 && sky[1] > 0.8 && sky[1] < 1)
    #expect(answers.cues.nearness(of: knowledge.vector(of: "great")) == [0, 0])
    // Said twice it means it once.
    #expect(try affinity("blue") == affinity("blue blue"))
  }

  @Test func cuesAreTheWordsThatTellLabelsApart() {
    #expect(LabelGlosses.cues(for: "film noir").contains("detective"))
    #expect(LabelGlosses.cues(for: "a film of the sea") == ["sea"])
    #expect(LabelGlosses.cues(for: "the") == [])
  }

  @Test func glossesSpeakForLabels() {
    #expect(LabelGlosses.text(for: "Sci-Fi").contains("robot"))
    #expect(LabelGlosses.text(for: "black_and-white") == "black and white")
  }
}
