public import Foundation
public import RPM

/// An ask or a fit as a trace lists it, with what each of its stages took.
public struct TracedRun: Sendable, Hashable, Identifiable {
  /// What identifies it.
  public enum ID: Sendable, Hashable {
    /// An ask, by the number of its run.
    case ask(Int64)
    /// A fit that was noted, by its number.
    case fit(Int64)
    /// A version of a model whose fit was not noted, or that was taken back.
    case model(Library.UserID, version: Int)
  }

  /// What identifies it.
  public var id: ID
  /// Whom it was about.
  public var user: Library.UserID
  /// The name of that user.
  public var userName: String
  /// The model that was asked or that came of it, `nil` for none.
  public var modelVersion: Int?
  /// The black box that was asked, `nil` where that was not noted.
  public var identity: ModelIdentity?
  /// The target query; empty for a fit.
  public var query: String
  /// The answer, `nil` for a fit and for an ask without one.
  public var response: String?
  /// The true answer, where a test item was asked.
  public var expected: String?
  /// How many interactions a fit was about, `nil` for an ask.
  public var interactions: Int?
  /// How many factors a fit found.
  public var factors: Int?
  /// How it ended.
  public var state: Run.State
  /// What went wrong.
  public var message: String?
  /// When it was asked, or when the fit ended.
  public var created: Date
  /// What each stage took, `nil` where that was not noted.
  public var stages: [StageRecord]?
  /// What it used of a language model, `nil` where that was not noted.
  public var usage: Usage?

  /// Creates a run of a trace.
  public init(
    id: ID, user: Library.UserID, userName: String, modelVersion: Int? = nil,
    identity: ModelIdentity? = nil, query: String = "", response: String? = nil,
    expected: String? = nil, interactions: Int? = nil, factors: Int? = nil, state: Run.State,
    message: String? = nil, created: Date, stages: [StageRecord]? = nil, usage: Usage? = nil
  ) {
    self.id = id
    self.user = user
    self.userName = userName
    self.modelVersion = modelVersion
    self.identity = identity
    self.query = query
    self.response = response
    self.expected = expected
    self.interactions = interactions
    self.factors = factors
    self.state = state
    self.message = message
    self.created = created
    self.stages = stages
    self.usage = usage
  }

  /// Whether it is a fit.
  public var isFit: Bool { interactions != nil }
}
