internal import Embeddings
public import RPM

/// The embedded default black box: fills every role without a network, and every number behind an
/// answer can be shown (ours).
///
/// It reads features with word lists and a table of word vectors, groups them into tight factors,
/// and answers with a sum of evidence whose weights are the same for everyone. It does not pretend
/// to understand a text.
public struct BuiltInModel: BlackBox {
  private let knowledge: any WordKnowledge
  private let direction: ValenceDirection

  /// The model over the table that the binary carries.
  public init() {
    self.init(knowledge: StaticTable.shared, direction: .bundled)
  }

  init(knowledge: any WordKnowledge, direction: ValenceDirection) {
    self.knowledge = knowledge
    self.direction = direction
  }

  /// `built-in`.
  public var identity: ModelIdentity { ModelIdentity(name: "built-in", version: "1") }

  /// Opens the model for a user: reads the history, or takes the notes of its fit.
  ///
  /// - Throws: `CancellationError`.
  public func open(_ subject: Subject) async throws -> any BlackBoxSession {
    let (knowledge, direction) = (knowledge, direction)
    return try await HeavyWork.run { flag in
      BuiltInSession(
        try SessionContext(
          subject, knowledge: knowledge, direction: direction, checkCancellation: flag.check))
    }
  }
}
