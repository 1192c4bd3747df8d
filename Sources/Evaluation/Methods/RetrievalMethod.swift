internal import Embeddings
internal import RPM

/// `rag-bm25` and `rag-embedding`: past answers to similar queries, found by the text of the query.
///
/// A language model sees the K most similar ones with their answers; without one they vote.
struct RetrievalMethod: ExampleMethod {
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

  func ranking(
    _ bench: PersonBench, _ completer: (any Completing)?
  ) async throws -> @Sendable (String) async throws -> [RetrievedExample] {
    let search =
      switch index {
      case .bm25: QuerySearch.words(bench)
      case .embedding: try await QuerySearch.embedding(bench)
      }
    return { try await search.ranking(for: $0) }
  }
}
