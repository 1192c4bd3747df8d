internal import Testing

@testable import RPM

@Suite struct AuditTests {
  private static let answers = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)
  private static let statistics = UserStatistics(
    interactions: 20, answers: [2, 3, 5, 6, 4],
    factors: [
      FactorStatistics(
        factor: 0, support: 6, occurrences: 8, answers: [0, 4, 1, 1, 0], influence: 5,
        polarity: FactorStatistics.Polarity(positive: 3, neutral: 1, negative: 1)),
      FactorStatistics(factor: 1, support: 0, answers: [0, 0, 0, 0, 0]),
    ])
  private static let factors = ["plot", "prose"].enumerated().map {
    Factor(id: $0, name: $1, members: [])
  }
  private static let features = [Feature(name: "thin plot", context: "", factor: 0)]

  private func report(
    _ evidence: String, factor: Factor.ID? = 0, features: [Int] = [0], conclusion: String = "2",
    isStored: Bool = false
  ) -> AuditReport {
    let path = ReasoningPath(
      steps: [
        ReasoningPath.Step(
          features: features, factor: factor, evidence: evidence, effect: "speaks for 2 (+0.84)")
      ], conclusion: conclusion)
    return Audit(
      features: Self.features, factors: Self.factors, statistics: Self.statistics,
      answers: Self.answers
    ).report(on: path, response: "2", isStored: isStored)
  }

  @Test func whatTheWriterQuotesIsClean() {
    for label in 0..<5 {
      let quote = Quotation.propensity(
        label: label, factor: 0, in: Self.statistics, answers: Self.answers)
      let report = report(quote)
      #expect(report.isClean, "\(quote): \(report.findings)")
      #expect(report.numbersChecked >= 7)
    }
    #expect(report(Quotation.influence(factor: 0, in: Self.statistics)).isClean)
  }

  @Test(arguments: [
    "P(2) 4 of 6 = .67", "P(2) .67", "P(2) 4 of 6", "P(2) 67%", "base 6 of 20",
    "influence 5 of 8 = .63, coverage 6", "positive 3 of 5 = .60", "n 6",
    "P(3) 1 of 6 = .17, base 5 of 20 = .25", "seen in 6 queries, 4 of them a 2", "nothing to say",
  ])
  func trueQuotesPass(evidence: String) {
    // "base" alone has no label to speak of, except after P(…).
    let report = report(evidence.hasPrefix("base") ? "P(4) 1 of 6, \(evidence)" : evidence)
    #expect(report.isClean, "\(report.findings)")
  }

  @Test(arguments: [
    "P(2) 5 of 6 = .67", "P(2) 4 of 7 = .67", "P(2) 4 of 6 = .68", "P(2) .31", "P(2) 66%",
    "P(3) 4 of 6 = .67", "P(2) 4 of 6 = .67, base 4 of 20 = .15", "P(2) 4 of 6, shrunk .99",
    "P(2) 4 of 6, lift 3.8", "influence 6 of 8 = .75", "coverage 7", "P(7) 4 of 6",
    "seen in 17 queries", "about .31 of the time", "shrunk .50", "for 2 of 3 = .67",
  ])
  func falseQuotesAreFound(evidence: String) {
    let report = report(evidence)
    #expect(report.findings.map(\.kind) == [.wrongNumber], "\(report.findings)")
  }

  @Test func theFindingNamesTheStoredValue() {
    let finding = report("P(2) 4 of 6 = .31").findings.first
    #expect(finding?.stored == "4 of 6 = .67")
    #expect(finding?.quoted == "P(2) 4 of 6 = .31")
    #expect(finding?.step == 0)
  }

  @Test func inventedFeaturesAndFactorsAreFound() {
    #expect(report("", features: [3]).findings.map(\.kind) == [.unknownFeature])
    #expect(report("P(2) 4 of 6", factor: 9).findings.map(\.kind) == [.unknownFactor])
  }

  @Test func theConclusionMustBeTheAnswer() {
    #expect(report("", conclusion: "3").findings.map(\.kind) == [.wrongConclusion])
    #expect(report("", conclusion: " 2 ").isClean)
  }

  @Test func aStoredPathMayNotLeanOnItsOwnAnswer() {
    #expect(report("", factor: 1, isStored: true).findings.map(\.kind) == [.singleSupport])
    #expect(report("", factor: 1, isStored: false).isClean)
  }

  @Test func labelsMayHoldBracketsAndCommas() {
    let answers = AnswerSpace.labels(["a", "a), b (c"], ordered: false)
    let statistics = UserStatistics(
      interactions: 4, answers: [1, 3],
      factors: [FactorStatistics(factor: 0, support: 2, answers: [0, 2])])
    let quote = Quotation.propensity(label: 1, factor: 0, in: statistics, answers: answers)
    let audit = Audit(
      features: [], factors: [Self.factors[0]], statistics: statistics, answers: answers)
    let path = ReasoningPath(
      steps: [ReasoningPath.Step(features: [], factor: 0, evidence: quote, effect: "")],
      conclusion: "a")
    let report = audit.report(on: path, response: "a", isStored: false)
    #expect(report.isClean, "\(report.findings)")
  }

  @Test func stancesAreChecked() {
    let statistics = UserStatistics(
      interactions: 10, stances: [3, 2, 5],
      factors: [FactorStatistics(factor: 0, support: 4, stances: [1, 0, 3])])
    let quote = Quotation.stance(.favour, factor: 0, in: statistics)
    #expect(quote == "for 3 of 4 = .75, base for 5 of 10 = .50")
    let audit = Audit(
      features: [], factors: [Self.factors[0]], statistics: statistics, answers: .options)
    func report(_ evidence: String) -> AuditReport {
      let step = ReasoningPath.Step(features: [], factor: 0, evidence: evidence, effect: "")
      return audit.report(
        on: ReasoningPath(steps: [step], conclusion: "A"), response: "A", isStored: false)
    }
    #expect(report(quote).isClean)
    #expect(!report("for 3 of 4 = .70").isClean)
    #expect(!report("against 3 of 4").isClean)
  }
}
