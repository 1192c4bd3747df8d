internal import Testing

@testable import RPM

@Suite struct FaithfulnessTests {
  private let labels = ["yes", "no"]

  /// A query with four factors whose bars are given; the path cites two.
  private func whatIf(totals: [Double?], cited: [Int], answers: [String]? = nil) -> WhatIf {
    let features = totals.indices.map { Feature(name: "f\($0)", context: "", factor: $0) }
    let bars = [0.4, 0.3, 0.2, 0.1]
    let parts = features.indices.map {
      Evidence.Part(kind: .factor, name: "f\($0)", factor: $0, values: [bars[$0], 0])
    }
    let evidence = Evidence(
      labels: labels, terms: [Evidence.Term(name: "factors", values: [1, 0], parts: parts)])
    let answer = Answer(
      query: "q", response: "yes", confidence: nil, hasLittleEvidence: false, features: features,
      path: ReasoningPath(
        steps: cited.map {
          ReasoningPath.Step(features: [], factor: $0, evidence: "", effect: "")
        }, conclusion: "yes"), audit: AuditReport(), retrieved: [], evidence: evidence, timings: [])
    var result = WhatIf(baseline: answer)
    for (factor, total) in totals.enumerated() {
      let then = total.map {
        Generation(
          path: ReasoningPath(steps: [], conclusion: "yes"),
          response: answers?[factor] ?? "yes",
          evidence: Evidence(
            labels: labels,
            terms: [Evidence.Term(name: "s", values: [1 + $0, 0], parts: [])]))
      }
      result.add(
        .factor(factor), name: "f\(factor)",
        query: MaskedQuery(
          query: "q", features: features.filter { $0.factor != factor },
          masked: [features[factor]], dropped: []), generation: then
      ) { $0.logits[0] >= $0.logits[1] ? "yes" : "no" }
    }
    result.rank()
    return result
  }

  @Test func directIsTheBarAndTotalTheSecondRun() throws {
    let result = whatIf(totals: [-0.6, -0.1, 0.25, 0], cited: [0])
    let first = try #require(result.outcome(of: .factor(0)))
    #expect(result.runnerUp == "no")
    #expect(first.direct.map { abs($0.logOdds + 0.4) < 1e-12 } == true)
    #expect(first.total.map { abs($0.logOdds + 0.6) < 1e-12 } == true)
    #expect(first.viaExamplesAndWording.map { abs($0 + 0.2) < 1e-12 } == true)
    #expect(first.fallenSteps == [0])
    #expect(result.outcomes.map(\.mask.id) == [0, 2, 1, 3])
  }

  @Test func aFlipComesFirst() {
    let result = whatIf(
      totals: [-0.6, -0.1, 0.25, 0.01], cited: [0], answers: ["yes", "yes", "yes", "no"])
    #expect(result.outcomes.map(\.mask.id) == [3, 0, 2, 1])
  }

  @Test func citedFactorsAreComparedWithWhatDecides() throws {
    let result = whatIf(totals: [-0.6, -0.01, 0.25, -0.04], cited: [0, 1])
    let faithfulness = try #require(result.faithfulness)
    #expect(faithfulness.cited == Ratio(1, of: 2))
    #expect(faithfulness.uncited == Ratio(1, of: 2))
    // The two strongest are 0 and 2, of which 0 is cited.
    #expect(faithfulness.strongest == Ratio(1, of: 2))
    #expect(faithfulness.oppositeSigns == Ratio(1, of: 4))
    #expect(faithfulness.factors == 4)
    // By size: direct 0 > 1 > 2 > 3, total 0 > 2 > 3 > 1; two of six pairs disagree.
    #expect(faithfulness.rankAgreement.map { abs($0 - 1.0 / 3) < 1e-12 } == true)
  }

  @Test func aFlipMattersWhateverItsSize() throws {
    let result = whatIf(
      totals: [0, 0, 0, 0], cited: [3], answers: ["yes", "yes", "yes", "no"])
    let faithfulness = try #require(result.faithfulness)
    #expect(faithfulness.cited == Ratio(1, of: 1))
    #expect(faithfulness.uncited == Ratio(0, of: 3))
    #expect(faithfulness.rankAgreement == nil)
  }

  @Test func whatIsNotMaskedLeavesItOpen() {
    #expect(whatIf(totals: [-0.6, nil, 0.25, -0.04], cited: [0]).faithfulness == nil)
  }

  @Test func tiesAreNoAgreement() {
    #expect(Faithfulness.tau([(1, 1), (2, 2), (3, 3)]) == 1)
    #expect(Faithfulness.tau([(1, 3), (2, 2), (3, 1)]) == -1)
    #expect(Faithfulness.tau([(1, 1), (1, 2), (1, 3)]) == nil)
  }
}
