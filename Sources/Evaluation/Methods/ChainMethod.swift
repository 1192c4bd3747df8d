internal import RPM

/// `zero-shot-cot`, `fewshot-cot`, `rag-cot` and so on: a method that asks plain questions, whose
/// answers to the queries are reasoned about step by step first (Wei and others, 2022,
/// arXiv:2201.11903; without an example Kojima and others, 2022, arXiv:2205.11916).
///
/// What the method asks to find out about the person stays as it is.
struct ChainMethod: EvaluationMethod {
  let name: String
  let method: any PromptingMethod

  /// - Parameter method: what is done but for the reasoning.
  init(_ name: String, of method: any PromptingMethod) {
    self.name = name
    self.method = method
  }

  var kind: MethodKind { method.kind }

  func summary(completes: Bool) -> String {
    method.summary(completes: true) + ", and a reasoning step by step before the answer"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes
      ? method.absence(for: answers, completes: true)
      : "the built-in model writes no reasoning of its own"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    var calls = method.calls(for: user, k: k)
    for index in calls.questions.indices where calls.questions[index].isOfTest {
      calls.questions[index].question.thinksFirst = true
    }
    return calls
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    var person = try await method.asking(bench, bench.completer())
    person.question = { [question = person.question] query in
      var asked = try await question(query)
      asked.question.thinksFirst = true
      return asked
    }
    return person
  }
}
