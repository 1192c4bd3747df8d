internal import RPM

/// `pag`: a summary of the person, made once of the history, and the most similar past answers
/// (Richardson and others, 2023).
struct ProfileMethod: PromptingMethod {
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
    calls.portraits = [.summary(of: user.history)]
    return calls
  }

  func asking(_ bench: PersonBench, _ completer: any Completing) async throws -> PromptedPerson {
    let search = try await QuerySearch.embedding(bench)
    let profile = try await completer.portrait(.summary(of: bench.history))
    return PromptedPerson(completer: completer) { query in
      bench.question(
        query, showing: try await search.ranking(for: query).prefix(bench.k)
      ) { $0.profile = profile }
    }
  }
}
