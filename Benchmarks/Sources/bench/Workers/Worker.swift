/// Measures one thing in a process of its own, so that its memory and its caches are its own.
enum Worker: String {
  case bandwidth
  case nearest
  case rank
  case embedding
  case ratings
  case titles
  case waiting
  case firstByte
  case cancelling
  case lookup

  /// Measures at one size.
  func measure(_ size: Int) async throws -> [Figure] {
    switch self {
    case .bandwidth: await BandwidthWorker(bytes: size).figures()
    case .nearest: await NearestWorker(entries: size).figures()
    case .rank: await RankWorker(entries: size).figures()
    case .embedding: await EmbeddingWorker(words: size).figures()
    case .ratings: try await FitWorker(kind: .ratings, items: size).figures()
    case .titles: try await FitWorker(kind: .titles, items: size).figures()
    case .waiting: try await NetworkWorker.waiting(seconds: size)
    case .firstByte: try await NetworkWorker.firstByte(runs: size)
    case .cancelling: try await NetworkWorker.cancelling(runs: size)
    case .lookup: try await NetworkWorker.lookup(runs: size)
    }
  }
}
