/// Two reports side by side: what changed, method by method.
public struct ReportComparison: Sendable, Hashable, Codable {
  /// One of the two.
  public struct Side: Sendable, Hashable, Codable {
    /// The model that filled the roles.
    public var model: String
    /// The version of the program.
    public var program: String
    /// See `EvaluationConfiguration.hash`.
    public var configurationHash: String
  }

  /// How a method fares in the leading metric of a task.
  public struct Change: Sendable, Hashable, Codable {
    /// The task's name.
    public var task: String
    /// The method's name.
    public var method: String
    /// The metric.
    public var metric: Metric
    /// The score in the earlier report, over all items.
    public var before: Double
    /// The score in the later one.
    public var now: Double
    /// The later less the earlier score.
    public var difference: Double
    /// The 95 % interval of the difference, from draws of people; `nil` where the reports do not
    /// tell the same people one by one, and where there is only one.
    public var interval: Bootstrap.Interval?
    /// Whether both asked as many people as many items.
    public var isOfTheSame: Bool
  }

  /// The earlier report.
  public var before: Side
  /// The later one.
  public var now: Side
  /// Methods that both have a score of, in the order of the later one.
  public var changes: [Change]
  /// Tasks and methods that only one of them has a score of.
  public var unmatched: [String]

  /// Compares two reports.
  public init(_ before: EvaluationReport, _ now: EvaluationReport) {
    self.before = Side(before)
    self.now = Side(now)
    changes = []
    unmatched = []
    for task in now.tasks {
      let earlier = Self.scored(before, in: task)
      for result in Self.scored(now, in: task) {
        guard let old = earlier.first(where: { $0.method == result.method }),
          let change = Change(old, result, by: task.leading, now.configuration.bootstrap)
        else {
          unmatched.append("\(task.task): \(result.method)")
          continue
        }
        changes.append(change)
      }
    }
    let found = Set(changes.map { [$0.task, $0.method] })
    for task in before.tasks {
      unmatched += Self.scored(before, in: task).filter { !found.contains([task.task, $0.method]) }
        .map { "\(task.task): \($0.method)" }.filter { !unmatched.contains($0) }
    }
  }

  private static func scored(
    _ report: EvaluationReport, in task: EvaluationReport.TaskSummary
  ) -> [EvaluationReport.MethodResult] {
    report.results(of: task.task).filter { !$0.metrics.isEmpty }
  }
}

extension ReportComparison.Side {
  fileprivate init(_ report: EvaluationReport) {
    self.init(
      model: report.configuration.model.name, program: report.configuration.program,
      configurationHash: report.configurationHash)
  }
}

extension ReportComparison.Change {
  fileprivate init?(
    _ before: EvaluationReport.MethodResult, _ now: EvaluationReport.MethodResult,
    by metric: Metric, _ bootstrap: Bootstrap
  ) {
    guard let old = before.metrics[metric]?.micro, let new = now.metrics[metric]?.micro else {
      return nil
    }
    self.init(
      task: now.task, method: now.method, metric: metric, before: old, now: new,
      difference: new - old, interval: Self.interval(before.people, now.people, metric, bootstrap),
      isOfTheSame: before.users == now.users && before.items == now.items)
  }

  /// Drawn over people, each of whom counts with the number of their items. Only a metric that is a
  /// mean over items can be put together from people's own.
  private static func interval(
    _ before: [EvaluationReport.UserResult], _ now: [EvaluationReport.UserResult],
    _ metric: Metric, _ bootstrap: Bootstrap
  ) -> Bootstrap.Interval? {
    guard metric.isMeanOfItems, now.count > 1,
      before.map(\.user) == now.map(\.user), before.map(\.items) == now.map(\.items)
    else { return nil }
    let people = zip(before, now).compactMap { before, now -> (part: Double, whole: Double)? in
      guard let old = before.metrics[metric], let new = now.metrics[metric] else { return nil }
      return (Double(now.items) * (new - old), Double(now.items))
    }
    return people.count == now.count ? bootstrap.interval(ofRatio: people) : nil
  }
}

extension Metric {
  /// Whether the score of many items is the mean of the scores of each.
  var isMeanOfItems: Bool {
    switch self {
    case .accuracy, .mae, .rouge1, .rougeL, .invalidRate: true
    case .macroF1, .rmse, .ece: false
    }
  }
}
