internal import Testing

@testable import Evaluation

@Suite struct LengthCovariateTests {
  private func cases(_ groups: [(x: Double, preferred: Int, of: Int)]) -> [(
    isPreferred: Bool, logRatio: Double
  )] {
    groups.flatMap { x, preferred, count in
      (0..<count).map { (isPreferred: $0 < preferred, logRatio: x) }
    }
  }

  /// With two groups the fit goes through both: logits of .8 and .4 are 1.386294 and -.405465, their
  /// mean .490415 at x = 0, half their distance .895880; the variance of the mean is a quarter of
  /// 1/8 + 1/2 + 1/4 + 1/6.
  @Test func byHand() throws {
    let fit = try #require(LengthCovariate(cases([(1, 8, 10), (-1, 4, 10)])))
    #expect(abs(fit.share - 0.620204) < 1e-5)
    #expect(abs(fit.slope - 0.895880) < 1e-5)
    #expect(abs(fit.interval.low - 0.375246) < 1e-5)
    #expect(abs(fit.interval.high - 0.816171) < 1e-5)
  }

  /// One that is preferred only for being longer is not preferred at equal length.
  @Test func lengthIsTakenOut() throws {
    let fit = try #require(LengthCovariate(cases([(0.5, 36, 48), (-0.5, 3, 12)])))
    #expect(abs(fit.share - 0.5) < 1e-9)
  }

  @Test func whatCannotBeTold() {
    // The longer one always.
    #expect(LengthCovariate(cases([(1, 10, 10), (-1, 0, 10)])) == nil)
    // All ratios the same.
    #expect(LengthCovariate(cases([(0.3, 12, 20)])) == nil)
    // All preferred.
    #expect(LengthCovariate(cases([(1, 10, 10), (-1, 10, 10)])) == nil)
    #expect(LengthCovariate(cases([(1, 5, 9), (-1, 5, 10)])) == nil)
    #expect(LengthCovariate([]) == nil)
  }
}
