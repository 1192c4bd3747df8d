public import Foundation

/// What a list shows of a user, without reading the history.
public struct UserSummary: Sendable, Hashable, Identifiable {
  /// What a user's answers are.
  public enum AnswerKind: String, Sendable, Hashable {
    /// One closed set of labels.
    case labels
    /// One closed set of labels that form a scale.
    case scale
    /// Options of their own for every question.
    case options
    /// Free text.
    case open
  }

  /// The newest model.
  public struct Model: Sendable, Hashable {
    /// Its version, from 1.
    public var version: Int
    /// When it was fitted.
    public var fitted: Date
    /// How many interactions it was fitted on.
    public var interactions: Int
    /// Whether the history has changed since.
    public var isStale: Bool

    /// Creates an entry of a list.
    public init(version: Int, fitted: Date, interactions: Int, isStale: Bool) {
      self.version = version
      self.fitted = fitted
      self.interactions = interactions
      self.isStale = isStale
    }
  }

  /// What identifies the user in this library.
  public var id: Library.UserID
  /// The name, unique within the task.
  public var name: String
  /// The task's name.
  public var task: String
  /// What the answers are.
  public var answers: AnswerKind
  /// How many interactions the history has.
  public var interactions: Int
  /// How many test items there are.
  public var tests: Int
  /// Answers of the history: one count a label, or one an option letter from `A` on; empty for
  /// free text.
  public var answerCounts: [Int]
  /// The newest model, `nil` before the first fit.
  public var model: Model?

  /// Creates an entry of a list.
  public init(
    id: Library.UserID, name: String, task: String, answers: AnswerKind, interactions: Int,
    tests: Int, answerCounts: [Int], model: Model?
  ) {
    self.id = id
    self.name = name
    self.task = task
    self.answers = answers
    self.interactions = interactions
    self.tests = tests
    self.answerCounts = answerCounts
    self.model = model
  }
}
