internal import RPM
internal import Synchronization

/// `factors+retrieved+cot`: factors, and past queries with their answers and a general reasoning.
///
/// The reasoning of an example is what a model says when it is asked to explain the answer step by
/// step, knowing nothing of features, factors and statistics. The difference to `rpm` is what
/// personal reasoning adds.
struct FactorsChainMethod: EvaluationMethod {
  let name = "factors+retrieved+cot"
  let kind = MethodKind.ablation

  func summary(completes: Bool) -> String {
    "factors, and examples with answers and a step-by-step reasoning that is not personal"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes
      ? nil : "the built-in model reads no reasoning of examples: with any, it is the same as rpm"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    var calls = MethodCalls.asks(k: k)
    // At most every example of every query is another one.
    calls.rationales = user.history.suffix(user.test.count * k)
    return calls
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    Prepared(
      asker: try await ModelAsker(bench), rationales: Rationales(try await bench.completer()))
  }

  private struct Prepared: PreparedMethod {
    let asker: ModelAsker
    let rationales: Rationales

    var factors: Int? { asker.model.factors.count }

    func answer(_ query: String) async throws -> MethodAnswer {
      let ranking = try await asker.similar(to: query)
      var texts: [Int: String] = [:]
      for example in ranking {
        texts[example.interaction] = try await rationales.text(
          of: example.interaction, asker.bench.history[example.interaction])
      }
      return try await asker.answer(query, ranking: ranking) { entry in
        entry.features = []
        entry.path = texts[entry.interaction].map { text in
          ReasoningPath(
            steps: [.init(features: [], factor: nil, evidence: "", effect: text)],
            conclusion: asker.bench.history[entry.interaction].response)
        }
      }
    }
  }

  /// Rationales that were made, so that an example that is found twice is explained once.
  private final class Rationales: Sendable {
    private let completer: any Completing
    private let known = Mutex<[Int: String]>([:])

    init(_ completer: any Completing) {
      self.completer = completer
    }

    /// The rationale of an interaction. Two who want it at once may both ask: the model's keeper
    /// knows that it is one call.
    func text(of interaction: Int, _ item: Interaction) async throws -> String {
      if let text = known.withLock({ $0[interaction] }) { return text }
      let text = try await completer.rationale(for: item)
      known.withLock { $0[interaction] = text }
      return text
    }
  }
}
