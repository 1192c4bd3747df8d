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

      let hasOthers = Company.exists(in: name, among: builder.users)
      let scored = builder.methods.map { method in
        ScoredMethod(
          method: method,
          absence: method.absence(
            for: space, completes: builder.completes, hasOthers: hasOthers),
          people: people.compactMap { user in
            builder.runs[.init(user: user, method: method.name)].map { run in
              ScoredMethod.Person(
                index: user, user: builder.users[user], run: run,
                items: ScoredItems(run.items, of: builder.users[user]))
            }
          })
      }
      let units = unit == .users ? people.count : gold.count
      let bootstrap = builder.configuration.bootstrap
      let draws = Draws(
        people: people, isOverItems: unit == .items,
        weights: units > 0 ? bootstrap.weights(of: units) : [], labels: labels)
      let field = SimpleField(scored, metrics: metrics, draws: draws)
      let claims =
        metrics.first.map {
          field.claims(
            on: scored, $0, people: people.count, items: gold.count, seed: bootstrap.seed)
        } ?? [:]
      results = scored.map { method in
        method.result(
          task: name, summary: method.method.summary(completes: builder.completes),
          metrics: metrics, of: people.count, draws: draws, field: field,
          claim: claims[method.method.name])
      }
      summary = EvaluationReport.TaskSummary(
        task: name, users: all.count, usersWithoutTest: all.count - people.count,
        items: gold.count, metrics: metrics, unit: unit, baselines: field.baselines,
        otherBest: field.otherBest, tested: claims.values.count { $0.p != nil })
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
    Bootstrap.values(of: units(metric, of: people), weights: weights)
  }

  /// A metric over each unit: all people in order, nothing where a method was not asked about one,
  /// or the items of the only person.
  func units(_ metric: Metric, of people: [ScoredMethod.Person]) -> [MetricSum] {
    if isOverItems {
      guard let items = people.first?.items else { return [] }
      return items.gold.indices.map { MetricSum(metric, of: items[$0], labels: labels) }
    }
    let known = Dictionary(uniqueKeysWithValues: people.map { ($0.index, $0.items) })
    return self.people.map { index in
      known[index].map { MetricSum(metric, of: $0, labels: labels) }
        ?? MetricSum(metric, labels: labels.count)
    }
  }
}
