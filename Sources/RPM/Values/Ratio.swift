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

  /// `count / total`, `nil` when there is nothing to divide by.
  public var value: Double? {
    total == 0 ? nil : Double(count) / Double(total)
  }
}
