internal import RPM

/// Past answers that are ranked by similarity: a language model sees the K first of them. Without
/// one they vote, see `Vote`; where none can be taken up, the person's usual answer stands.
struct RankedExamples: PreparedMethod {
  private let bench: PersonBench
  private let completer: (any Completing)?
  private let ranking: @Sendable (_ query: String) async throws -> [RetrievedExample]
  private let vote: Vote
  private let prior: Prior

  /// - Parameters:
  ///   - completer: what is shown the examples; `nil` where they vote.
  ///   - ranking: the history, the best example for a query first.
  init(
    _ bench: PersonBench, completer: (any Completing)?,
    ranking: @escaping @Sendable (_ query: String) async throws -> [RetrievedExample]
  ) {
    self.bench = bench
    self.completer = completer
    self.ranking = ranking
    vote = Vote(history: bench.history, answers: bench.answers, k: bench.k)
    prior = Prior(bench.history, answers: bench.answers)
  }

  func answer(_ query: String) async throws -> MethodAnswer {
    let ranking = try await ranking(query)
    let examples = Array(ranking.prefix(bench.k))
    if let completer {
      let question = PlainQuestion(
        query: query, examples: examples.map { bench.history[$0.interaction] })
      return MethodAnswer(try await completer.answer(question), examples: examples)
    }
    guard let (response, confidence) = vote.answer(to: query, ranking: ranking) else {
      return try prior.answer(to: query)
    }
    return MethodAnswer(response: response, confidence: confidence, examples: examples)
  }
}
