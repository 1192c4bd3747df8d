public import Foundation

/// What a fit yields: `C_u = {F(m), theta(m)}` and the reasoning memory `S_u`.
public struct UserModel: Sendable, Hashable, Codable {
  /// The task it was fitted for, with the labels of that moment.
  public var task: TaskDefinition
  /// The black box that filled the roles.
  public var identity: ModelIdentity
  /// When it was fitted.
  public var fitted: Date
  /// `F(m)`; a factor's id is its position.
  public var factors: [Factor]
  /// `theta(m)` and the base rates.
  public var statistics: UserStatistics
  /// `S_u`, one entry an interaction of the history it was fitted on.
  public var memory: ReasoningMemory
  /// What the black box keeps for its own use when it is asked; opaque to everyone else.
  public var notes: Data
  /// The embedder that made the memory's keys, `nil` for models kept before this was noted.
  public var embedder: String?
  /// What the fit used of a language model, `nil` where it used none.
  public var usage: Usage?

  /// Creates a model.
  public init(
    task: TaskDefinition, identity: ModelIdentity, fitted: Date, factors: [Factor],
    statistics: UserStatistics, memory: ReasoningMemory, notes: Data = Data(),
    embedder: String? = nil, usage: Usage? = nil
  ) {
    self.task = task
    self.identity = identity
    self.fitted = fitted
    self.factors = factors
    self.statistics = statistics
    self.memory = memory
    self.notes = notes
    self.embedder = embedder
    self.usage = usage
  }
}
