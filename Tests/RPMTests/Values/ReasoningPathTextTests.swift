internal import RPM
internal import Testing

@Suite struct PathTextTests {
  @Test func stepsWithNamesAndWithoutTheAnswer() {
    let path = ReasoningPath(
      steps: [
        .init(features: [0, 1, 9], factor: 0, evidence: "P(1) 2 of 3", effect: "speaks for 1"),
        .init(features: [], factor: nil, evidence: "", effect: "so it is"),
      ], conclusion: "secret")
    let text = path.text(
      features: [Feature(name: "slow start", context: ""), Feature(name: "dull", context: "")],
      factors: [Factor(id: 0, name: "pace", description: "", members: [])])
    #expect(
      text == "1. slow start, dull [pace]\n   P(1) 2 of 3\n   speaks for 1\n2. so it is")
    #expect(ReasoningPath(steps: [], conclusion: "1").text(features: [], factors: []).isEmpty)
  }
}
