internal import Testing

@testable import Evaluation

@Suite struct SignFlipTests {
  private func p(_ differences: [Double]) -> Double { SignFlip(differences, seed: 1).p }

  @Test func fewDifferencesAreCountedInAllWays() {
    // All signs alike is one way of 64 on each side.
    #expect(p([1, 1, 1, 1, 1, 1]) == 2.0 / 64)
    #expect(p([-1, -1, -1, -1, -1, -1, 0, 0]) == 2.0 / 64)
    // Of 5, 3, 3, 1 and their mirrors, three in four are as far as 3.
    #expect(p([3, 1, -1]) == 0.75)
    #expect(p([1, -1]) == 1)
    #expect(p([2]) == 1)
    #expect(p([0, 0]) == 1)
    #expect(p([]) == 1)
  }

  @Test func roundingMakesNoDifference() {
    // .1 + .2 is not .3, but as far.
    #expect(p([0.1, 0.2, -0.3]) == 1)
  }

  @Test func manyDifferencesAreDrawn() {
    #expect(SignFlip([Double](repeating: 1, count: 14), seed: 1).isExact)
    let many = SignFlip([Double](repeating: 1, count: 70), seed: 1)
    #expect(!many.isExact && many.p == 1.0 / 10_000)
    // 40 of 70: by the binomial, .282 on both sides.
    let some = [Double](repeating: 1, count: 40) + [Double](repeating: -1, count: 30)
    #expect(abs(p(some) - 0.282) < 0.02)
    #expect(p(some) == p(some) && p(some) != SignFlip(some, seed: 2).p)
  }
}
