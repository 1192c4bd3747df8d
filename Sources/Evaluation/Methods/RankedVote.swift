internal import RPM

/// Past answers that are ranked and vote, see `Vote`; where none can be taken up, the person's usual
/// answer stands.
struct RankedVote: PreparedMethod {
  private let count: Int
  private let ranking: @Sendable (_ query: String) async throws -> [RetrievedExample]
  private let vote: Vote
  private let prior: Prior

  /// - Parameters:
  ///   - count: how many vote.
  ///   - ranking: the history, the best example for a query first.
  init(
    _ bench: PersonBench, count: Int,
    ranking: @escaping @Sendable (_ query: String) async throws -> [RetrievedExample]
  ) {
    self.count = count
    self.ranking = ranking
    vote = Vote(history: bench.history, answers: bench.answers, k: count)
    prior = Prior(bench.history, answers: bench.answers)
  }

  func answer(_ query: String) async throws -> MethodAnswer {
    let ranking = try await ranking(query)
    guard let (response, confidence) = vote.answer(to: query, ranking: ranking) else {
      return try prior.answer(to: query)
    }
    return MethodAnswer(
      response: response, confidence: confidence, examples: Array(ranking.prefix(count)))
  }
}
