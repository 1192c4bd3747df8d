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
  private let prompted: (any EvaluationMethod)?

  /// - Parameters:
  ///   - name: the name that chooses it.
  ///   - text: what it does, in a sentence.
  ///   - blackBox: the variant, which needs no network.
  ///   - prompted: what the name means with a language model, which has no variants.
  public init(
    name: String, text: String, blackBox: any BlackBox, prompted: (any EvaluationMethod)? = nil
  ) {
    self.name = name
    self.text = text
    self.blackBox = blackBox
    self.prompted = prompted
  }

  /// What it does.
  public func summary(completes: Bool) -> String {
    completes ? prompted?.summary(completes: true) ?? text : text
  }

  /// A language model has no variants.
  public func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    guard completes else { return nil }
    guard let prompted else { return "only the built-in model comes in this variant" }
    return prompted.absence(for: answers, completes: true)
  }

  /// Those of a language model.
  public func calls(for user: User, k: Int) -> MethodCalls {
    prompted?.calls(for: user, k: k) ?? MethodCalls()
  }

  /// Fits the variant.
  public func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    if bench.blackBox.completes, let prompted { return try await prompted.prepare(bench) }
    return try await RPMMethod().prepare(
      PersonBench(
        bench.subject, blackBox: blackBox, embedder: bench.embedder, k: bench.k,
        concurrency: bench.concurrency))
  }
}
