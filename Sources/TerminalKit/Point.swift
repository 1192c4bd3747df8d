/// A cell position: columns to the right, rows down, both from zero.
public struct Point: Sendable, Hashable {
  /// Column, 0 at the left edge.
  public var x: Int
  /// Row, 0 at the top edge.
  public var y: Int

  /// Creates a position.
  public init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
  /// Creates a position from column and row.
  public init(_ x: Int, _ y: Int) { (self.x, self.y) = (x, y) }
}
