internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct DecisionTests {
  private func evidence(_ terms: [String: [Double]]) -> Evidence {
    let count = terms.values.first?.count ?? 0
    return Evidence(
      labels: (0..<count).map { "l\($0)" },
      terms: terms.sorted { $0.key < $1.key }.map {
        Evidence.Term(name: $0.key, values: $0.value, parts: [])
      })
  }

  @Test func theLargestLogitWins() {
    let decision = Decision(
      evidence(["prior": [0, 1, 0.5]]), counts: [1, 1, 1], ordered: false)
    #expect(decision.answer == 1)
    #expect(decision.rival == 2)
    #expect(abs(decision.confidence - exp(1) / (1 + exp(1) + exp(0.5))) < 1e-12)
  }

  @Test func tiesGoToTheCommonerLabelThenTheFirst() {
    #expect(
      Decision(evidence(["prior": [1, 1, 1]]), counts: [2, 5, 5], ordered: false).answer == 1)
    #expect(
      Decision(evidence(["prior": [1, 1, 1]]), counts: [3, 3, 3], ordered: false).answer == 0)
  }

  @Test func aScaleIsAnsweredByItsMedian() {
    // .4, .2, .4: the likeliest are the ends, the median lies between.
    let logits = [0.4, 0.2, 0.4].map { log($0) }
    let decision = Decision(evidence(["prior": logits]), counts: [1, 1, 1], ordered: true)
    #expect(decision.answer == 1)
    let even = Decision(
      evidence(["prior": [log(0.5), log(0.5)]]), counts: [1, 1], ordered: true)
    #expect(even.answer == 0)
  }

  @Test func littleEvidenceIsWhereOnlyThePriorSpeaks() {
    let quiet = evidence(["prior": [3, 0], "factors": [0.1, 0], "memory": [0, 0.29]])
    #expect(Decision(quiet, counts: [1, 1], ordered: false).hasLittleEvidence)
    let loud = evidence(["prior": [3, 0], "factors": [0, 0.31]])
    #expect(!Decision(loud, counts: [1, 1], ordered: false).hasLittleEvidence)
  }

  @Test func oneLabelIsTheAnswer() {
    let decision = Decision(evidence(["prior": [0]]), counts: [4], ordered: false)
    #expect(decision.answer == 0 && decision.rival == nil && decision.confidence == 1)
    #expect(decision.hasLittleEvidence)
  }
}
