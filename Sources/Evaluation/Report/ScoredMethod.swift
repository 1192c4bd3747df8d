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
    task: String, summary: String, metrics: [Metric], labels: [String], of total: Int,
    draws: Draws, baselines: [Metric: ScoredMethod?]
  ) -> EvaluationReport.MethodResult {
    typealias Report = EvaluationReport
    let items = people.flatMap(\.run.items)
    let factors = people.compactMap(\.run.factors)
    var scores: [Metric: Report.MetricScore] = [:]
    for metric in metrics {
      scores[metric] = score(
        metric, labels: labels, draws: draws, baseline: baselines[metric] ?? nil)
    }
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
            known[metric] = MetricSum(metric, of: person.items, labels: labels).value
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
    _ metric: Metric, labels: [String], draws: Draws, baseline: ScoredMethod?
  ) -> EvaluationReport.MetricScore? {
    guard let micro = MetricSum(metric, of: all, labels: labels).value else { return nil }
    let own = people.compactMap { MetricSum(metric, of: $0.items, labels: labels).value }
    let values = draws.values(metric, of: people)
    let interval =
      Bootstrap.interval(values.compactMap(\.self)) ?? Bootstrap.Interval(low: micro, high: micro)
    return EvaluationReport.MetricScore(
      micro: micro, perUser: Self.mean(own), low: interval.low, high: interval.high,
      difference: baseline.flatMap { difference(metric, to: $0, labels: labels, draws: draws) })
  }

  /// The distance on those people whom both were asked about.
  private func difference(
    _ metric: Metric, to other: ScoredMethod, labels: [String], draws: Draws
  ) -> EvaluationReport.Difference? {
    guard other.method.name != method.name else { return nil }
    let shared = Set(people.map(\.index)).intersection(other.people.map(\.index))
    let sides = [people, other.people].map { $0.filter { shared.contains($0.index) } }
    let scores = sides.map {
      MetricSum(metric, of: ScoredItems($0.map(\.items)), labels: labels).value
    }
    guard let mine = scores[0], let others = scores[1] else { return nil }
    let values = zip(draws.values(metric, of: sides[0]), draws.values(metric, of: sides[1]))
      .compactMap { one, two in one.flatMap { one in two.map { one - $0 } } }
    let interval =
      Bootstrap.interval(values)
      ?? Bootstrap.Interval(low: mine - others, high: mine - others)
    return EvaluationReport.Difference(
      to: other.method.name, value: mine - others, low: interval.low, high: interval.high)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
