public import RPM

/// What an evaluation found: a value that can be printed, drawn, and kept (method, section 13).
///
/// Queries and answers stay out of it, because they belong to the people.
public struct EvaluationReport: Sendable, Hashable, Codable {
  /// What the answers depend on.
  public var configuration: EvaluationConfiguration
  /// See `EvaluationConfiguration.hash`.
  public var configurationHash: String
  /// Whether every method was asked about everybody.
  public var isComplete: Bool
  /// The tasks in the order in which their first person came.
  public var tasks: [TaskSummary]
  /// One result a task and method, task by task, in the order of the methods.
  public var results: [MethodResult]

  /// Creates a report.
  public init(
    configuration: EvaluationConfiguration, configurationHash: String, isComplete: Bool,
    tasks: [TaskSummary], results: [MethodResult]
  ) {
    self.configuration = configuration
    self.configurationHash = configurationHash
    self.isComplete = isComplete
    self.tasks = tasks
    self.results = results
  }

  /// The results of a task.
  public func results(of task: String) -> [MethodResult] { results.filter { $0.task == task } }

  /// The same without the people's own results, and so without their names.
  public var withoutPeople: EvaluationReport {
    var report = self
    for index in report.results.indices { report.results[index].people = [] }
    return report
  }

  /// What was asked in a task, the same for all methods.
  public struct TaskSummary: Sendable, Hashable, Codable {
    /// The task's name.
    public var task: String
    /// How many people there are.
    public var users: Int
    /// How many of them have nothing to be asked: no test items, and a history too short to hold
    /// any out.
    public var usersWithoutTest: Int
    /// How many test items there are.
    public var items: Int
    /// What was computed, the leading metric first.
    public var metrics: [Metric]
    /// What was drawn for the intervals.
    public var unit: Unit
    /// For each metric that methods are compared by, the best simple baseline.
    public var baselines: [Metric: String]
    /// In which share of the draws another simple baseline does best by the leading metric: how
    /// much the choice rests on these people. `nil` where there are not several.
    public var otherBest: Double?
    /// How many methods were tested against the best simple baseline, which Holm's steps count.
    public var tested: Int

    /// Creates a summary.
    public init(
      task: String, users: Int, usersWithoutTest: Int, items: Int, metrics: [Metric], unit: Unit,
      baselines: [Metric: String], otherBest: Double? = nil, tested: Int = 0
    ) {
      self.task = task
      self.users = users
      self.usersWithoutTest = usersWithoutTest
      self.items = items
      self.metrics = metrics
      self.unit = unit
      self.baselines = baselines
      self.otherBest = otherBest
      self.tested = tested
    }

    /// How many people were asked.
    public var asked: Int { users - usersWithoutTest }

    /// Whether there are too few of them, or of the only one's items, to tell methods apart.
    public var isTooFew: Bool { Claim.isTooFew(people: asked, items: items) }

    /// What intervals are drawn over.
    public enum Unit: String, Sendable, Hashable, Codable {
      /// People.
      case users
      /// The items of the only person.
      case items
    }

    /// The metric that matters most; accuracy where nothing was asked.
    public var leading: Metric { metrics.first ?? .accuracy }
  }

  /// What a method reached in a task.
  public struct MethodResult: Sendable, Hashable, Codable {
    /// The task's name.
    public var task: String
    /// The method's name.
    public var method: String
    /// Its role in the comparison.
    public var kind: MethodKind
    /// What it does, in a sentence.
    public var summary: String
    /// Why there is no result, `nil` where there is one.
    public var unavailable: String?
    /// Whether everybody was asked.
    public var isComplete: Bool
    /// How many people were asked.
    public var users: Int
    /// How many items were asked.
    public var items: Int
    /// The scores; empty where nothing was asked.
    public var metrics: [Metric: MetricScore]
    /// Whether its confidence can be trusted; `nil` where it gives none.
    public var calibration: Calibration?
    /// What it used of a language model, as if it ran alone.
    public var usage: Usage
    /// The part of it that went into preparation.
    public var preparationUsage: Usage
    /// Mean wall time of preparing it for a person, in seconds.
    public var preparationSeconds: Double
    /// Mean wall time of a query, in seconds.
    public var querySeconds: Double
    /// Mean number of factors of a person; `nil` for a method without factors.
    public var factors: Double?
    /// How many items got no answer because something failed, and the first reason.
    public var failures: Failures?
    /// Person by person, in the order given; those who were asked.
    public var people: [UserResult]

    /// Creates a result.
    public init(
      task: String, method: String, kind: MethodKind, summary: String, unavailable: String? = nil,
      isComplete: Bool, users: Int, items: Int, metrics: [Metric: MetricScore],
      calibration: Calibration? = nil, usage: Usage, preparationUsage: Usage,
      preparationSeconds: Double, querySeconds: Double, factors: Double? = nil,
      failures: Failures? = nil, people: [UserResult]
    ) {
      self.task = task
      self.method = method
      self.kind = kind
      self.summary = summary
      self.unavailable = unavailable
      self.isComplete = isComplete
      self.users = users
      self.items = items
      self.metrics = metrics
      self.calibration = calibration
      self.usage = usage
      self.preparationUsage = preparationUsage
      self.preparationSeconds = preparationSeconds
      self.querySeconds = querySeconds
      self.factors = factors
      self.failures = failures
      self.people = people
    }
  }

  /// What failed.
  public struct Failures: Sendable, Hashable, Codable {
    /// How many items.
    public var items: Int
    /// The first reason.
    public var first: String

    /// Creates a note of failures.
    public init(items: Int, first: String) {
      self.items = items
      self.first = first
    }
  }

  /// What a method reached with a person.
  public struct UserResult: Sendable, Hashable, Codable {
    /// The person's name.
    public var user: String
    /// How many interactions the method could learn from.
    public var history: Int
    /// How many items were asked.
    public var items: Int
    /// The person's own scores.
    public var metrics: [Metric: Double]
    /// The positions of test items that it got wrong, from 0; empty for free text.
    public var wrong: [Int]
    /// Why it could not be prepared for this person, `nil` where that went well.
    public var failure: String?

    /// Creates a person's result.
    public init(
      user: String, history: Int, items: Int, metrics: [Metric: Double], wrong: [Int],
      failure: String? = nil
    ) {
      self.user = user
      self.history = history
      self.items = items
      self.metrics = metrics
      self.wrong = wrong
      self.failure = failure
    }
  }

  /// A score with what is known of its certainty.
  public struct MetricScore: Sendable, Hashable, Codable {
    /// Over all items of all people.
    public var micro: Double
    /// The plain mean of each person's own score.
    public var perUser: Double
    /// The lower end of the 95 % interval of `micro`.
    public var low: Double
    /// Its upper end.
    public var high: Double
    /// The distance to the best simple baseline; `nil` for that baseline itself, and where there is
    /// none.
    public var difference: Difference?

    /// Creates a score.
    public init(
      micro: Double, perUser: Double, low: Double, high: Double, difference: Difference? = nil
    ) {
      self.micro = micro
      self.perUser = perUser
      self.low = low
      self.high = high
      self.difference = difference
    }
  }

  /// The distance to the best simple baseline on the same people: the score less the baseline's.
  ///
  /// In each draw of the interval it is the distance to the simple baseline that is best there.
  public struct Difference: Sendable, Hashable, Codable {
    /// The baseline.
    public var to: String
    /// The distance over all items.
    public var value: Double
    /// The lower end of its 95 % interval.
    public var low: Double
    /// The upper end.
    public var high: Double
    /// What may be said of it; `nil` for simple baselines, and for metrics that do not lead.
    public var claim: Claim?

    /// Creates a distance.
    public init(to: String, value: Double, low: Double, high: Double, claim: Claim? = nil) {
      self.to = to
      self.value = value
      self.low = low
      self.high = high
      self.claim = claim
    }
  }
}

extension Metric: CodingKeyRepresentable {}
