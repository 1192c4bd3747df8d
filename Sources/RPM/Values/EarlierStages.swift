/// What an earlier ask of the same model and query gave, to be taken over rather than made again.
public struct EarlierStages: Sendable, Hashable {
  /// `G_q'`, with factors of the model that is asked.
  public var features: [Feature]
  /// `S_ret`, `nil` where it is to be looked up anew. It is looked up anew as well where the black
  /// box wants to see more of the memory than was retrieved then.
  public var retrieved: [RetrievedExample]?

  /// Creates what is taken over.
  public init(features: [Feature], retrieved: [RetrievedExample]? = nil) {
    self.features = features
    self.retrieved = retrieved
  }
}
