/// A long list cut into pieces of nearly the same length.
struct Chunks: Sendable {
  /// The pieces.
  let ranges: [Range<Int>]

  init(count: Int, most: Int) {
    let pieces = (count + most - 1) / most
    ranges = (0..<pieces).map { count * $0 / pieces..<count * ($0 + 1) / pieces }
  }
}
