public import RPM

/// Scores what methods answered (method, section 13).
public struct ReportBuilder: Sendable {
  private let users: [User]
  private let methods: [any EvaluationMethod]
  private let completes: Bool
  private let configuration: EvaluationConfiguration
  private let runs: [Evaluator.Job: MethodRun]

  /// Takes what there is.
  ///
  /// - Parameters:
  ///   - users: the people, split already.
  ///   - methods: the methods, in the order of the table.
  ///   - completes: whether the model follows prompts.
  ///   - configuration: what the answers depend on.
  ///   - runs: what came of the jobs that were done.
  public init(
    users: [User], methods: [any EvaluationMethod], completes: Bool,
    configuration: EvaluationConfiguration, runs: [Evaluator.Job: MethodRun]
  ) {
    self.users = users
    self.methods = methods
    self.completes = completes
    self.configuration = configuration
    self.runs = runs
  }

  /// The report.
  ///
  /// - Throws: `EncodingError` where people cannot be hashed.
  public func report() throws -> EvaluationReport {
    var names: [String] = []
    for user in users where !names.contains(user.task.name) { names.append(user.task.name) }
    let tasks = names.map { name in
      TaskScoring(
        name: name, users: users.indices.filter { users[$0].task.name == name }, of: self)
    }
    let results = tasks.flatMap(\.results)
    return EvaluationReport(
      configuration: configuration,
      configurationHash: try configuration.hash(methods: methods.map(\.name), users: users),
      isComplete: results.allSatisfy { $0.unavailable != nil || $0.isComplete },
      tasks: tasks.map(\.summary), results: results)
  }

  /// One task's part.
  private struct TaskScoring {
    let summary: EvaluationReport.TaskSummary
    let results: [EvaluationReport.MethodResult]

    init(name: String, users all: [Int], of builder: ReportBuilder) {
      let people = all.filter { !builder.users[$0].test.isEmpty }
      let space = builder.users[all[0]].task.answers
      let gold = people.flatMap { builder.users[$0].test.map(\.response) }
      let labels = ScoredItems(people.map { ScoredItems([], of: builder.users[$0]) }).labels
      let metrics = ScoredItems.metrics(of: space, labels: labels, gold: gold)
      let unit: EvaluationReport.TaskSummary.Unit = people.count == 1 ? .items : .users

      let scored = builder.methods.map { method in
        ScoredMethod(
          method: method,
          absence: method.absence(
            for: space, completes: builder.completes,
            hasOthers: Company.exists(in: name, among: builder.users)),
          people: people.compactMap { user in
            builder.runs[.init(user: user, method: method.name)].map { run in
              ScoredMethod.Person(
                index: user, user: builder.users[user], run: run,
                items: ScoredItems(run.items, of: builder.users[user]))
            }
          })
      }
      let units = unit == .users ? people.count : gold.count
      let weights = units > 0 ? builder.configuration.bootstrap.weights(of: units) : []
      var baselines: [Metric: String] = [:]
      for metric in metrics where metric != .invalidRate && metric != .ece {
        baselines[metric] = Self.best(scored, by: metric, labels: labels)
      }
      let draws = Draws(
        people: people, isOverItems: unit == .items, weights: weights, labels: labels)
      results = scored.map { method in
        method.result(
          task: name, summary: method.method.summary(completes: builder.completes),
          metrics: metrics, labels: labels, of: people.count, draws: draws,
          baselines: baselines.mapValues { name in scored.first { $0.method.name == name } })
      }
      summary = EvaluationReport.TaskSummary(
        task: name, users: all.count, usersWithoutTest: all.count - people.count,
        items: gold.count, metrics: metrics, unit: unit, baselines: baselines)
    }

    /// The simple baseline that did best, of equals the first; of those that were asked about most
    /// people, where not all were asked about everybody.
    private static func best(
      _ methods: [ScoredMethod], by metric: Metric, labels: [String]
    ) -> String? {
      let simple = methods.filter { $0.method.kind == .simple }
      let most = simple.map(\.people.count).max()
      let values = simple.filter { $0.people.count == most }
        .compactMap { method in
          MetricSum(metric, of: method.all, labels: labels).value.map {
            (method.method.name, metric.isBetterHigher ? $0 : -$0)
          }
        }
      let top = values.map(\.1).max()
      return values.first { $0.1 == top }?.0
    }
  }
}

/// What is drawn for intervals.
struct Draws: Sendable {
  /// The indices of all people, in order.
  var people: [Int]
  /// Whether the items of the only person are drawn.
  var isOverItems: Bool
  /// For each draw, how often each unit was drawn.
  var weights: [[UInt16]]
  /// The labels of the task.
  var labels: [String]

  /// The value of a metric in each draw; `nil` where a draw has none of a method's people.
  func values(_ metric: Metric, of people: [ScoredMethod.Person]) -> [Double?] {
    let sums: [MetricSum]
    if isOverItems {
      guard let items = people.first?.items else { return [] }
      sums = items.gold.indices.map { MetricSum(metric, of: items[$0], labels: labels) }
    } else {
      let known = Dictionary(uniqueKeysWithValues: people.map { ($0.index, $0.items) })
      sums = self.people.map { index in
        known[index].map { MetricSum(metric, of: $0, labels: labels) }
          ?? MetricSum(metric, labels: labels.count)
      }
    }
    return Bootstrap.values(of: sums, weights: weights)
  }
}
