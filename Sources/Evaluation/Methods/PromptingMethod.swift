internal import RPM

/// A method that puts one plain question to a language model for every query.
protocol PromptingMethod: EvaluationMethod {
  /// Learns what it needs from the history, and says how a query is asked.
  func asking(_ bench: PersonBench, _ completer: any Completing) async throws -> PromptedPerson
}

extension PromptingMethod {
  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    try await asking(bench, bench.completer())
  }
}

/// Somebody who is asked about by plain questions.
struct PromptedPerson: PreparedMethod {
  /// What is asked.
  let completer: any Completing
  /// The question for a query, and the past answers that it shows, in its order.
  var question:
    @Sendable (_ query: String) async throws -> (
      question: PlainQuestion, examples: [RetrievedExample]
    )

  func answer(_ query: String) async throws -> MethodAnswer {
    let (question, examples) = try await question(query)
    let answer = try await completer.answer(question)
    return MethodAnswer(
      response: answer.response, examples: Array(examples.dropFirst(answer.omitted)),
      reasoning: answer.reasoning)
  }
}
