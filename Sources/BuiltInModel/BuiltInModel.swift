internal import Embeddings
public import RPM

/// The embedded default black box: fills every role without a network, and every number behind an
/// answer can be shown.
///
/// It reads features with word lists and a table of word vectors, groups them into tight factors,
/// and answers with a sum of evidence whose weights are the same for everyone. It does not pretend
/// to understand a text.
public struct BuiltInModel: BlackBox {
  private let knowledge: any WordKnowledge
  private let direction: ValenceDirection
  private let variant: Variant

  /// The model over the table that the binary carries.
  ///
  /// - Parameter variant: What factors do in the sum; `factors` is what ships, the others are for
  ///   an ablation.
  public init(variant: Variant = .factors) {
    self.init(knowledge: StaticTable.shared, direction: .bundled, variant: variant)
  }

  init(
    knowledge: any WordKnowledge, direction: ValenceDirection, variant: Variant = .factors
  ) {
    self.knowledge = knowledge
    self.direction = direction
    self.variant = variant
  }

  /// `built-in`, its version followed by the variant where it is not what ships.
  public var identity: ModelIdentity {
    let version = "3"
    return ModelIdentity(
      name: "built-in",
      version: variant == .factors ? version : "\(version), \(variant.rawValue)")
  }

  /// Opens the model for a user: reads the history, or takes the notes of its fit.
  ///
  /// - Throws: `CancellationError`.
  public func open(_ subject: Subject) async throws -> any BlackBoxSession {
    let (knowledge, direction, variant) = (knowledge, direction, variant)
    return try await HeavyWork.run { flag in
      BuiltInSession(
        try SessionContext(
          subject, knowledge: knowledge, direction: direction, variant: variant,
          checkCancellation: flag.check))
    }
  }
}
