internal import Foundation
public import RPM

/// What a measurement found, task by task.
public struct MeasurementReport: Sendable, Hashable {
  /// A named number.
  public struct Score: Sendable, Hashable, Codable {
    /// What was computed.
    public enum Metric: String, Sendable, Hashable, Codable {
      /// The share of right answers.
      case accuracy
      /// The mean of each label's F1.
      case macroF1
      /// The mean distance on the scale; less is better.
      case mae
      /// The root of the mean squared distance; less is better.
      case rmse
      /// Shared words.
      case rouge1
      /// The longest common subsequence of words.
      case rougeL

      /// What a person reads.
      public var name: String {
        switch self {
        case .accuracy: "accuracy"
        case .macroF1: "macro-F1"
        case .mae: "MAE"
        case .rmse: "RMSE"
        case .rouge1: "ROUGE-1"
        case .rougeL: "ROUGE-L"
        }
      }
    }

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
  public var runs: [UserRun]

  /// Scores runs, grouped by the name of their task.
  init(model: ModelIdentity, embedder: String, k: Int, runs: [UserRun]) {
    self.model = model
    self.embedder = embedder
    self.k = k
    self.runs = runs
    var names: [String] = []
    for run in runs where !names.contains(run.task.name) { names.append(run.task.name) }
    tasks = names.map { name in Self.score(runs.filter { $0.task.name == name }, task: name) }
  }

  private static func score(_ runs: [UserRun], task: String) -> TaskScores {
    let perUser = runs.map(ScoredItems.init)
    let all = ScoredItems(perUser)
    let users = zip(runs, perUser).map { run, scored in
      UserScores(
        user: run.name, history: run.interactions, items: run.items.count,
        invalid: scored.invalid, factors: run.factors,
        // Few users answer with every label, so one user's macro-F1 says nothing.
        scores: scored.scores.filter { $0.metric != .macroF1 },
        fitSeconds: run.fitSeconds, querySeconds: mean(run.items.map(\.seconds)),
        failure: run.failure)
    }
    let seconds = runs.flatMap(\.items).map(\.seconds)
    return TaskScores(
      task: task, items: all.gold.count, invalid: all.invalid, micro: all.scores,
      userMean: all.scores.filter { $0.metric != .macroF1 }.map { score in
        let values = users.flatMap(\.scores).filter { $0.metric == score.metric }.map(\.value)
        return Score(metric: score.metric, value: mean(values))
      },
      fitSeconds: mean(runs.map(\.fitSeconds)), querySeconds: mean(seconds),
      longestQuerySeconds: seconds.max() ?? 0, users: users)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
