internal import Foundation
internal import Testing

@testable import BuiltInModel

@Suite struct EvidenceTermsTests {
  private func expectEqual(
    _ values: [Double], _ expected: [Double], within tolerance: Double = 1e-9
  ) {
    #expect(values.count == expected.count)
    for (value, wanted) in zip(values, expected) {
      #expect(abs(value - wanted) <= tolerance, "\(values) is not \(expected)")
    }
  }

  @Test func priorIsTheWeightedLogarithm() {
    expectEqual(
      EvidenceTerms.prior(base: [0.25, 0.75], weight: 0.5), [0.5 * log(0.25), 0.5 * log(0.75)])
  }

  @Test func aFactorIsItsDampedLogLift() {
    expectEqual(
      EvidenceTerms.factor(propensity: [0.5, 0.5], base: [0.2, 0.8], active: 4, weight: 0.6),
      [0.3 * log(2.5), 0.3 * log(0.625)])
  }

  @Test func affinityIsTheZScoreOfTheCosines() {
    // Cosines .6, .8 and 0 with a text along (3, 4).
    let affinity = EvidenceTerms.Affinity(
      text: [3, 4, 0], glosses: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], weight: 2)
    let mean = 1.4 / 3
    let centred = [0.6 - mean, 0.8 - mean, -mean]
    let deviation = (centred.reduce(0) { $0 + $1 * $1 } / 3).squareRoot()
    expectEqual(
      affinity.share(of: [3, 4, 0]), centred.map { 2 * $0 / (deviation + 1e-6) }, within: 1e-5)
    // Words share the divisor of the whole text.
    let parts = zip(affinity.share(of: [3, 0, 0]), affinity.share(of: [0, 4, 0])).map(+)
    expectEqual(parts, affinity.share(of: [3, 4, 0]), within: 1e-6)
  }

  @Test func affinityOfNothingIsNothing() {
    let affinity = EvidenceTerms.Affinity(text: [0, 0], glosses: [[1, 0], [0, 1]], weight: 1)
    expectEqual(affinity.share(of: [0, 0]), [0, 0])
    let single = EvidenceTerms.Affinity(text: [1, 0], glosses: [[1, 0]], weight: 1)
    expectEqual(single.share(of: [1, 0]), [0])
  }

  @Test func positionsAreRelativeToTheMeanAnswer() {
    // Answers 0 once and 4 three times: mean 3.
    expectEqual(EvidenceTerms.positions(answerCounts: [1, 0, 0, 0, 3]), [-3, -2, -1, 0, 1])
    // A scale of three spans as far as one of five.
    expectEqual(EvidenceTerms.positions(answerCounts: [0, 1, 0]), [-2, 0, 2])
    expectEqual(EvidenceTerms.positions(answerCounts: [5]), [0])
    expectEqual(EvidenceTerms.positions(answerCounts: [0, 0]), [-2, 2])
  }

  @Test func toneFavoursAnswersOnItsSide() {
    expectEqual(EvidenceTerms.tone(0.5, positions: [-1, 0, 1], weight: 2), [-1, 0, 1])
  }

  @Test func memorySharesAddUpToTheKernelVote() {
    let votes = [[1.0, 0], [0, 1.0], [1.0, 0]]
    let similarities = [0.9, 0.8, 0.5]
    let base = [0.3, 0.7]
    let shares = EvidenceTerms.memory(
      votes: votes, similarities: similarities, base: base, weight: 0.57)
    let g = similarities.map { exp(($0 - 0.9) / 0.07) }
    let sum = g.reduce(0, +)
    let ess = sum * sum / g.reduce(0) { $0 + $1 * $1 }
    let v = [(g[0] + g[2]) / sum, g[1] / sum]
    let expected = zip(v, base).map { 0.57 * log((ess * $0 + 5 * $1) / ((ess + 5) * $1)) }
    expectEqual([0, 1].map { label in shares.reduce(0) { $0 + $1[label] } }, expected)
    // Each speaks for its own answer, the nearer the louder.
    #expect(shares[0][0] > 0 && shares[0][1] < 0 && shares[1][1] > 0)
    #expect(shares[0][0] > shares[2][0])
  }

  @Test func noMemorySaysNothing() {
    #expect(EvidenceTerms.memory(votes: [], similarities: [], base: [1], weight: 1).isEmpty)
  }
}
