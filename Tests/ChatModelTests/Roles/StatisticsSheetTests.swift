internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct StatisticsSheetTests {
  private static let features = [Feature(name: "thin plot", context: "", factor: 0)]

  private static func statistics(labels: Int, factors: Int = 2) -> UserStatistics {
    UserStatistics(
      interactions: 20, answers: (0..<labels).map { $0 + 1 },
      stances: labels == 0 ? [4, 2, 9] : [],
      factors: (0..<factors).map { id in
        FactorStatistics(
          factor: id, support: id + 3, occurrences: id + 5,
          answers: (0..<labels).map { $0 == 1 ? 2 : $0 == 0 ? id + 1 : 0 }, influence: 4,
          polarity: FactorStatistics.Polarity(positive: 2, neutral: 1, negative: 1),
          stances: labels == 0 ? [1, 0, 2] : [])
      })
  }

  private static func factors(_ count: Int) -> [Factor] {
    (0..<count).map {
      Factor(
        id: $0, name: "top \($0) of 7", description: "7 things",
        members: [Factor.Member(name: "m\($0)", count: $0 + 1)])
    }
  }

  @Test(arguments: [
    AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true),
    .labels(["based on a book", "top 10, or so", "a) b", "none"], ordered: false), .options, .open,
  ])
  func whatIsShownPassesTheAuditWhenItIsCopied(answers: AnswerSpace) {
    let statistics = Self.statistics(labels: answers.labels.count)
    let factors = Self.factors(2)
    let sheet = StatisticsSheet(
      statistics: statistics, answers: answers, sheet: FactorSheet(factors))
    let audit = Audit(
      features: Self.features, factors: factors, statistics: statistics, answers: answers)
    var checked = 0
    for factor in 0..<2 {
      let quotes = sheet.quotes(factor, label: answers.labels.isEmpty ? nil : 2)
      #expect(quotes.count >= 2)
      let together = [quotes.joined(separator: "; "), quotes.joined(separator: "\n  ")]
      for evidence in quotes + together + [sheet.base ?? ""] {
        let step = ReasoningPath.Step(
          features: [0], factor: factor, evidence: evidence, effect: "")
        let report = audit.report(
          on: ReasoningPath(steps: [step], conclusion: "x"), response: "x", isStored: true)
        #expect(report.isClean, "\(evidence): \(report.findings)")
        checked += report.numbersChecked
      }
    }
    #expect(checked > 40)
  }

  @Test func aFactorSeenNowhereElseCannotBeCited() {
    var statistics = Self.statistics(labels: 2)
    statistics.factors[0].support = 0
    let answers = AnswerSpace.labels(["1", "2"], ordered: true)
    let sheet = StatisticsSheet(
      statistics: statistics, answers: answers, sheet: FactorSheet(Self.factors(2)))
    let text = sheet.cited(features: Self.features, label: 0)
    #expect(text.contains("top 0 of 7\n  no other answer shows it; it cannot be cited"))
    #expect(!text.contains("coverage"))
    #expect(sheet.cited(features: [], label: 0).contains("No factor can be cited"))
  }

  @Test func theLabelOfTheAnswerIsShownThoughNoTextHasIt() {
    let answers = AnswerSpace.labels(["1", "2", "3"], ordered: true)
    let sheet = StatisticsSheet(
      statistics: Self.statistics(labels: 3), answers: answers, sheet: FactorSheet(Self.factors(2)))
    #expect(!sheet.quotes(0).contains { $0.hasPrefix("P(3)") })
    #expect(sheet.quotes(0, label: 2).contains { $0.hasPrefix("P(3) 0 of 3 = .00") })
  }

  @Test func manyFactorsAreShownAsTheQueryNeedsThem() {
    let answers = AnswerSpace.labels(["1", "2"], ordered: true)
    func sheet(_ count: Int) -> StatisticsSheet {
      StatisticsSheet(
        statistics: Self.statistics(labels: 2, factors: count), answers: answers,
        sheet: FactorSheet(Self.factors(count)))
    }
    #expect(sheet(20).always == Array(0..<20))
    #expect(sheet(20).further([3]).isEmpty)
    // The widest coverage is that of the last ones.
    #expect(sheet(30).always == Array(20..<30))
    let further = sheet(30).further([25, 4, 2, 4])
    #expect(further.contains("\ntop 2 of 7:"))
    #expect(further.contains("\ntop 4 of 7:"))
    #expect(!further.contains("top 25"))
    #expect(sheet(30).further([25]).isEmpty)
  }
}
