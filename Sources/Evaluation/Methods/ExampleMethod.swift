internal import RPM

/// A method that goes by past answers which it chooses in its own way. A language model sees the
/// first of them; without one they vote, see `RankedVote`.
protocol ExampleMethod: PromptingMethod {
  /// The order in which a language model sees them.
  var order: PlainQuestion.Order { get }

  /// How many are used of a history.
  func count(_ bench: PersonBench) -> Int

  /// Learns what it needs, and ranks the history for a query, what is used first in front.
  func ranking(
    _ bench: PersonBench, _ completer: (any Completing)?
  ) async throws -> @Sendable (_ query: String) async throws -> [RetrievedExample]
}

extension ExampleMethod {
  var order: PlainQuestion.Order { .similarity }

  func count(_ bench: PersonBench) -> Int { bench.k }

  func asking(_ bench: PersonBench, _ completer: any Completing) async throws -> PromptedPerson {
    let ranking = try await ranking(bench, completer)
    let (order, count) = (order, count(bench))
    return PromptedPerson(completer: completer) { query in
      var examples = Array(try await ranking(query).prefix(count))
      // Ranked is the newest first, read is the oldest first.
      if order == .time { examples.reverse() }
      return bench.question(query, showing: examples) { $0.order = order }
    }
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    if bench.blackBox.completes { return try await asking(bench, bench.completer()) }
    return RankedVote(bench, count: count(bench), ranking: try await ranking(bench, nil))
  }
}
