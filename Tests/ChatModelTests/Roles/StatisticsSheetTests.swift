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
      let citations = sheet.citations(of: factor, most: 4, label: answers.labels.isEmpty ? nil : 2)
      #expect(citations.count >= (answers == .open ? 1 : 2))
      for citation in citations + sheet.overall() {
        let step = ReasoningPath.Step(
          features: [0], factor: citation.factor, evidence: citation.quote, effect: "")
        let report = audit.report(
          on: ReasoningPath(steps: [step], conclusion: "x"), response: "x", isStored: true)
        #expect(report.isClean, "\(citation): \(report.findings)")
        #expect(report.grounding == Ratio(1, of: 1))
        checked += report.numbersChecked
      }
    }
    #expect(checked > 12)
  }

  @Test func aFactorSeenNowhereElseCannotBeCited() {
    var statistics = Self.statistics(labels: 2)
    statistics.factors[0].support = 0
    let answers = AnswerSpace.labels(["1", "2"], ordered: true)
    let sheet = StatisticsSheet(
      statistics: statistics, answers: answers, sheet: FactorSheet(Self.factors(2)))
    let cited = sheet.cited(features: Self.features, label: 0)
    #expect(cited.allSatisfy { $0.factor == nil })
    // Of all answers, only how often this one was given.
    #expect(cited.map(\.id) == ["s1"])
    #expect(cited.map(\.told) == sheet.overall(label: 0).map(\.told))
    #expect(sheet.cited(features: Self.features, label: nil).map(\.id) == ["s1", "s2"])
  }

  @Test func theLabelOfTheAnswerIsShownThoughNoTextHasIt() {
    let answers = AnswerSpace.labels(["1", "2", "3"], ordered: true)
    let sheet = StatisticsSheet(
      statistics: Self.statistics(labels: 3), answers: answers, sheet: FactorSheet(Self.factors(2)))
    let cited = sheet.citations(of: 0, most: 2, label: 2)
    #expect(cited.count == 2)
    #expect(cited.contains { $0.quote.hasPrefix("P(3) 0 of 3 = .00") })
    #expect(
      cited.contains { $0.told == "[top 0 of 7] answer 3: 0 of 3 (all answers: 3 of 20)" })
  }

  @Test func whatIsToldOfAFactorHasADirection() {
    let survey = StatisticsSheet(
      statistics: Self.statistics(labels: 0), answers: .options,
      sheet: FactorSheet(Self.factors(2)))
    #expect(
      survey.citations(of: 0, most: 2).map(\.told) == [
        "[top 0 of 7] the person is against it: 1 of 3 (all answers: 4 of 15)",
        "[top 0 of 7] the person is for it: 2 of 3 (all answers: 9 of 15)",
      ])
    var statistics = Self.statistics(labels: 0)
    statistics.stances = []
    statistics.habits = FormHabit.allCases.map { $0 == .beginsWithNumber ? 19 : 3 }
    for factor in statistics.factors.indices {
      statistics.factors[factor].habits = FormHabit.allCases.map { $0 == .hasCapitals ? 3 : 0 }
    }
    let titles = StatisticsSheet(
      statistics: statistics, answers: .open, sheet: FactorSheet(Self.factors(2)))
    #expect(
      titles.overall().first?.told == "[all answers] the answer has up to five words: 3 of 20")
    #expect(
      titles.overall().contains {
        $0.told == "[all answers] the answer begins with a number: 19 of 20"
          && $0.quote == "begins with a number 19 of 20 = .95"
      })
    let told = titles.citations(of: 0, most: 3).map(\.told)
    #expect(told.first == "[top 0 of 7] taken up 2, turned 1, left out 1 of 5 times")
    #expect(
      told.contains {
        $0 == "[top 0 of 7] the answer has a word in capitals: 3 of 3 (all answers: 3 of 20)"
      })
  }

  @Test func manyFactorsAreShownAsTheQueryNeedsThem() {
    let answers = AnswerSpace.labels(["1", "2"], ordered: true)
    func sheet(_ count: Int) -> StatisticsSheet {
      StatisticsSheet(
        statistics: Self.statistics(labels: 2, factors: count), answers: answers,
        sheet: FactorSheet(Self.factors(count)))
    }
    #expect(sheet(20).always == Array(0..<20))
    #expect(sheet(20).further([3], after: []).isEmpty)
    // The widest coverage is that of the last ones.
    #expect(sheet(30).always == Array(20..<30))
    let further = sheet(30).further([25, 4, 2, 4], after: sheet(30).stable)
    #expect(further.first?.id == "s\(sheet(30).stable.count + 1)")
    #expect(further.contains { $0.told.hasPrefix("[top 2 of 7]") })
    #expect(further.contains { $0.told.hasPrefix("[top 4 of 7]") })
    #expect(!further.contains { $0.told.hasPrefix("[top 25") })
    #expect(sheet(30).further([25], after: []).isEmpty)
  }
}
