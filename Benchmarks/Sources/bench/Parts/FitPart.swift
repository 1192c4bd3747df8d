/// A fit and a question, from ten past answers to five thousand.
enum FitPart {
  static func figures(in bench: Bench) throws -> [Figure] {
    let sizes = bench.sizes([10, 30, 100, 300, 1_000, 2_000, 5_000], small: 300)
    return try bench.worker(.ratings, sizes) + bench.worker(.titles, sizes)
  }
}
