/// A relative frequency that never loses its integers.
public struct Ratio: Sendable, Hashable, Codable {
  /// The part.
  public var count: Int
  /// The whole.
  public var total: Int

  /// Creates a ratio.
  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// At least three quarters of some whole.
  public var isNearlyAll: Bool { total > 0 && 4 * count >= 3 * total }

  /// Some, and at most a quarter.
  public var isNearlyNone: Bool { count > 0 && 4 * count <= total }

  /// `count / total`, `nil` when there is nothing to divide by.
  public var value: Double? {
    total == 0 ? nil : Double(count) / Double(total)
  }
}
