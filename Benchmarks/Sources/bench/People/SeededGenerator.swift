/// Numbers that look random and are the same in every run and on every machine: SplitMix64.
///
/// The method has one of its own, which is no part of what it shows to other packages.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Creates a generator; different numbers of one seed give sequences that share nothing.
  init(seed: UInt64, number: Int = 0) {
    state = seed &+ UInt64(number) &* 0xd134_2543_de82_ef95
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, but not including, a bound.
  mutating func index(below bound: Int) -> Int {
    Int(next() % UInt64(bound))
  }

  /// A number from 0 to 1.
  mutating func unit() -> Double {
    Double(next() >> 11) / Double(1 << 53)
  }

  /// A unit vector in a random direction.
  mutating func unitVector(_ dimensions: Int) -> [Float] {
    var vector = [Float](repeating: 0, count: dimensions)
    var squares: Float = 0
    for index in 0..<dimensions {
      // The upper bits as a signed number: the scale does not matter, since it is divided out.
      let number = Float(Int32(truncatingIfNeeded: next() >> 32)) / Float(Int32.max)
      vector[index] = number
      squares += number * number
    }
    let scale = 1 / squares.squareRoot()
    for index in 0..<dimensions { vector[index] *= scale }
    return vector
  }
}
