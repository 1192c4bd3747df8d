internal import RPM

/// `rpm-without-statistics`, `rpm-without-factors` and `rpm-without-paths`: the method as a language
/// model does it, without one of its parts. Without examples it is `factors`.
struct RPMPartMethod: EvaluationMethod {
  /// What is left out.
  enum Part: String, Sendable {
    /// Everything that was counted; factors keep their names.
    case statistics
    /// Factors with what was counted of them; features and what all answers say stay.
    case factors
    /// The reasoning of examples.
    case paths
  }

  let part: Part

  init(without part: Part) {
    self.part = part
  }

  var name: String { "rpm-without-\(part.rawValue)" }
  var kind: MethodKind { .ablation }

  func summary(completes: Bool) -> String {
    switch part {
    case .statistics: "rpm without any statistics: features, names of factors, and examples"
    case .factors: "rpm without factors: features, statistics over all answers, and examples"
    case .paths: "rpm with examples without their reasoning"
    }
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    guard !completes else { return nil }
    return switch part {
    case .statistics: "the built-in model's answer is a sum of statistics: nothing would be left"
    case .factors: "the built-in model has a variant for it"
    case .paths: "the built-in model reads no reasoning of examples: it is the same as rpm"
    }
  }

  func calls(for user: User, k: Int) -> MethodCalls { .asks(k: k) }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    var asker = try await ModelAsker(bench)
    switch part {
    case .statistics: asker.forgetStatistics()
    case .factors: try await asker.forgetFactors()
    case .paths: break
    }
    return Prepared(asker: asker, showsPaths: part != .paths)
  }

  private struct Prepared: PreparedMethod {
    let asker: ModelAsker
    let showsPaths: Bool

    var factors: Int? { asker.model.factors.count }

    func answer(_ query: String) async throws -> MethodAnswer {
      try await asker.answer(query, ranking: try await asker.similar(to: query)) { entry in
        if !showsPaths { entry.path = nil }
      }
    }
  }
}
