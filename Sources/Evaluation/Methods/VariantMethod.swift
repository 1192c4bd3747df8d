public import RPM

/// The method with another model in place of the one at hand, such as one that lacks a part: for
/// those models that come in variants.
public struct VariantMethod: EvaluationMethod {
  /// The name that chooses it.
  public let name: String
  /// An ablation.
  public let kind = MethodKind.ablation
  private let text: String
  private let blackBox: any BlackBox

  /// - Parameters:
  ///   - name: the name that chooses it.
  ///   - text: what it does, in a sentence.
  ///   - blackBox: the variant, which needs no network.
  public init(name: String, text: String, blackBox: any BlackBox) {
    self.name = name
    self.text = text
    self.blackBox = blackBox
  }

  /// What it does.
  public func summary(completes: Bool) -> String { text }

  /// A language model has no variants.
  public func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes ? "only the built-in model comes in this variant" : nil
  }

  /// Fits the variant.
  public func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    try await RPMMethod().prepare(
      PersonBench(
        bench.subject, blackBox: blackBox, embedder: bench.embedder, k: bench.k,
        concurrency: bench.concurrency))
  }
}
