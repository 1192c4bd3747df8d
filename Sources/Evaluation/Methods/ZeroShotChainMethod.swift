internal import RPM

/// `zero-shot-cot`: the query alone, and the model reasons step by step before it answers.
struct ZeroShotChainMethod: EvaluationMethod {
  let name = "zero-shot-cot"
  let kind = MethodKind.simple

  func summary(completes: Bool) -> String { "the query alone, reasoned about step by step" }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes ? nil : "the built-in model writes no reasoning of its own"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    .questions(user, k: 0) { $0.thinksFirst = true }
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    Prepared(completer: try await bench.completer())
  }

  private struct Prepared: PreparedMethod {
    let completer: any Completing

    func answer(_ query: String) async throws -> MethodAnswer {
      MethodAnswer(try await completer.answer(PlainQuestion(query: query, thinksFirst: true)))
    }
  }
}
