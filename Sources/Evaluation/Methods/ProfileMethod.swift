internal import RPM

/// `pag`: a summary of the person, made once of the history, and the most similar past answers
/// (Richardson and others, 2023).
struct ProfileMethod: EvaluationMethod {
  let name = "pag"
  let kind = MethodKind.elaborate

  func summary(completes: Bool) -> String {
    "a summary of the person made of the history, and the K most similar past answers"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes ? nil : "the built-in model cannot sum up a person in words"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    var calls = MethodCalls.questions(user, k: k) { question in
      // So long as the summary that is asked for.
      question.profile = String(repeating: "likes it plain ", count: 55)
    }
    calls.profiles = 1
    return calls
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    let completer = try await bench.completer()
    return Prepared(
      bench: bench, completer: completer, search: try await QuerySearch.embedding(bench),
      profile: try await completer.profile(of: bench.history))
  }

  private struct Prepared: PreparedMethod {
    let bench: PersonBench
    let completer: any Completing
    let search: QuerySearch
    let profile: String

    func answer(_ query: String) async throws -> MethodAnswer {
      let examples = Array(try await search.ranking(for: query).prefix(bench.k))
      let question = PlainQuestion(
        query: query, examples: examples.map { bench.history[$0.interaction] },
        profile: profile)
      return MethodAnswer(try await completer.answer(question), examples: examples)
    }
  }
}
