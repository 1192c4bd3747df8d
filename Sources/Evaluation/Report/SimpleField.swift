internal import RPM

/// The simple baselines of a task, which all other methods are held against.
///
/// The best of them is chosen by the same items that it is then compared on. So that this flatters
/// nobody, each draw of an interval is held against the one that is best in that draw, and who is
/// to be better has to be better than each of them.
struct SimpleField: Sendable {
  /// Those who were asked about most people, where not all were asked about everybody.
  let methods: [ScoredMethod]
  private let draws: Draws
  /// The people that all of them were asked about.
  private let common: Set<Int>
  /// For each metric that methods are compared by, the place of the best; of equals the first.
  private let best: [Metric: Int]
  /// For each metric and draw the best score; `nil` where a draw has none of the people.
  private let drawn: [Metric: [Double?]]
  /// How often another one than the best is best in a draw of the leading metric.
  let otherBest: Double?

  init(_ all: [ScoredMethod], metrics: [Metric], draws: Draws) {
    let simple = all.filter { $0.method.kind == .simple && !$0.people.isEmpty }
    let most = simple.map(\.people.count).max()
    let methods = simple.filter { $0.people.count == most }
    (self.methods, self.draws) = (methods, draws)
    let people = methods.map { Set($0.people.map(\.index)) }
    common = people.dropFirst().reduce(people.first ?? []) { $0.intersection($1) }
    let compared = metrics.filter { $0 != .invalidRate && $0 != .ece }
    var best: [Metric: Int] = [:]
    var drawn: [Metric: [Double?]] = [:]
    var otherBest: Double?
    for metric in compared where !methods.isEmpty {
      let scores = methods.map { MetricSum(metric, of: $0.all, labels: draws.labels).value }
      guard let top = metric.best(scores) else { continue }
      let place = scores.firstIndex(of: top)
      best[metric] = place
      let values = Self.values(metric, of: methods, people: common, draws: draws)
      drawn[metric] = Self.best(metric, values)
      guard metric == compared.first, let place, methods.count > 1 else { continue }
      let counted = draws.weights.indices.filter { values[place][$0] != nil }
      let others = counted.count { draw in
        metric.best(values.map { $0[draw] }) != values[place][draw]
      }
      otherBest = counted.isEmpty ? nil : Double(others) / Double(counted.count)
    }
    (self.best, self.drawn, self.otherBest) = (best, drawn, otherBest)
  }

  /// The best by a metric.
  func best(by metric: Metric) -> ScoredMethod? { best[metric].map { methods[$0] } }

  /// The names of the best.
  var baselines: [Metric: String] { best.mapValues { methods[$0].method.name } }

  // MARK: How far away

  /// The distance of a method to the best one, on those people whom all of them were asked about;
  /// `nil` for the best one itself, and where there is none.
  func difference(of method: ScoredMethod, _ metric: Metric) -> EvaluationReport.Difference? {
    guard let best = best(by: metric), best.method.name != method.method.name else { return nil }
    let shared = common.intersection(method.people.map(\.index))
    let scores = [method, best].map {
      MetricSum(metric, of: ScoredItems($0.people(shared).map(\.items)), labels: draws.labels).value
    }
    guard let mine = scores[0], let others = scores[1] else { return nil }
    let field =
      shared == common
      ? drawn[metric] ?? []
      : Self.best(metric, Self.values(metric, of: methods, people: shared, draws: draws))
    let values = zip(draws.values(metric, of: method.people(shared)), field)
      .compactMap { one, two in one.flatMap { one in two.map { one - $0 } } }
    let value = mine - others
    let interval = Bootstrap.interval(values) ?? Bootstrap.Interval(low: value, high: value)
    return EvaluationReport.Difference(
      to: best.method.name, value: value, low: interval.low, high: interval.high)
  }

  private static func values(
    _ metric: Metric, of methods: [ScoredMethod], people: Set<Int>, draws: Draws
  ) -> [[Double?]] {
    methods.map { draws.values(metric, of: $0.people(people)) }
  }

  /// The best of several scores, draw by draw.
  private static func best(_ metric: Metric, _ values: [[Double?]]) -> [Double?] {
    (values.first ?? []).indices.map { draw in metric.best(values.map { $0[draw] }) }
  }

  // MARK: What may be said of it

  /// The claims on methods that are no simple baselines, by name.
  ///
  /// Who is better has to be so against each simple baseline: the largest p counts. That somebody
  /// is worse than the best one is a test for each that might have been chosen.
  ///
  /// - Parameters:
  ///   - metric: a mean over items, as each leading metric is.
  ///   - people: how many there are to ask.
  ///   - items: how many items they have.
  func claims(
    on others: [ScoredMethod], _ metric: Metric, people: Int, items: Int, seed: UInt64
  ) -> [String: Claim] {
    guard let place = best[metric] else { return [:] }
    let sums = methods.map { draws.units(metric, of: $0.people) }
    var claims: [String: Claim] = [:]
    var tested: [(name: String, p: Double, gain: Double, isExact: Bool)] = []
    for method in others where method.method.kind != .simple && !method.people.isEmpty {
      let name = method.method.name
      guard method.people.count == people, common.count == people else {
        claims[name] = Claim(verdict: .incomplete)
        continue
      }
      guard !Claim.isTooFew(people: people, items: items) else {
        claims[name] = Claim(verdict: .tooFew)
        continue
      }
      let own = draws.units(metric, of: method.people)
      let gains = sums.map { other in
        zip(own, other).map { metric.gain($0.parts[0] - $1.parts[0]) }
      }
      let tests = gains.map { SignFlip($0, seed: seed) }
      let gain = gains[place].reduce(0, +)
      let p =
        gain > 0
        ? tests.map(\.p).max() ?? 1 : min(1, tests[place].p * Double(tests.count))
      tested.append((name, p, gain, tests.allSatisfy(\.isExact)))
    }
    for (test, p) in zip(tested, Holm.adjusted(tested.map(\.p))) {
      claims[test.name] = Claim(p: p, gain: test.gain, isExact: test.isExact)
    }
    return claims
  }
}
