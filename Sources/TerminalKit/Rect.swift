/// A rectangle of cells; it may be empty, never negative.
public struct Rect: Sendable, Hashable {
  /// Leftmost column.
  public var x: Int
  /// Topmost row.
  public var y: Int
  /// Columns.
  public private(set) var width: Int
  /// Rows.
  public private(set) var height: Int

  /// Creates a rectangle; what is below zero in width or height becomes zero.
  public init(x: Int, y: Int, width: Int, height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, max(0, width), max(0, height))
  }

  /// Creates the rectangle of a size, at the origin.
  public init(_ size: Size) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

  /// The top left cell.
  public var origin: Point { Point(x, y) }
  /// The extent.
  public var size: Size { Size(width: width, height: height) }
  /// The first column to the right of the rectangle.
  public var maxX: Int { x + width }
  /// The first row below the rectangle.
  public var maxY: Int { y + height }
  /// Whether there is no cell in it.
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// Whether the cell lies inside.
  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }

  /// The cells both rectangles share.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// The rectangle without a margin on each side.
  public func inset(x dx: Int = 0, y dy: Int = 0) -> Rect {
    Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
  }

  /// What lies inside a box drawn on the rectangle.
  public var interior: Rect { inset(x: 1, y: 1) }

  /// One row of the rectangle, counted from its top; empty when there is no such row.
  public func row(_ index: Int) -> Rect {
    Rect(x: x, y: y + index, width: width, height: index >= 0 && index < height ? 1 : 0)
  }

  /// Cuts `rows` off the top: first the cut, then the rest.
  public func split(top rows: Int) -> (Rect, Rect) {
    let cut = min(max(0, rows), height)
    return (
      Rect(x: x, y: y, width: width, height: cut),
      Rect(x: x, y: y + cut, width: width, height: height - cut)
    )
  }

  /// Cuts `rows` off the bottom: first the rest, then the cut.
  public func split(bottom rows: Int) -> (Rect, Rect) {
    split(top: height - min(max(0, rows), height))
  }

  /// Cuts `columns` off the left: first the cut, then the rest.
  public func split(left columns: Int) -> (Rect, Rect) {
    let cut = min(max(0, columns), width)
    return (
      Rect(x: x, y: y, width: cut, height: height),
      Rect(x: x + cut, y: y, width: width - cut, height: height)
    )
  }

  /// Cuts `columns` off the right: first the rest, then the cut.
  public func split(right columns: Int) -> (Rect, Rect) {
    split(left: width - min(max(0, columns), width))
  }

  /// Columns side by side in the proportion of `weights`; together they fill the rectangle.
  public func columns(_ weights: [Int]) -> [Rect] {
    var left = x
    return Self.shares(of: width, weights).map { share in
      defer { left += share }
      return Rect(x: left, y: y, width: share, height: height)
    }
  }

  /// Rows one above the other in the proportion of `weights`; together they fill the rectangle.
  public func rows(_ weights: [Int]) -> [Rect] {
    var top = y
    return Self.shares(of: height, weights).map { share in
      defer { top += share }
      return Rect(x: x, y: top, width: width, height: share)
    }
  }

  /// Whole shares of `total`, each cut at the rounded running sum, so that none is lost.
  private static func shares(of total: Int, _ weights: [Int]) -> [Int] {
    let sum = weights.reduce(0) { $0 + max(0, $1) }
    guard sum > 0 else { return weights.map { _ in 0 } }
    var running = 0
    var given = 0
    return weights.map { weight in
      running += max(0, weight)
      let end = (total * running + sum / 2) / sum
      defer { given = end }
      return end - given
    }
  }
}
