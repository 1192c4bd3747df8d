internal import RPM

/// In which order pairs are shown, and which method stands left: by chance, and as often the one as
/// the other.
public struct BlindOrder: Sendable, Hashable {
  /// A place in the order.
  public struct Place: Sendable, Hashable {
    /// The position of the pair.
    public var pair: Int
    /// Whether the first method stands right.
    public var isTurned: Bool
  }

  /// The places, first to last.
  public let places: [Place]

  /// Draws an order. The same seed and number give the same one.
  public init(of count: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var order = Array(0..<count)
    order.shuffleStably(using: &generator)
    // Of an odd number one side has one more, by chance.
    let odd = generator.next() & 1 == 1
    var turns = (0..<count).map { $0.isMultiple(of: 2) != odd }
    turns.shuffleStably(using: &generator)
    places = zip(order, turns).map(Place.init)
  }
}
