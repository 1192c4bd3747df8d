internal import Testing

@testable import RPM

@Suite struct QuotationTests {
  @Test(arguments: [
    (0.666_666, ".67"), (1.0, "1.00"), (0.0, ".00"), (0.125, ".13"), (0.005, ".01"),
    (-0.25, "-.25"), (-0.001, ".00"), (0.045, ".05"),
  ])
  func sharesRoundAwayFromZero(value: Double, text: String) {
    #expect(Quotation.share(value) == text)
  }

  @Test func aQuoteOfPropensityNamesEverything() {
    let statistics = UserStatistics(
      interactions: 10, answers: [7, 3],
      factors: [FactorStatistics(factor: 0, support: 3, occurrences: 4, answers: [1, 2])])
    let quote = Quotation.propensity(
      label: 1, factor: 0, in: statistics, answers: .labels(["no", "yes"], ordered: false))
    #expect(quote == "P(yes) 2 of 3 = .67, base 3 of 10 = .30, shrunk .53, lift 2.2")
  }

  @Test func nothingToDivideByIsNotANumber() {
    #expect(Quotation.ratio(Ratio(0, of: 0)) == "0 of 0")
  }
}
