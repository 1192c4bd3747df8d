/// A part of the benchmark, as the command line names it.
enum Part: String, Codable, CaseIterable {
  /// What the machine can do at best.
  case machine
  /// Exact search by size of the memory.
  case retrieval
  /// Texts to vectors.
  case embedding
  /// A fit and a question by size of the history.
  case fit
  /// `fit --all`.
  case everybody
  /// Import, start and filter by size of the library.
  case library
  /// A table of texts, beside Python's csv module.
  case tables
  /// A fit through a language model beside the time that its calls make necessary.
  case latency
  /// What it costs to wait for a server, how soon its bytes are there, how soon a call ends.
  case network

  /// Measures.
  func figures(in bench: Bench) throws -> [Figure] {
    switch self {
    case .machine: try bench.worker(.bandwidth, [bench.isSmall ? 1 << 28 : 1 << 30])
    case .retrieval: try RetrievalPart.figures(in: bench)
    case .embedding: try bench.worker(.embedding, [10, 100, 1_000, 10_000])
    case .fit: try FitPart.figures(in: bench)
    case .everybody: try EverybodyPart.figures(in: bench)
    case .library: try LibraryPart.figures(in: bench)
    case .tables: try TablesPart.figures(in: bench)
    case .latency: try LatencyPart.figures(in: bench)
    case .network: try NetworkPart.figures(in: bench)
    }
  }
}
