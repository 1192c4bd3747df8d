/// A reasoning path `r`: from features and factors to an answer, step by step (method, section 6).
///
/// It is a rationale consistent with past behaviour, never a claim about what a person thought.
public struct ReasoningPath: Sendable, Hashable, Codable {
  /// One step.
  public struct Step: Sendable, Hashable, Codable {
    /// Indices into the features of the query that the step speaks of.
    public var features: [Int]
    /// The factor it rests on, `nil` for a step that rests on none.
    public var factor: Factor.ID?
    /// The statistics it quotes, in words and numbers. Every number is audited.
    public var evidence: String
    /// What follows from it.
    public var effect: String

    /// Creates a step.
    public init(features: [Int], factor: Factor.ID?, evidence: String, effect: String) {
      self.features = features
      self.factor = factor
      self.evidence = evidence
      self.effect = effect
    }
  }

  /// The steps in order.
  public var steps: [Step]
  /// The answer that they lead to.
  public var conclusion: String

  /// Creates a path.
  public init(steps: [Step], conclusion: String) {
    self.steps = steps
    self.conclusion = conclusion
  }
}
