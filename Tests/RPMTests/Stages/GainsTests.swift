internal import Foundation
internal import Testing

@testable import RPM

@Suite struct GainsTests {
  private func features(_ factors: [[Int]]) -> [[Feature]] {
    factors.map { $0.map { Feature(name: "f\($0)", context: "", factor: $0) } }
  }

  @Test func gainIsWhatAFactorTellsOfAnswersItHasNotCounted() {
    // Answers 0 0 1; factor 0 in the first two.
    let gains = Gains(
      features: features([[0], [0], []]), factorCount: 1, classes: [0, 0, 1], classCount: 2,
      ordered: false)
    // Without one of them: one 0 and one 1 remain, p(0) = 1.5/3; the factor has one 0.
    let p = 1.5 / 3
    let q = (1 + 2 * p) / 3
    #expect(abs(gains.observed()[0] - 2 * log(q / p)) < 1e-12)
  }

  @Test func answersThatAreNoLabelCountForNothing() {
    let gains = Gains(
      features: features([[0], [0], [0]]), factorCount: 1, classes: [nil, nil, nil], classCount: 2,
      ordered: false)
    #expect(gains.observed() == [0])
  }

  @Test func aPerfectFactorIsBeyondChanceAndARandomOneIsNot() throws {
    let classes = (0..<60).map { $0 % 3 == 0 ? 1 : 0 }
    var generator = SplitMix64(seed: 11)
    let factors = classes.map { label -> [Int] in
      (label == 1 ? [0] : []) + (generator.next() % 3 == 0 ? [1] : [])
    }
    let gains = Gains(
      features: features(factors), factorCount: 2, classes: classes, classCount: 2, ordered: false)
    let chance = try #require(try gains.chance())
    #expect(gains.observed()[0] > chance)
    #expect(gains.observed()[1] < chance)
    let again = try gains.chance()
    #expect(again == chance)
  }

  @Test func orderedGainsUseTheSpreadAnswer() {
    let gains = Gains(
      features: features([[0], [0], [], []]), factorCount: 1, classes: [4, 4, 0, 0],
      classCount: 5, ordered: true)
    // Without one 4, spread as 3: .3/1.3 and 4: 1/1.3, there are left one 4 and two 0.
    let near = [0.3 / 1.3, 1 / 1.3]
    let p = near.map { ($0 + 0.2) / 4 }
    let q = zip(near, p).map { ($0 + 2 * $1) / 3 }
    let expected = 2 * (near[0] * log(q[0] / p[0]) + near[1] * log(q[1] / p[1]))
    #expect(abs(gains.observed()[0] - expected) < 1e-12)
  }

  @Test func withoutAFactorOfEnoughSupportNothingIsTested() throws {
    let gains = Gains(
      features: features([[0], [0]]), factorCount: 1, classes: [0, 1], classCount: 2,
      ordered: false)
    let chance = try gains.chance()
    #expect(chance == nil)
  }

  @Test func stabilityIsHighForHabitsAndAbsentForLittle() throws {
    let classes: [Int?] = (0..<80).map { $0 % 4 }
    let habits = features(classes.map { [$0 ?? 0] })
    let stable = try #require(
      Stability.correlation(
        features: habits, factorCount: 4, classes: classes, classCount: 4, ordered: false))
    #expect(stable > 0.9)
    #expect(
      Stability.correlation(
        features: habits, factorCount: 4, classes: [0, 1], classCount: 4, ordered: false) == nil)
  }

  @Test func shufflesAreStable() {
    var first = SplitMix64(seed: 1)
    var second = SplitMix64(seed: 1)
    var (a, b) = (Array(0..<50), Array(0..<50))
    a.shuffleStably(using: &first)
    b.shuffleStably(using: &second)
    #expect(a == b && a != Array(0..<50) && a.sorted() == Array(0..<50))
    // The first number for seed 0, as published.
    var zero = SplitMix64(seed: 0)
    #expect(zero.next() == 0xe220_a839_7b1d_cdaf)
  }
}
