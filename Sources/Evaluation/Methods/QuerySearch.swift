internal import Embeddings
internal import RPM

/// Ranks a history by how similar its queries are to another, as texts.
///
/// A query that reads the same is left out, so that no answer is found by itself.
struct QuerySearch: Sendable {
  private let history: [Interaction]
  /// One score an interaction; of those that can be compared, at least.
  private let scores: @Sendable (String) async throws -> [Double]

  init(
    _ history: [Interaction], scores: @escaping @Sendable (String) async throws -> [Double]
  ) {
    self.history = history
    self.scores = scores
  }

  /// By shared words.
  static func words(_ bench: PersonBench) -> QuerySearch {
    let index = OkapiBM25(bench.history.map { OkapiBM25.words($0.query) })
    return QuerySearch(bench.history) { index.scores(OkapiBM25.words($0)) }
  }

  /// By the cosine of the vectors of the queries' texts.
  static func embedding(_ bench: PersonBench) async throws -> QuerySearch {
    let vectors = try await bench.queryVectors()
    return QuerySearch(bench.history) { [embedder = bench.embedder] query in
      let made = try await embedder.embed([query])
      guard let vector = made.first, vectors.rows > 0 else { return [] }
      return vectors.dots(with: vector).map(Double.init)
    }
  }

  /// The history, the most similar first; of equals, the earlier first.
  func ranking(for query: String) async throws -> [RetrievedExample] {
    let scores = try await scores(query)
    return history.indices.filter { scores.indices.contains($0) && history[$0].query != query }
      .sorted { (scores[$1], $0) < (scores[$0], $1) }
      .map {
        RetrievedExample(
          interaction: $0, similarity: scores[$0], answer: history[$0].response)
      }
  }
}
