/// A small random generator whose sequence is the same on every machine (Steele, Lea and Flood,
/// 2014).
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension Array {
  /// Puts the elements in random order (Fisher and Yates). The library's own shuffle may change
  /// between versions; this one may not.
  package mutating func shuffleStably(using generator: inout SplitMix64) {
    guard count > 1 else { return }
    for last in stride(from: count - 1, to: 0, by: -1) {
      // The remainder favours small numbers by less than one in 2^50 here.
      swapAt(last, Int(generator.next() % UInt64(last + 1)))
    }
  }
}
