internal import RPM

/// Answers past queries anew, so that advice or a persona can be judged by what it would have
/// answered. A past query is asked with its nearest other answers, never with its own.
struct Rehearsal: Sendable {
  let bench: PersonBench
  let completer: any Completing
  let search: QuerySearch
  /// How many of the last past answers are tried: it is what costs.
  let count: Int
  /// How many nearest answers stand beside a query.
  let neighbours: Int

  /// At most so many misses are shown to whoever is to do better.
  static let misses = 3

  /// The past answers that are tried.
  var tried: Range<Int> { bench.history.indices.suffix(count) }

  /// What came of a trial.
  struct Outcome: Sendable {
    /// How well each of the tried was answered, 0 to 1.
    var scores: [Double] = []
    /// The first of those that were missed.
    var misses: [AdviceRequest.Miss] = []

    /// The mean score; 0 where nothing was tried.
    var score: Double { scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count) }
  }

  /// A query with its nearest past answers, and what is changed of it.
  func question(
    _ query: String, _ change: (inout PlainQuestion) -> Void
  ) async throws -> (question: PlainQuestion, examples: [RetrievedExample]) {
    bench.question(
      query, showing: try await search.ranking(for: query).prefix(neighbours), change)
  }

  /// Asks the tried ones, each changed in the same way. One that fails is answered wrong.
  func outcome(
    _ change: @escaping @Sendable (inout PlainQuestion) -> Void
  ) async throws -> Outcome {
    let items = Array(bench.history[tried])
    let responses = try await Concurrent.map(items, limit: bench.concurrency) { item in
      do {
        return try await completer.answer(question(item.query, change).question).response
      } catch let failure as RoleFailure where !failure.endsRun {
        return ""
      }
    }
    var outcome = Outcome()
    for (item, response) in zip(items, responses) {
      let score = AnswerMatch.score(
        response, for: item.response, to: item.query, in: bench.answers)
      outcome.scores.append(score)
      if score < 1, outcome.misses.count < Self.misses {
        outcome.misses.append(.init(item: item, response: response))
      }
    }
    return outcome
  }

  /// The calls of so many trials at most.
  static func calls(
    for user: User, count: Int, neighbours: Int, trials: Int,
    _ change: (inout PlainQuestion) -> Void
  ) -> [MethodCalls.Repeated] {
    user.history.suffix(count).map { item in
      var question = PlainQuestion(
        query: item.query, examples: Array(user.history.suffix(neighbours)))
      change(&question)
      return MethodCalls.Repeated(question: question, times: trials)
    }
  }
}
