internal import Testing

@testable import RPM

@Suite struct ShrinkageTests {
  @Test func matchesTheExampleOfTheMethod() {
    // 4 of 6, base 0.30 of 64 queries: 19 of 64 with the tiny prior 1/L of one query.
    let counts = [2, 4]
    let base = [45, 19]
    let shrunk = Shrinkage.propensity(counts: counts, baseCounts: base, ordered: false)
    let expectedBase = (19 + 0.5) / 65.0
    #expect(abs(shrunk[1] - (4 + 2 * expectedBase) / 8) < 1e-12)
    #expect(abs(shrunk.reduce(0, +) - 1) < 1e-12)
  }

  @Test func aScaleLendsToNeighbours() {
    let spread = Shrinkage.spread([1, 0, 0, 0, 2], ordered: true)
    #expect(abs(spread[0] - 1 / 1.3) < 1e-12)
    #expect(abs(spread[1] - 0.3 / 1.3) < 1e-12)
    #expect(spread[2] == 0)
    #expect(abs(spread[4] - 2 / 1.3) < 1e-12)
    let middle = Shrinkage.spread([0, 1, 0], ordered: true)
    #expect(abs(middle[1] - 1 / 1.6) < 1e-12)
    #expect(abs(middle.reduce(0, +) - 1) < 1e-12)
  }

  @Test func noSupportGivesTheBaseRate() {
    let base = Shrinkage.base(counts: [3, 7, 1], ordered: true)
    let shrunk = Shrinkage.propensity(counts: [0, 0, 0], baseCounts: [3, 7, 1], ordered: true)
    #expect(zip(base, shrunk).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func oneLabelIsCertain() {
    #expect(Shrinkage.propensity(counts: [3], baseCounts: [5], ordered: true) == [1])
  }
}
