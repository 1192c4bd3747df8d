internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct ReportComparisonTests {
  private func report(
    _ scores: [String: [Double]], items: Int = 10, withPeople: Bool = true
  ) -> EvaluationReport {
    let results = scores.sorted { $0.key < $1.key }.map { method, own in
      let mean = own.reduce(0, +) / Double(own.count)
      return EvaluationReport.MethodResult(
        task: "days", method: method, kind: .simple, summary: "", isComplete: true,
        users: own.count, items: items * own.count,
        metrics: [.accuracy: .init(micro: mean, perUser: mean, low: mean, high: mean)],
        usage: Usage(), preparationUsage: Usage(), preparationSeconds: 0, querySeconds: 0,
        people: withPeople
          ? own.enumerated().map {
            .init(
              user: "p\($0.offset)", history: 20, items: items, metrics: [.accuracy: $0.element],
              wrong: [])
          } : [])
    }
    return EvaluationReport(
      configuration: EvaluationConfiguration(
        model: ModelIdentity(name: "m", version: "v"), embedder: "e", k: 3, split: Split()),
      configurationHash: "h", isComplete: true,
      tasks: [
        .init(
          task: "days", users: 3, usersWithoutTest: 0, items: 30, metrics: [.accuracy],
          unit: .users, baselines: [:])
      ], results: results)
  }

  @Test func differencesByMethodWithIntervals() throws {
    let comparison = ReportComparison(
      report(["a": [0.5, 0.5, 0.5], "b": [0.1, 0.5, 0.9], "gone": [1]]),
      report(["a": [0.6, 0.6, 0.6], "b": [0.2, 0.4, 0.9], "new": [1]]))
    #expect(comparison.changes.map(\.method) == ["a", "b"])
    let (a, b) = (comparison.changes[0], comparison.changes[1])
    #expect(abs(a.difference - 0.1) < 1e-12 && a.isOfTheSame)
    let interval = try #require(a.interval)
    // Everybody gained as much.
    #expect(abs(interval.low - 0.1) < 1e-12 && abs(interval.high - 0.1) < 1e-12)
    let other = try #require(b.interval)
    #expect(other.low <= 0 && other.high >= 0 && abs(b.difference) < 1e-12)
    #expect(comparison.unmatched == ["days: new", "days: gone"])
  }

  @Test func withoutPeopleOrWithOthersThereIsNoInterval() {
    let now = report(["a": [0.6, 0.6]])
    let short = ReportComparison(report(["a": [0.5, 0.5]], withPeople: false), now)
    #expect(short.changes[0].interval == nil && short.changes[0].isOfTheSame)
    let other = ReportComparison(report(["a": [0.5, 0.5]], items: 5), now)
    #expect(other.changes[0].interval == nil && !other.changes[0].isOfTheSame)
  }
}
