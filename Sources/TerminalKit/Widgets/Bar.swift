/// Horizontal bars with eighth blocks, also around a centre axis.
public enum Bar {
  /// Cells of one bar, without its position.
  public struct Piece: Sendable, Hashable {
    /// What stands in the cell.
    public var cluster: Character
    /// Whether foreground and background are exchanged.
    public var isReversed: Bool
  }

  /// A bar that grows from the left, `fraction` of `width` cells; blanks fill the rest.
  ///
  /// What is not zero is never drawn as nothing.
  public static func right(
    _ fraction: Double, width: Int, isHollow: Bool = false, glyphs: Glyphs
  ) -> [Piece] {
    let steps = steps(fraction, width: width)
    return (0..<max(0, width)).map { index in
      piece(eighths: min(8, max(0, steps - 8 * index)), isHollow: isHollow, glyphs: glyphs)
    }
  }

  /// A bar that grows from the right towards the left.
  ///
  /// There are no blocks that hang on the right edge, so a part of a cell is the other part in
  /// reverse.
  public static func left(
    _ fraction: Double, width: Int, isHollow: Bool = false, glyphs: Glyphs
  ) -> [Piece] {
    let steps = steps(fraction, width: width)
    return (0..<max(0, width)).reversed().map { index in
      let eighths = min(8, max(0, steps - 8 * index))
      guard glyphs == .unicode, !isHollow, eighths > 0, eighths < 8 else {
        return piece(eighths: eighths, isHollow: isHollow, glyphs: glyphs)
      }
      return Piece(cluster: glyphs.eighths[7 - eighths], isReversed: true)
    }
  }

  private static func steps(_ fraction: Double, width: Int) -> Int {
    guard fraction.isFinite, fraction > 0, width > 0 else { return 0 }
    return max(1, Int(min(1, fraction) * Double(8 * width) + 0.5))
  }

  private static func piece(eighths: Int, isHollow: Bool, glyphs: Glyphs) -> Piece {
    let cluster: Character =
      switch eighths {
      case ...0: " "
      case 8: isHollow ? (glyphs == .unicode ? "░" : ":") : glyphs.full
      default:
        if glyphs == .unicode {
          isHollow ? (eighths < 4 ? " " : "░") : glyphs.eighths[eighths - 1]
        } else {
          isHollow ? (eighths < 4 ? " " : ":") : (eighths < 7 ? "=" : "#")
        }
      }
    return Piece(cluster: cluster, isReversed: false)
  }
}

extension Frame {
  /// Draws a bar from the left: `fraction` of the row, blank or a track behind it.
  public mutating func bar(
    _ fraction: Double, in rect: Rect, role: Role = .barFor, isHollow: Bool = false,
    track: Bool = false
  ) {
    if track { fill(rect.row(0), with: glyphs.track, role: .axis) }
    let pieces = Bar.right(fraction, width: rect.width, isHollow: isHollow, glyphs: glyphs)
    draw(pieces, x: rect.x, y: rect.y, role: role, in: rect, keepsBlanks: track)
  }

  /// Draws a bar to the right or left of a centre axis.
  ///
  /// - Parameters:
  ///   - value: The value, by its sign for (right) or against (left).
  ///   - scale: The value that fills one half.
  ///   - rect: One row; the axis takes the middle column, at an even width the left one of two.
  ///   - isHollow: Whether the value has little support.
  public mutating func divergingBar(
    _ value: Double, scale: Double, in rect: Rect, isHollow: Bool = false
  ) {
    guard rect.width >= 3 else { return }
    let half = (rect.width - 1) / 2
    let axis = rect.x + half
    let fraction = scale > 0 ? value / scale : 0
    fill(rect.row(0))
    draw(
      Bar.left(-fraction, width: half, isHollow: isHollow, glyphs: glyphs), x: rect.x, y: rect.y,
      role: isHollow ? .barWeak : .barAgainst, in: rect)
    draw(String(glyphs.vertical), at: Point(axis, rect.y), role: .axis, clip: rect)
    draw(
      Bar.right(fraction, width: half, isHollow: isHollow, glyphs: glyphs), x: axis + 1,
      y: rect.y, role: isHollow ? .barWeak : .barFor, in: rect)
  }

  private mutating func draw(
    _ pieces: [Bar.Piece], x: Int, y: Int, role: Role, in rect: Rect, keepsBlanks: Bool = false
  ) {
    let area = rect.intersection(bounds)
    for (index, piece) in pieces.enumerated() where piece.cluster != " " || !keepsBlanks {
      put(
        Glyph(piece.cluster, 1), x: x + index, y: y,
        role: piece.cluster == " " ? .text : role, in: area, isReversed: piece.isReversed)
    }
  }
}
