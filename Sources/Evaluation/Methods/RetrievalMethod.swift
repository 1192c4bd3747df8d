internal import Embeddings
internal import RPM

/// `rag-bm25` and `rag-embedding`: past answers to similar queries, found by the text of the query.
///
/// A language model sees the K most similar ones with their answers. Without one they vote: see
/// `Vote`; where none of them can be taken up, the person's usual answer stands.
struct RetrievalMethod: EvaluationMethod {
  /// How similar queries are found.
  enum Index: String, Sendable {
    /// By the words that they share, rare ones counting more: Okapi BM25.
    case bm25
    /// By the vectors of their texts.
    case embedding
  }

  let index: Index

  init(_ index: Index) {
    self.index = index
  }

  var name: String { "rag-\(index.rawValue)" }
  var kind: MethodKind { .simple }

  func summary(completes: Bool) -> String {
    "answers to the K queries that are most similar by "
      + (index == .bm25 ? "their words" : "the vectors of their texts")
      + (completes ? ", shown in the prompt" : ", which vote")
  }

  func calls(for user: User, k: Int) -> MethodCalls { .questions(user, k: k) }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    let search =
      switch index {
      case .bm25: QuerySearch.words(bench)
      case .embedding: try await QuerySearch.embedding(bench)
      }
    if bench.blackBox.completes {
      return Prompted(bench: bench, search: search, completer: try await bench.completer())
    }
    return Voting(
      search: search, vote: Vote(history: bench.history, answers: bench.answers, k: bench.k),
      prior: Prior(bench.history, answers: bench.answers))
  }

  private struct Prompted: PreparedMethod {
    let bench: PersonBench
    let search: QuerySearch
    let completer: any Completing

    func answer(_ query: String) async throws -> MethodAnswer {
      let examples = Array(try await search.ranking(for: query).prefix(bench.k))
      let question = PlainQuestion(
        query: query, examples: examples.map { bench.history[$0.interaction] })
      return MethodAnswer(try await completer.answer(question), examples: examples)
    }
  }

  private struct Voting: PreparedMethod {
    let search: QuerySearch
    let vote: Vote
    let prior: Prior

    func answer(_ query: String) async throws -> MethodAnswer {
      let ranking = try await search.ranking(for: query)
      guard let (response, confidence) = vote.answer(to: query, ranking: ranking) else {
        return try prior.answer(to: query)
      }
      return MethodAnswer(
        response: response, confidence: confidence, examples: Array(ranking.prefix(vote.k)))
    }
  }
}
