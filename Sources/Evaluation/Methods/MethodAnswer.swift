public import RPM

/// What a method answers to one query.
public struct MethodAnswer: Sendable, Hashable {
  /// The response, as the method gave it.
  public var response: String
  /// The method's own probability of it, 0 to 1; `nil` where it gives none.
  public var confidence: Double?
  /// The past answers that it looked at, the most similar first.
  public var examples: [RetrievedExample]
  /// What a model thought before it answered, where it was asked to, or the steps of the path.
  public var reasoning: String
  /// The answer with features, path and evidence, where the method makes them.
  public var answer: Answer?

  /// Creates an answer.
  public init(
    response: String, confidence: Double? = nil, examples: [RetrievedExample] = [],
    reasoning: String = "", answer: Answer? = nil
  ) {
    self.response = response
    self.confidence = confidence
    self.examples = examples
    self.reasoning = reasoning
    self.answer = answer
  }

  /// Takes over an answer of the engine.
  ///
  /// - Parameter model: the model that was asked; its factors are named in the path.
  public init(_ answer: Answer, of model: UserModel) {
    self.init(
      response: answer.response, confidence: answer.confidence, examples: answer.retrieved,
      reasoning: answer.path.text(features: answer.features, factors: model.factors),
      answer: answer)
  }
}
