public import RPM

/// What came of one user in a measurement.
public struct UserRun: Sendable, Hashable {
  /// The user's name.
  public var name: String
  /// The user's task.
  public var task: TaskDefinition
  /// How many interactions the model was fitted on.
  public var interactions: Int
  /// How many factors the fit found.
  public var factors = 0
  /// Wall time of the fit in seconds.
  public var fitSeconds = 0.0
  /// The test items in order.
  public var items: [MeasuredItem] = []
  /// Why the user could not be fitted, `nil` where that went well.
  public var failure: String?

  /// Creates an empty run.
  init(user: User) {
    name = user.name
    task = user.task
    interactions = user.history.count
  }
}

/// What came of one test item.
public struct MeasuredItem: Sendable, Hashable {
  /// The target query.
  public var query: String
  /// The user's own answer.
  public var gold: String
  /// What the model answered, as it gave it; empty where it failed.
  public var response = ""
  /// The model's probability of its answer, where it gives one.
  public var confidence: Double?
  /// Whether hardly anything but the prior spoke.
  public var hasLittleEvidence = false
  /// How much the audit of the reasoning path found wrong.
  public var auditFindings = 0
  /// Wall time of the ask in seconds.
  public var seconds = 0.0
  /// Why there is no answer, `nil` where there is one.
  public var failure: String?
}
