public import Foundation
public import RPM

/// Something that was asked before.
public struct Run: Sendable, Hashable {
  /// How it ended.
  public enum State: String, Sendable, Hashable, Codable {
    /// With an answer.
    case finished
    /// By the person who asked.
    case cancelled
    /// With an error, which `message` tells.
    case failed
  }

  /// The version of the model that was asked, `nil` when none was.
  public var modelVersion: Int?
  /// The target query.
  public var query: String
  /// The answer with all it rests on, `nil` unless finished.
  public var answer: Answer?
  /// The true answer, where a test item was asked.
  public var expected: String?
  /// How it ended.
  public var state: State
  /// What went wrong.
  public var message: String?
  /// The black box that was asked, `nil` for runs kept before this was noted.
  public var identity: ModelIdentity?
  /// What each stage took, `nil` for runs kept before this was noted.
  public var stages: [StageRecord]?
  /// When it was asked.
  public var created: Date

  /// Creates a run.
  public init(
    modelVersion: Int?, query: String, answer: Answer?, expected: String? = nil,
    state: State = .finished, message: String? = nil, identity: ModelIdentity? = nil,
    stages: [StageRecord]? = nil, created: Date
  ) {
    self.modelVersion = modelVersion
    self.query = query
    self.answer = answer
    self.expected = expected
    self.state = state
    self.message = message
    self.identity = identity ?? answer?.identity
    self.stages = stages
    self.created = created
  }
}

/// What a list of runs shows, without the answer's inner parts.
public struct RunSummary: Sendable, Hashable, Identifiable {
  /// What identifies the run.
  public var id: Int64
  /// Whose it is.
  public var user: Library.UserID
  /// The version of the model.
  public var modelVersion: Int?
  /// The target query.
  public var query: String
  /// The answer, `nil` unless finished.
  public var response: String?
  /// The model's probability of it, where it gave one.
  public var confidence: Double?
  /// The true answer, where a test item was asked.
  public var expected: String?
  /// How it ended.
  public var state: Run.State
  /// What went wrong.
  public var message: String?
  /// The black box that was asked, `nil` for runs kept before this was noted.
  public var identity: ModelIdentity?
  /// What each stage took, `nil` for runs kept before this was noted.
  public var stages: [StageRecord]?
  /// When it was asked.
  public var created: Date
}
