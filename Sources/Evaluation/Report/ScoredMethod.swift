internal import RPM

/// A method's answers to a task, ready to be scored.
struct ScoredMethod: Sendable {
  /// A person who was asked.
  struct Person: Sendable {
    /// The index among all people.
    var index: Int
    var user: User
    var run: MethodRun
    var items: ScoredItems
  }

  let method: any EvaluationMethod
  /// Why there is no honest result.
  let absence: String?
  /// Those who were asked.
  let people: [Person]
  /// The items of all of them.
  let all: ScoredItems

  init(method: any EvaluationMethod, absence: String?, people: [Person]) {
    self.method = method
    self.absence = absence
    self.people = people
    all = ScoredItems(people.map(\.items))
  }

  /// What it reached.
  func result(
    task: String, summary: String, metrics: [Metric], of total: Int, draws: Draws,
    field: SimpleField, claim: Claim?
  ) -> EvaluationReport.MethodResult {
    typealias Report = EvaluationReport
    let items = people.flatMap(\.run.items)
    let factors = people.compactMap(\.run.factors)
    var scores: [Metric: Report.MetricScore] = [:]
    for metric in metrics {
      scores[metric] = score(metric, draws: draws, field: field)
    }
    if let leading = metrics.first { scores[leading]?.difference?.claim = claim }
    let reasons = people.flatMap { person in
      person.run.failure.map { reason in person.run.items.map { _ in reason } }
        ?? person.run.items.compactMap(\.failure)
    }
    return Report.MethodResult(
      task: task, method: method.name, kind: method.kind, summary: summary, unavailable: absence,
      isComplete: people.count == total, users: people.count, items: items.count,
      metrics: scores, calibration: all.space == .open ? nil : Calibration(all),
      usage: people.reduce(Usage()) { $0 + $1.run.usage },
      preparationUsage: people.reduce(Usage()) { $0 + $1.run.preparationUsage },
      preparationSeconds: Self.mean(people.map(\.run.preparationSeconds)),
      querySeconds: Self.mean(items.map(\.seconds)),
      factors: factors.isEmpty ? nil : Self.mean(factors.map(Double.init)),
      failures: reasons.first.map { .init(items: reasons.count, first: $0) },
      people: people.map { person in
        Report.UserResult(
          user: person.user.name, history: person.user.history.count,
          items: person.items.gold.count,
          metrics: metrics.reduce(into: [:]) { known, metric in
            known[metric] = MetricSum(metric, of: person.items, labels: draws.labels).value
          },
          wrong: all.space == .open
            ? []
            : person.items.gold.indices.filter {
              person.items.gold[$0] != person.items.predicted[$0]
            },
          failure: person.run.failure)
      })
  }

  private func score(
    _ metric: Metric, draws: Draws, field: SimpleField
  ) -> EvaluationReport.MetricScore? {
    guard let micro = MetricSum(metric, of: all, labels: draws.labels).value else { return nil }
    let own = people.compactMap { MetricSum(metric, of: $0.items, labels: draws.labels).value }
    let interval =
      Bootstrap.interval(draws.values(metric, of: people).compactMap(\.self))
      ?? Bootstrap.Interval(low: micro, high: micro)
    return EvaluationReport.MetricScore(
      micro: micro, perUser: Self.mean(own), low: interval.low, high: interval.high,
      difference: field.difference(of: self, metric))
  }

  /// Those of these people who were asked.
  func people(_ indices: Set<Int>) -> [Person] { people.filter { indices.contains($0.index) } }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
