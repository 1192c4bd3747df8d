internal import RPM

/// Whether two methods differ, told from the difference that each person (or item) shows: the
/// paired test of Fisher (1935), in which chance gives every difference either sign (method,
/// section 13).
struct SignFlip: Sendable, Hashable {
  /// How often chance alone gives a sum as far from 0 as this, on either side.
  var p: Double
  /// Whether all ways were counted, rather than some drawn.
  var isExact: Bool

  /// Of so many differences that are not 0, all ways are counted.
  static let mostExact = 14
  /// So many ways are drawn of more.
  static let draws = 9_999

  /// - Parameters:
  ///   - differences: one a person or item; 0 says nothing for either.
  ///   - seed: where the draws begin.
  init(_ differences: [Double], seed: UInt64) {
    let told = differences.filter { $0 != 0 }
    let size = told.reduce(0) { $0 + abs($1) }
    // What differs by rounding alone is as far.
    let reach = abs(told.reduce(0, +)) - 1e-9 * size
    isExact = told.count <= Self.mostExact
    if isExact {
      // The ways in which the first keeps its sign are half of all, and the others mirror them.
      let ways = 1 << max(0, told.count - 1)
      let far = (0..<ways).count { way in
        var sum = told.first ?? 0
        for index in told.indices.dropFirst() {
          sum += way >> (index - 1) & 1 == 0 ? told[index] : -told[index]
        }
        return abs(sum) >= reach
      }
      p = Double(far) / Double(ways)
    } else {
      var generator = SplitMix64(seed: seed)
      var far = 0
      for _ in 0..<Self.draws {
        var sum = 0.0
        var bits: UInt64 = 0
        for index in told.indices {
          if index % 64 == 0 { bits = generator.next() }
          sum += bits & 1 == 0 ? told[index] : -told[index]
          bits >>= 1
        }
        if abs(sum) >= reach { far += 1 }
      }
      p = Double(far + 1) / Double(Self.draws + 1)
    }
  }
}
