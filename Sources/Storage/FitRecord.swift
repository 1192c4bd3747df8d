public import Foundation
public import RPM

/// A fit as it was run: kept also where no model came of it.
public struct FitRecord: Sendable, Hashable {
  /// The version of the model that came of it, `nil` for none.
  public var modelVersion: Int?
  /// The black box that was asked.
  public var identity: ModelIdentity
  /// How many interactions it was about.
  public var interactions: Int
  /// How many factors were found, `nil` without a model.
  public var factors: Int?
  /// How it ended.
  public var state: Run.State
  /// What went wrong.
  public var message: String?
  /// What each stage took.
  public var stages: [StageRecord]
  /// When it ended.
  public var created: Date

  /// Creates a record.
  public init(
    modelVersion: Int? = nil, identity: ModelIdentity, interactions: Int, factors: Int? = nil,
    state: Run.State = .finished, message: String? = nil, stages: [StageRecord], created: Date
  ) {
    self.modelVersion = modelVersion
    self.identity = identity
    self.interactions = interactions
    self.factors = factors
    self.state = state
    self.message = message
    self.stages = stages
    self.created = created
  }
}
