internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct CompletionTests {
  @Test func stockFactorsAreMarked() throws {
    let factors = [
      Factor(id: 0, name: "film", members: [Factor.Member(name: "film directed", count: 2)]),
      Factor(id: 1, name: "sea", members: [Factor.Member(name: "sea", count: 20)]),
      Factor(id: 2, name: "sky", members: [Factor.Member(name: "sky", count: 3)]),
    ]
    let completion = Completion(
      task: TaskDefinition(
        name: "t", instruction: "", answers: .labels(["a", "b"], ordered: false)),
      style: .descriptions, responses: (0..<20).map { $0 % 2 == 0 ? "a" : "b" }, stances: [],
      factors: factors,
      features: (0..<20).map { query in
        ([1] + (query < 3 ? [2] : []) + (query < 2 ? [0] : [])).map {
          Feature(name: "factor", context: String($0), factor: $0)
        }
      })
    let statistics = UserStatistics(
      interactions: 20, answers: [10, 10],
      factors: [2, 20, 3].enumerated().map {
        FactorStatistics(factor: $0.offset, support: $0.element, answers: [1, 1])
      })
    let completed = try completion.completed(statistics)
    #expect(completed.factors.map(\.isBoilerplate) == [true, true, false])
    #expect(completed.chanceGain != nil)
  }
}
