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
          features: features, factor: factor, evidence: evidence, effect: "speaks for 2")
      ], conclusion: conclusion)
    return Audit(
      features: Self.features, factors: Self.factors, statistics: Self.statistics,
      answers: Self.answers
    ).report(on: path, response: "2", isStored: isStored)
  }

  private func citing(
    _ evidence: String, effect: String = "", retrieved: [Int], sum: Evidence? = nil
  ) -> [AuditReport.Finding.Kind] {
    let path = ReasoningPath(
      steps: [ReasoningPath.Step(features: [], factor: nil, evidence: evidence, effect: effect)],
      conclusion: "2")
    return Audit(
      features: Self.features, factors: Self.factors, statistics: Self.statistics,
      answers: Self.answers
    ).report(
      on: path, response: "2", isStored: false, evidence: sum,
      retrieved: retrieved.map { RetrievedExample(interaction: $0, similarity: 1, answer: "2") }
    ).findings.map(\.kind)
  }

  @Test func onlyRetrievedExamplesAreCited() {
    #expect(citing("as in example 2", retrieved: [13, 4]).isEmpty)
    #expect(citing("", effect: "Item 14 was answered so.", retrieved: [13, 4]).isEmpty)
    #expect(citing("as in Example 3", retrieved: [13, 4]) == [.unknownExample])
    #expect(citing("as in example 0", retrieved: [13, 4]) == [.unknownExample])
    #expect(citing("", effect: "like item #13", retrieved: [13, 4]) == [.unknownExample])
    #expect(citing("as in example 1", retrieved: []) == [.unknownExample])
    // What merely begins so is no citation, and its number is read as before.
    #expect(citing("12 items", retrieved: [13]) == [.wrongNumber])
  }

  @Test func anExampleInTheSumWasRetrieved() {
    func sum(_ interaction: Int) -> Evidence {
      let part = Evidence.Part(
        kind: .example, name: "", interaction: interaction, values: [0, 0, 0, 0, 0])
      return Evidence(
        labels: ["1", "2", "3", "4", "5"],
        terms: [Evidence.Term(name: "memory", values: part.values, parts: [part])])
    }
    #expect(citing("", retrieved: [13], sum: sum(13)).isEmpty)
    #expect(citing("", retrieved: [13], sum: sum(4)) == [.unknownExample])
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
    "P(3) 1 of 6 = .17, base 5 of 20 = .25", "seen in 6 queries", "nothing to say",
    "P(2) 0.67", "P(2) 66.7%", "P(2) 67 %", "P(2) 67 percent", "f1: P(2) 4 of 6",
    "base P(3) 5 of 20",
    "so p(2) is 4 of 6", "P(1) = 0", "P(2) 4 of 6 = .67. Base 3 of 20", "\"thin plot\" n=6",
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
    // Written so that a careless reader passes them over.
    "P(2) \u{664} of \u{667}", "P(2) \u{FF18} of \u{FF19}", "P(2) \u{BD}", "P(2) 4\u{B2} of 6",
    "coverage 6,000", "coverage 6'000", "coverage 6e3", "coverage6000", "coverage x6", "P(2) ..99",
    "P(2) 4.6.7", "P(2) -.67", "P(2) \u{2013}.67", "P(2) 67\u{2030}", "P(2) 1", "P(3) = 1",
    "p(3) 4 of 6", "about P(3) 4 of 6", "4 of 20", "4 of 6", "4 of them a 2", "f9 n",
    "base P(2) 4 of 6", "P(2) 4 of 6 P(3) 4 of 6", "lift of the base 6 of 20", "n=7",
    "P(2) 4 of 6, its lift 3.8", "the lift is 3.8", "base(1) 2 of 20", "P(2) 4 of 6\nbase 4 of 20",
    "P(2) 4 of 6. Base 4 of 20", "positive 4 of 5", "\"thin plot\" n=9", "P(2) 6 of 4",
  ])
  func falseQuotesAreFound(evidence: String) {
    let report = report(evidence)
    #expect(report.findings.map(\.kind) == [.wrongNumber], "\(report.findings)")
  }

  @Test(arguments: [
    "speaks for 3 of 6", "seen 99 times", "so P(2) is 99%", "speaks for 2 (+0.84)", "a .99 chance",
    "speaks against 2 (-0.10)", "lift 9.9, so a 2", "speaks for 7",
  ])
  func whatFollowsIsCheckedToo(effect: String) {
    let step = ReasoningPath.Step(features: [0], factor: 0, evidence: "", effect: effect)
    let report = Audit(
      features: Self.features, factors: Self.factors, statistics: Self.statistics,
      answers: Self.answers
    ).report(
      on: ReasoningPath(steps: [step], conclusion: "2"), response: "2", isStored: true)
    #expect(report.findings.map(\.kind) == [.wrongNumber], "\(report.findings)")
  }

  @Test(arguments: [
    "speaks for 2", "leans to a 5", "speaks for 2 (+0.84)", "so P(2) is 4 of 6", "that is it.",
  ])
  func whatFollowsMayNameAnswersAndShares(effect: String) {
    let values = [0, 0.84, 0, 0, 0]
    let evidence = Evidence(
      labels: Self.answers.labels,
      terms: [
        Evidence.Term(
          name: "factors", values: values,
          parts: [Evidence.Part(kind: .factor, name: "plot", factor: 0, values: values)])
      ])
    let step = ReasoningPath.Step(features: [0], factor: 0, evidence: "", effect: effect)
    let report = Audit(
      features: Self.features, factors: Self.factors, statistics: Self.statistics,
      answers: Self.answers
    ).report(
      on: ReasoningPath(steps: [step], conclusion: "2"), response: "2", isStored: false,
      evidence: evidence)
    #expect(report.isClean, "\(report.findings)")
  }

  @Test(arguments: [
    ["01", "1", "5)", "5", "5), base 9 of 9"], ["a\nb", "P(a)", "", "4 of 6 = .67", "100%"],
    ["\u{600}", "\u{301}x", "\u{1B}[31m", "-3", "e\u{301}"],
    [String(repeating: "x, 9; ", count: 90), "x", "x, 9", "top 10", "1,000"],
  ])
  func anyLabelComesThroughTheWriter(labels: [String]) {
    let answers = AnswerSpace.labels(labels, ordered: false)
    let statistics = UserStatistics(
      interactions: 15, answers: [5, 4, 3, 2, 1],
      factors: [FactorStatistics(factor: 0, support: 9, occurrences: 9, answers: [1, 2, 3, 1, 2])])
    for label in labels.indices {
      let quote = Quotation.propensity(label: label, factor: 0, in: statistics, answers: answers)
      func report(_ evidence: String) -> AuditReport {
        let step = ReasoningPath.Step(
          features: [], factor: 0, evidence: evidence, effect: "speaks for \(labels[label])")
        return Audit(features: [], factors: Self.factors, statistics: statistics, answers: answers)
          .report(
            on: ReasoningPath(steps: [step], conclusion: labels[label]), response: labels[label],
            isStored: false)
      }
      #expect(report(quote).isClean, "\(report(quote).findings)")
      #expect(report(quote).numbersChecked == 8)
      let other = labels[(label + 1) % labels.count]
      let swapped = "P(\(other))" + quote.dropFirst("P(\(labels[label]))".count)
      #expect(!report(swapped).isClean, "\(swapped)")
    }
  }

  @Test func aPrintedOptionIsAName() {
    let statistics = UserStatistics(
      interactions: 4, factors: [FactorStatistics(factor: 0, support: 4)])
    let step = ReasoningPath.Step(
      features: [], factor: nil, evidence: "options in this place are chosen often",
      effect: "That speaks for A, \"18 to 24 years\".")
    func isClean(_ query: String) -> Bool {
      Audit(
        features: [], factors: Self.factors, statistics: statistics, answers: .options, query: query
      ).report(
        on: ReasoningPath(steps: [step], conclusion: "A"), response: "A", isStored: false
      ).isClean
    }
    #expect(isClean("How old?\nA. 18 to 24 years\nB. more"))
    #expect(!isClean("How old?\nA. 19 to 24 years\nB. more"))
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
