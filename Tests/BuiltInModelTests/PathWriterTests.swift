internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct PathWriterTests {
  private let space = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)

  private func statistics(_ answers: [[Int]], base: [Int]) -> UserStatistics {
    UserStatistics(
      interactions: base.reduce(0, +), answers: base,
      factors: answers.enumerated().map {
        FactorStatistics(
          factor: $0.offset, support: $0.element.reduce(0, +),
          occurrences: $0.element.reduce(0, +), answers: $0.element, influence: 1)
      })
  }

  private func writer(_ statistics: UserStatistics) -> PathWriter {
    PathWriter(
      features: statistics.factors.indices.map {
        Feature(name: "feature \($0)", context: "", factor: $0)
      },
      factors: statistics.factors.indices.map { Factor(id: $0, name: "factor \($0)", members: []) },
      statistics: statistics, answers: space)
  }

  private func evidence(_ parts: [Evidence.Part]) -> Evidence {
    Evidence(
      labels: space.labels,
      terms: [
        Evidence.Term(
          name: "factors",
          values: (0..<5).map { label in parts.reduce(0) { $0 + $1.values[label] } }, parts: parts)
      ])
  }

  private func part(_ factor: Int, _ value: Double) -> Evidence.Part {
    Evidence.Part(
      kind: .factor, name: "factor \(factor)", factor: factor, values: [0, 0, 0, 0, value])
  }

  private func audit(
    _ path: ReasoningPath, _ writer: PathWriter, response: String, evidence: Evidence
  ) -> AuditReport {
    Audit(
      features: writer.features, factors: writer.factors, statistics: writer.statistics,
      answers: writer.answers
    ).report(on: path, response: response, isStored: true, evidence: evidence)
  }

  @Test func theStrongestFactorsComeFirstAndOneSpeaksAgainst() {
    let counts = [
      [0, 0, 0, 2, 4], [0, 0, 0, 0, 3], [4, 0, 0, 0, 0], [0, 0, 0, 1, 1], [0, 0, 0, 1, 2],
    ]
    let writer = writer(statistics(counts, base: [20, 5, 5, 15, 19]))
    let sum = evidence([
      part(0, 0.3), part(1, 0.5), part(2, -0.4), part(3, 0.1), part(4, 0.2),
    ])
    let path = writer.path(to: 4, evidence: sum)
    #expect(path.steps.map(\.factor) == [1, 0, 4, 2])
    #expect(path.steps[1].evidence.hasPrefix("P(5) 4 of 6 = .67, base 19 of 64 = .30, shrunk "))
    #expect(path.steps[1].evidence.hasSuffix(", lift 2.2"))
    #expect(path.steps[0].effect == "speaks for 5 (+0.50)")
    #expect(path.steps[3].effect == "speaks against 5 (-0.40)")
    #expect(path.conclusion == "5")
    let report = audit(path, writer, response: "5", evidence: sum)
    #expect(report.isClean && report.numbersChecked >= 20)
  }

  @Test func factorsAreCitedByWhatTheyDoAgainstTheRunnerUp() {
    let counts = [[0, 0, 0, 3, 4], [0, 0, 0, 1, 3], [0, 0, 0, 0, 1]]
    let writer = writer(statistics(counts, base: [20, 5, 5, 15, 19]))
    func part(_ factor: Int, _ values: [Double]) -> Evidence.Part {
      Evidence.Part(kind: .factor, name: "factor \(factor)", factor: factor, values: values)
    }
    // The first speaks most for 5, but more for 4; the last hardly tells the two apart.
    let sum = evidence([
      part(0, [0, 0, 0, 0.6, 0.5]), part(1, [0, 0, 0, -0.2, 0.3]), part(2, [0, 0, 0, 0, 0.015]),
    ])
    let path = writer.path(to: 4, evidence: sum)
    #expect(path.steps.map(\.factor) == [1])
    #expect(path.steps.first?.effect == "speaks for 5 (+0.30)")
  }

  @Test func aFactorThatNobodyElseHasIsNotCited() {
    let writer = writer(statistics([[0, 0, 0, 0, 0]], base: [1, 1, 1, 1, 6]))
    let sum = evidence([part(0, 0.5)])
    let path = writer.path(to: 4, evidence: sum)
    #expect(path.steps.map(\.factor) == [nil])
    #expect(path.steps.first?.evidence == "base P(5) 6 of 10 = .60")
    #expect(audit(path, writer, response: "5", evidence: sum).isClean)
  }

  @Test func wordsAndMemoryAreStepsWithoutNumbers() {
    let writer = writer(statistics([[0, 0, 0, 0, 2]], base: [1, 1, 1, 1, 6]))
    let values = [0, 0, 0, 0, 0.4]
    let sum = Evidence(
      labels: space.labels,
      terms: [
        Evidence.Term(
          name: "tone", values: values,
          parts: [
            Evidence.Part(kind: .words, name: "factor 0", factor: 0, values: values),
            Evidence.Part(kind: .rest, name: "rest", values: [0, 0, 0, 0, 0]),
          ]),
        Evidence.Term(
          name: "memory", values: values,
          parts: [Evidence.Part(kind: .example, name: "5: x", values: values)]),
      ])
    let path = writer.path(to: 4, evidence: sum)
    #expect(path.steps.map(\.evidence) == ["tone of the words", "answers to similar queries"])
    #expect(path.steps.first?.features == [0])
    #expect(audit(path, writer, response: "5", evidence: sum).isClean)
  }
}
