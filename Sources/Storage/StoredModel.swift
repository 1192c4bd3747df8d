public import Foundation
public import RPM

/// A model as it comes from the library.
public struct StoredModel: Sendable, Hashable {
  /// Its version among this user's models, from 1.
  public var version: Int
  /// The model, equal to the one that was saved.
  public var model: UserModel
  /// The history it was fitted on, to which the memory's indices refer. The user's history may
  /// have grown since.
  public var history: [Interaction]

  /// Creates what a save and a load of the same model would give.
  public init(version: Int, model: UserModel, history: [Interaction]) {
    self.version = version
    self.model = model
    self.history = history
  }
}

/// What a list of models shows.
public struct ModelVersion: Sendable, Hashable {
  /// The version, from 1.
  public var version: Int
  /// The black box that made it.
  public var identity: ModelIdentity
  /// When it was fitted.
  public var fitted: Date
  /// How many interactions it was fitted on.
  public var interactions: Int
  /// How many factors it has.
  public var factors: Int
}
