internal import RPM

/// Intervals from drawing people with replacement (Efron, 1979): what a score might have been with
/// other people of the same kind (method, section 13).
///
/// The draws depend on the seed and on the number of people alone, so that methods that are
/// compared are compared on the same draws.
public struct Bootstrap: Sendable, Hashable, Codable {
  /// Where the draws begin.
  public var seed: UInt64
  /// How many draws there are.
  public var draws: Int

  /// The seed unless somebody says otherwise.
  public static let defaultSeed: UInt64 = 1

  /// Creates a bootstrap, of 2,000 draws unless it is told otherwise.
  public init(seed: UInt64 = Bootstrap.defaultSeed, draws: Int = 2000) {
    self.seed = seed
    self.draws = max(1, draws)
  }

  /// A range that holds 95 % of what was drawn.
  public struct Interval: Sendable, Hashable, Codable {
    /// Its lower end.
    public var low: Double
    /// Its upper end.
    public var high: Double

    /// Creates an interval.
    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }

  /// For each draw, how often each of `count` units was drawn.
  ///
  /// Small numbers, since there are as many as draws times units.
  func weights(of count: Int) -> [[UInt16]] {
    (0..<draws).map { draw in
      var generator = SplitMix64(seed: seed &+ UInt64(draw) &* 0x1000_0001)
      var weights = [UInt16](repeating: 0, count: count)
      for _ in 0..<count {
        // The remainder favours small numbers by less than one in 2^50 here.
        weights[Int(generator.next() % UInt64(count))] += 1
      }
      return weights
    }
  }

  /// The value of a metric in each draw; `nil` where a draw has no items.
  static func values(of sums: [MetricSum], weights: [[UInt16]]) -> [Double?] {
    guard let first = sums.first else { return [] }
    return Parallel.map(weights, minimumPerPiece: 200) { weights in
      var total = first
      total.add(first, times: Int(weights[0]) - 1)
      for index in sums.indices.dropFirst() where weights[index] > 0 {
        total.add(sums[index], times: Int(weights[index]))
      }
      return total.value
    }
  }

  /// The interval of the ratio of two sums over the units that are drawn; draws with nothing to divide by
  /// are left out. `nil` where there is none.
  func interval(ofRatio units: [(part: Double, whole: Double)]) -> Interval? {
    Self.interval(
      weights(of: units.count).compactMap { weights in
        let sums = zip(weights, units).reduce(into: (part: 0.0, whole: 0.0)) { sums, drawn in
          sums.part += Double(drawn.0) * drawn.1.part
          sums.whole += Double(drawn.0) * drawn.1.whole
        }
        return sums.whole > 0 ? sums.part / sums.whole : nil
      })
  }

  /// The interval of drawn values; `nil` where there are none.
  static func interval(_ values: [Double]) -> Interval? {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return nil }
    let edge = Int(0.025 * Double(sorted.count))
    return Interval(low: sorted[min(edge, last)], high: sorted[max(0, last - edge)])
  }
}
