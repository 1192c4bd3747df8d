internal import RPM

/// `rpo-untrained`: a plain answer without the person, then rewritten towards the K most similar
/// past answers. The two stages of RPO (Hao and others, 2025, arXiv:2511.05286) without the trained
/// second one, and named so.
struct RewriteMethod: PromptingMethod {
  let name = "rpo-untrained"
  let kind = MethodKind.elaborate

  func summary(completes: Bool) -> String {
    "an answer without the person, rewritten towards the K most similar past answers"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes ? nil : "the built-in model rewrites nothing"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    let draft = user.history.last?.response ?? "plain"
    var calls = MethodCalls.questions(user, k: k) { $0.draft = draft }
    calls.questions += MethodCalls.questions(user, k: 0).questions.map {
      MethodCalls.Repeated(question: $0.question, times: 1)
    }
    return calls
  }

  func asking(_ bench: PersonBench, _ completer: any Completing) async throws -> PromptedPerson {
    let search = try await QuerySearch.embedding(bench)
    return PromptedPerson(completer: completer) { query in
      let draft = try await completer.answer(PlainQuestion(query: query)).response
      return bench.question(
        query, showing: try await search.ranking(for: query).prefix(bench.k)
      ) { $0.draft = draft }
    }
  }
}
