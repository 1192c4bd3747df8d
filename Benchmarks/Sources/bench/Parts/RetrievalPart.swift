/// Exact search over a thousand to a million entries, by itself and within an ask.
enum RetrievalPart {
  static func figures(in bench: Bench) throws -> [Figure] {
    let sizes = bench.sizes([1_000, 10_000, 100_000, 1_000_000], small: 100_000)
    return try bench.worker(.nearest, sizes) + bench.worker(.rank, sizes)
  }
}
