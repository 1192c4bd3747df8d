internal import RPM
internal import Testing

@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct EvidenceTableTests {
  private static let evidence = Evidence(
    labels: ["1", "2", "3"],
    terms: [
      Evidence.Term(
        name: "prior", values: [0.1, 0.2, 0.3],
        parts: [Evidence.Part(kind: .prior, name: "usual", values: [0.1, 0.2, 0.3])]),
      Evidence.Term(
        name: "factors", values: [0, 2, 1],
        parts: [
          Evidence.Part(kind: .factor, name: "small", factor: 0, values: [0, 0.5, 0.4]),
          Evidence.Part(kind: .factor, name: "large", factor: 1, values: [0, 1.5, 0.6]),
        ]),
    ])

  private func answer(_ response: String, evidence: Evidence?) -> Answer {
    Answer(
      query: "", response: response, confidence: nil, hasLittleEvidence: false, features: [],
      path: ReasoningPath(steps: [], conclusion: response), audit: AuditReport(), retrieved: [],
      evidence: evidence, timings: [])
  }

  @Test func theAnswerIsComparedWithTheLikeliestOther() throws {
    let table = try #require(EvidenceTable(answer: answer("2", evidence: Self.evidence)))
    #expect(table.runnerUp == "3")
    #expect(table.rows.map(\.name) == ["prior", "usual", "factors", "large", "small"])
    #expect(abs(table.rows[3].difference - 0.9) < 1e-12)
    #expect(abs(table.total.difference - 0.9) < 1e-12)
    #expect(abs(table.total.answer - 2.2) < 1e-12)
  }

  @Test func anAnswerThatIsNotTheLikeliestIsComparedWithTheLikeliest() throws {
    // As with a median on a scale.
    let table = try #require(EvidenceTable(answer: answer("3", evidence: Self.evidence)))
    #expect(table.runnerUp == "2")
    #expect(table.total.difference < 0)
  }

  @Test func aModelThatIsNoSumHasNoTable() {
    #expect(EvidenceTable(answer: answer("2", evidence: nil)) == nil)
    #expect(EvidenceTable(answer: answer("9", evidence: Self.evidence)) == nil)
  }
}
