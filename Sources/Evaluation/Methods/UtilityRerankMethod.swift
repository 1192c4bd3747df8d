internal import RPM

/// `utility-rerank`: similar past answers, those first that help to answer others of the same
/// person. HYDRA's idea (Zhuang and others, 2024) without its trained models, and named so.
///
/// How useful a past answer is, is judged leave-one-out over the history: how much better a query is
/// answered with it as the only example than without any. The 3K most similar ones are then
/// reordered by similarity plus usefulness, and the first K are used as in `rag-embedding`. With a
/// language model the last 20 interactions are judged on their K nearest neighbours; the built-in
/// model judges all of them, by what an example votes for.
struct UtilityRerankMethod: ExampleMethod {
  let name = "utility-rerank"
  let kind = MethodKind.elaborate

  /// At most so many interactions are asked about with a language model.
  static let mostJudged = 20
  /// So many times K are reordered.
  static let breadth = 3

  func summary(completes: Bool) -> String {
    "similar past answers, those first that helped to answer others (HYDRA's idea, untrained)"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    var calls = MethodCalls.questions(user, k: k)
    let example = Array(user.history.suffix(1))
    for item in user.history.suffix(Self.mostJudged) {
      calls.questions.append(.init(question: PlainQuestion(query: item.query), times: 1))
      calls.questions.append(
        .init(
          question: PlainQuestion(query: item.query, examples: example),
          times: min(k, user.history.count - 1)))
    }
    return calls
  }

  func ranking(
    _ bench: PersonBench, _ completer: (any Completing)?
  ) async throws -> @Sendable (String) async throws -> [RetrievedExample] {
    let search = try await QuerySearch.embedding(bench)
    let judge: any UsefulnessJudge =
      if let completer { Prompts(bench: bench, completer: completer) } else { Votes(bench: bench) }
    let utilities = try await Utilities(
      bench, search: search, judge: judge, limit: completer == nil ? .max : Self.mostJudged)
    return { query in
      utilities.reordered(try await search.ranking(for: query), k: bench.k)
    }
  }
}

/// Answers a past query with one example or none, and says how well.
protocol UsefulnessJudge: Sendable {
  /// How well a past query is answered, 0 to 1.
  ///
  /// - Parameters:
  ///   - interaction: the past query.
  ///   - example: the only example; `nil` for none.
  func score(of interaction: Int, with example: RetrievedExample?) async throws -> Double
}

/// By what an example votes for; without one, by the usual answer of all others.
private struct Votes: UsefulnessJudge {
  let bench: PersonBench

  func score(of interaction: Int, with example: RetrievedExample?) async throws -> Double {
    let item = bench.history[interaction]
    var response: String?
    if let example {
      let vote = Vote(history: bench.history, answers: bench.answers, k: 1)
      response = vote.answer(to: item.query, ranking: [example])?.0
    } else {
      var others = bench.history
      others.remove(at: interaction)
      response = try? Prior(others, answers: bench.answers).answer(to: item.query).response
    }
    return AnswerMatch.score(
      response ?? "", for: item.response, to: item.query, in: bench.answers)
  }
}

/// By what a language model answers.
private struct Prompts: UsefulnessJudge {
  let bench: PersonBench
  let completer: any Completing

  func score(of interaction: Int, with example: RetrievedExample?) async throws -> Double {
    let item = bench.history[interaction]
    let question = PlainQuestion(
      query: item.query,
      examples: example.map { [bench.history[$0.interaction]] } ?? [])
    do {
      return AnswerMatch.score(
        try await completer.answer(question).response, for: item.response, to: item.query,
        in: bench.answers)
    } catch let failure as RoleFailure where !failure.endsRun {
      return 0
    }
  }
}

/// How useful each past answer is as an example for others.
struct Utilities: Sendable {
  private var gains: [Int: (sum: Double, count: Int)] = [:]

  /// Judges a history.
  ///
  /// - Parameter limit: at most so many of the last interactions are asked about.
  init(
    _ bench: PersonBench, search: QuerySearch, judge: any UsefulnessJudge, limit: Int = .max
  ) async throws {
    let judged = Array(bench.history.indices.suffix(limit))
    let found = try await Concurrent.map(judged, limit: bench.concurrency) { interaction in
      try Task.checkCancellation()
      let neighbours = try await search.ranking(for: bench.history[interaction].query)
        .prefix(bench.k)
      var gains: [(example: Int, gain: Double)] = []
      guard !neighbours.isEmpty else { return gains }
      let without = try await judge.score(of: interaction, with: nil)
      for neighbour in neighbours {
        let with = try await judge.score(of: interaction, with: neighbour)
        gains.append((neighbour.interaction, with - without))
      }
      return gains
    }
    for (example, gain) in found.flatMap(\.self) {
      let known = gains[example] ?? (0, 0)
      gains[example] = (known.sum + gain, known.count + 1)
    }
  }

  /// The mean gain of a past answer, held back towards zero as if it had failed to help once more.
  func value(of interaction: Int) -> Double {
    guard let gain = gains[interaction] else { return 0 }
    return gain.sum / Double(gain.count + 1)
  }

  /// The most similar ones by similarity plus usefulness, then the others as they were.
  func reordered(_ ranking: [RetrievedExample], k: Int) -> [RetrievedExample] {
    let breadth = UtilityRerankMethod.breadth * max(1, k)
    let first = ranking.prefix(breadth).enumerated().sorted { one, other in
      let scores = [one, other].map { $0.element.similarity + value(of: $0.element.interaction) }
      return scores[0] == scores[1] ? one.offset < other.offset : scores[0] > scores[1]
    }
    return first.map(\.element) + ranking.dropFirst(breadth)
  }
}
