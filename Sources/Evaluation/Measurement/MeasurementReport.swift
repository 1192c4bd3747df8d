internal import Foundation
public import RPM

/// What a measurement found, task by task.
public struct MeasurementReport: Sendable, Hashable {
  /// A named number.
  public struct Score: Sendable, Hashable, Codable {
    /// What was computed.
    public var metric: Metric
    /// Its value.
    public var value: Double
  }

  /// One user's part.
  public struct UserScores: Sendable, Hashable, Codable {
    /// The user's name.
    public var user: String
    /// How many interactions the model was fitted on.
    public var history: Int
    /// How many test items were asked.
    public var items: Int
    /// How many of them got no valid answer.
    public var invalid: Int
    /// How many factors the fit found.
    public var factors: Int
    /// The user's scores, without macro-F1; empty without test items.
    public var scores: [Score]
    /// Wall time of the fit in seconds.
    public var fitSeconds: Double
    /// Mean wall time of an ask in seconds, 0 without items.
    public var querySeconds: Double
    /// Why the user could not be fitted, `nil` where that went well.
    public var failure: String?
  }

  /// All users of one task.
  public struct TaskScores: Sendable, Hashable, Codable {
    /// The task's name.
    public var task: String
    /// How many test items were asked.
    public var items: Int
    /// How many of them got no valid answer.
    public var invalid: Int
    /// Scores over all items of all users.
    public var micro: [Score]
    /// The plain mean of each user's own scores, without macro-F1.
    public var userMean: [Score]
    /// Mean wall time of a fit in seconds.
    public var fitSeconds: Double
    /// Mean wall time of an ask in seconds.
    public var querySeconds: Double
    /// The longest ask in seconds.
    public var longestQuerySeconds: Double
    /// User by user, in the order given.
    public var users: [UserScores]
  }

  /// The model that was measured.
  public var model: ModelIdentity
  /// The embedder that made the retrieval keys.
  public var embedder: String
  /// K, the number of retrieved examples.
  public var k: Int
  /// The tasks in the order in which their first user came.
  public var tasks: [TaskScores]
  /// Everything the scores were computed from, user by user.
  public var runs: [MethodRun]
  /// The users, in the same order.
  let people: [User]

  /// Scores runs, one a user, grouped by the name of the users' task.
  init(model: ModelIdentity, embedder: String, k: Int, users: [User], runs: [MethodRun]) {
    self.model = model
    self.embedder = embedder
    self.k = k
    self.runs = runs
    people = users
    var names: [String] = []
    for user in users where !names.contains(user.task.name) { names.append(user.task.name) }
    let pairs = Array(zip(users, runs))
    tasks = names.map { name in Self.score(pairs.filter { $0.0.task.name == name }, task: name) }
  }

  private static func score(_ runs: [(User, MethodRun)], task: String) -> TaskScores {
    let perUser = runs.map { ScoredItems($0.1.items, of: $0.0) }
    let all = ScoredItems(perUser)
    let scores = scores(of: all)
    let users = zip(runs, perUser).map { run, scored in
      UserScores(
        user: run.0.name, history: run.0.history.count, items: run.1.items.count,
        invalid: scored.invalid, factors: run.1.factors ?? 0,
        // Few users answer with every label, so one user's macro-F1 says nothing.
        scores: Self.scores(of: scored).filter { $0.metric != .macroF1 },
        fitSeconds: run.1.preparationSeconds, querySeconds: mean(run.1.items.map(\.seconds)),
        failure: run.1.failure)
    }
    let seconds = runs.flatMap(\.1.items).map(\.seconds)
    return TaskScores(
      task: task, items: all.gold.count, invalid: all.invalid, micro: scores,
      userMean: scores.filter { $0.metric != .macroF1 }.map { score in
        let values = users.flatMap(\.scores).filter { $0.metric == score.metric }.map(\.value)
        return Score(metric: score.metric, value: mean(values))
      },
      fitSeconds: mean(runs.map(\.1.preparationSeconds)), querySeconds: mean(seconds),
      longestQuerySeconds: seconds.max() ?? 0, users: users)
  }

  /// The scores that a task asks for, the leading one first; empty without items.
  private static func scores(of items: ScoredItems) -> [Score] {
    ScoredItems.metrics(of: items.space, labels: items.labels, gold: items.gold)
      .filter { $0 != .invalidRate && $0 != .ece }
      .compactMap { metric in
        MetricSum(metric, of: items, labels: items.labels).value.map {
          Score(metric: metric, value: $0)
        }
      }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
