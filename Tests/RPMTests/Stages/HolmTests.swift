internal import Testing

@testable import RPM

@Suite struct HolmTests {
  @Test func eachStepCountsThoseThatAreLeft() {
    let adjusted = Holm.adjusted([0.04, 0.01, 0.03])
    // .01 × 3, .03 × 2, and .04 × 1 is no less than the one before it.
    for (found, expected) in zip(adjusted, [0.06, 0.03, 0.06]) {
      #expect(abs(found - expected) < 1e-12)
    }
    #expect(Holm.adjusted([0.6, 0.7]) == [1, 1])
    #expect(Holm.adjusted([0.05]) == [0.05])
    #expect(Holm.adjusted([]) == [])
  }
}
