internal import Foundation
internal import Testing

@testable import RPM

@Suite struct QueryComparisonTests {
  private let model = UserModel(
    task: TaskDefinition(name: "polls", instruction: "", answers: .options),
    identity: ModelIdentity(name: "built-in", version: "1"), fitted: Date(timeIntervalSince1970: 0),
    factors: ["buses", "noise", "trees"].enumerated().map {
      Factor(id: $0, name: $1, members: [])
    }, statistics: UserStatistics(interactions: 0), memory: ReasoningMemory(entries: []))

  private func answer(_ response: String, cites: [Int?]) -> Answer {
    Answer(
      query: "More buses?\nA. Yes\nB. No", response: response, confidence: 0.7,
      hasLittleEvidence: false,
      features: (0..<3).map { (id: Factor.ID) in
        Feature(name: "f\(id)", context: "", factor: id)
      },
      path: ReasoningPath(
        steps: cites.map {
          ReasoningPath.Step(features: [0], factor: $0, evidence: "4 of 5", effect: "for it")
        }, conclusion: response),
      audit: AuditReport(),
      retrieved: [RetrievedExample(interaction: 4, similarity: 0.5, answer: "B")], evidence: nil,
      timings: [])
  }

  private func columns(_ answers: [String?]) -> QueryComparison {
    QueryComparison(
      kind: .users, task: "polls", query: "q",
      columns: answers.enumerated().map {
        QueryComparison.Column(name: "u\($0)", answer: $1, failure: $1 == nil ? "gone" : nil)
      })
  }

  @Test func theReferenceIsTheFirstOfTheCommonestAnswer() {
    #expect(columns(["a", "b", "b", "c"]).reference == 1)
    #expect(columns(["a", "b", "b", "c"]).dissenting == [0, 3])
    // Of answers that are equally common the earlier one counts.
    #expect(columns(["b", "a", "a", "b"]).reference == 0)
    #expect(columns(["x", nil, "y"]).dissenting == [1, 2])
    #expect(columns([nil, "y"]).reference == 1)
    #expect(columns([nil, nil]).reference == nil)
    #expect(columns([nil, nil]).dissenting == [0, 1])
  }

  @Test func answersAreCounted() {
    let groups = columns(["a", "b", nil, "c", "b"]).answers
    #expect(groups.map(\.answer) == ["b", "a", "c"])
    #expect(groups.map(\.columns) == [[1, 4], [0], [3]])
  }

  @Test func aPathGivesWhatItCites() {
    let column = QueryComparison.Column(
      name: "u", answer: answer("A", cites: [2, nil, 0, 2]), of: model)
    #expect(column.answer == "A" && column.answerText == "A. Yes")
    #expect(column.deciding.map(\.factor) == ["trees", "buses"])
    #expect(column.deciding.allSatisfy { $0.isCited && $0.total == nil && !$0.flips })
    #expect(column.steps.map(\.factor) == ["trees", nil, "buses", "trees"])
    #expect(!column.isMasked && column.findings == 0 && column.usage == nil)
  }

  @Test func masksGiveWhatMatters() {
    var whatIf = WhatIf(baseline: answer("A", cites: [1]))
    func outcome(_ factor: Int, _ total: Double, _ answer: String) -> WhatIf.Outcome {
      WhatIf.Outcome(
        mask: .factor(factor), name: model.factors[factor].name, answer: answer,
        total: WhatIf.Change(deltas: [], logOdds: total, answer: answer), fallenSteps: [])
    }
    whatIf.outcomes = [outcome(2, -0.01, "B"), outcome(1, -0.48, "A"), outcome(0, 0.04, "A")]
    let column = QueryComparison.Column(name: "u", whatIf: whatIf, of: model)
    // A flip decides however small the change; .04 nats decide nothing.
    #expect(column.deciding.map(\.factor) == ["trees", "noise"])
    #expect(column.deciding.map(\.isCited) == [false, true])
    #expect(column.deciding.map(\.text) == ["trees -.01, flips", "noise -.48"])
    #expect(column.isMasked)
  }

  @Test func rowsSayWhatDiffers() throws {
    let one = QueryComparison.Column(name: "one", answer: answer("A", cites: [0]), of: model)
    var other = one
    other.name = "other"
    other.confidence = 0.2
    other.steps[0].effect = "against it"
    let comparison = QueryComparison(
      kind: .models, task: "polls", query: "q",
      columns: [one, other, QueryComparison.Column(name: "none", failure: "gone")])
    #expect(comparison.rows.map(\.aspect) == [.answer, .confidence, .deciding, .examples, .steps])
    let differing = comparison.differences.filter { $0.differs[1] }
    #expect(differing.map(\.aspect) == [.confidence, .steps])
    #expect(comparison.rows.allSatisfy { $0.differs == [false, $0.differs[1], true] })
    let steps = try #require(comparison.rows.last)
    #expect(steps.cells == [["[buses] 4 of 5 for it"], ["[buses] 4 of 5 against it"], []])
    let text = try JSONEncoder().encode(comparison)
    #expect(try JSONDecoder().decode(QueryComparison.self, from: text) == comparison)
  }
}
