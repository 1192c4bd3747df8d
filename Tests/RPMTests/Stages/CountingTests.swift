internal import Testing

@testable import RPM

@Suite struct CountingTests {
  /// The example of method, section 16: q1:5{F1,F2}, q2:5{F1,F1}, q3:2{F2}, q4:3{F1,F2}, q5:1{F3}.
  private static let answers = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)
  private static let responses = ["5", "5", "2", "3", "1"]
  private static let entries = [[0, 1], [0, 0], [1], [0, 1], [2]].enumerated().map {
    index, factors in
    MemoryEntry(
      interaction: index,
      features: factors.enumerated().map {
        Feature(name: "feature \($0)", context: "", factor: $1)
      },
      path: nil)
  }
  private static let statistics = Counting.statistics(
    of: entries, responses: responses, answers: answers, factorCount: 3)

  @Test func propensityIsCountedOncePerQuery() {
    let statistics = Self.statistics
    #expect(statistics.factors.map(\.support) == [3, 3, 1])
    #expect(statistics.factors[0].propensity(ofLabel: 4) == Ratio(2, of: 3))
    #expect(statistics.factors[0].propensity(ofLabel: 2) == Ratio(1, of: 3))
    #expect(statistics.factors[1].answers == [0, 1, 1, 0, 1])
    #expect(statistics.factors[2].answers == [1, 0, 0, 0, 0])
    #expect(statistics.factors.map(\.occurrences) == [4, 3, 1])
  }

  @Test func propensitySumsToOne() {
    for factor in Self.statistics.factors {
      #expect(factor.answers.reduce(0, +) == factor.support)
    }
  }

  @Test func excludingAnEntryEqualsCountingWithoutIt() {
    for index in Self.entries.indices {
      var entries = Self.entries
      var responses = Self.responses
      entries.remove(at: index)
      responses.remove(at: index)
      let counted = Counting.statistics(
        of: entries, responses: responses, answers: Self.answers, factorCount: 3)
      let excluded = Counting.excluding(
        Self.entries[index], response: Self.responses[index], answers: Self.answers,
        from: Self.statistics)
      #expect(counted == excluded)
    }
  }

  @Test func influenceAndPolarityAreCountedPerFeature() {
    let features = [0, 0, 1].map { Feature(name: "x", context: "", factor: $0) }
    let entry = MemoryEntry(
      interaction: 0, features: features, path: nil,
      judgements: [
        Judgement(feature: 0, isInfluential: true, polarity: .positive),
        Judgement(feature: 1, isInfluential: true, polarity: .neutral),
        Judgement(feature: 2, isInfluential: false, polarity: .negative),
        Judgement(feature: 9, isInfluential: true, polarity: .negative),
      ])
    let statistics = Counting.statistics(
      of: [entry], responses: ["a title"], answers: .open, factorCount: 2)
    #expect(statistics.factors[0].influence == 2)
    #expect(
      statistics.factors[0].polarity == FactorStatistics.Polarity(positive: 1, neutral: 1))
    #expect(statistics.factors[0].influenceRate == Ratio(2, of: 2))
    #expect(statistics.factors[1].influence == 0)
    #expect(statistics.factors[1].support == 1)
  }

  @Test func stancesAreCountedOncePerQuery() {
    let entries = [Stance.favour, .against, nil].enumerated().map { index, stance in
      MemoryEntry(
        interaction: index,
        features: [0, 0].map { Feature(name: "x", context: "", factor: $0) }, path: nil,
        stance: stance)
    }
    let statistics = Counting.statistics(
      of: entries, responses: ["A", "B", "C"], answers: .options, factorCount: 1)
    #expect(statistics.factors[0].stances == [1, 0, 1])
    #expect(statistics.stances == [1, 0, 1])
    #expect(statistics.factors[0].support == 3)
  }

  @Test func anAnswerOutsideTheLabelsCountsForNone() {
    let statistics = Counting.statistics(
      of: [Self.entries[0]], responses: ["7"], answers: Self.answers, factorCount: 3)
    #expect(statistics.interactions == 1)
    #expect(statistics.answers == [0, 0, 0, 0, 0])
    #expect(statistics.factors[0].support == 1)
  }
}
