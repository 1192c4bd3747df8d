/// An extent in cells.
public struct Size: Sendable, Hashable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// Creates a size; what is below zero becomes zero.
  public init(width: Int, height: Int) {
    (self.width, self.height) = (max(0, width), max(0, height))
  }
}
