internal import Testing

@testable import RPM

@Suite struct EvidenceTests {
  @Test func logitsAreTheSumOfTerms() {
    let evidence = Evidence(
      labels: ["a", "b"],
      terms: [
        Evidence.Term(name: "prior", values: [0.5, -0.5], parts: []),
        Evidence.Term(name: "factors", values: [-1, 2], parts: []),
      ])
    #expect(evidence.logits == [-0.5, 1.5])
    #expect(abs(evidence.probabilities.reduce(0, +) - 1) < 1e-12)
    #expect(evidence.probabilities[1] > evidence.probabilities[0])
  }

  @Test func noTermsMeanNoPreference() {
    #expect(Evidence(labels: ["a", "b"], terms: []).probabilities == [0.5, 0.5])
  }
}
