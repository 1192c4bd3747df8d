/// A screen as a value: a grid of cells that text, boxes and bars are drawn on.
///
/// Drawing outside the grid is allowed and does nothing. Whatever is drawn is made safe first.
public struct Frame: Sendable, Hashable {
  /// The extent in cells.
  public let size: Size
  /// The characters borders, bars and marks are drawn with.
  public let glyphs: Glyphs
  /// Where the terminal's own cursor stands, hidden when `nil`.
  public var cursor: Point?
  /// The cells, row by row.
  public internal(set) var cells: [Cell]

  /// Creates an empty frame.
  public init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = size
    self.glyphs = glyphs
    cells = Array(repeating: .blank, count: size.width * size.height)
  }

  /// All cells of the frame.
  public var bounds: Rect { Rect(size) }

  /// The cell at a column and row; a blank one outside the grid.
  public subscript(x: Int, y: Int) -> Cell {
    bounds.contains(Point(x, y)) ? cells[y * size.width + x] : .blank
  }

  /// The cells of one row.
  public func row(_ y: Int) -> ArraySlice<Cell> {
    guard y >= 0, y < size.height else { return [] }
    return cells[y * size.width..<(y + 1) * size.width]
  }

  // MARK: Text

  /// Draws text on one line and returns the columns it took.
  ///
  /// - Parameters:
  ///   - text: Any text; line ends become spaces.
  ///   - point: Where it starts.
  ///   - role: What it means.
  ///   - width: The columns it may take; longer text ends in an ellipsis. Without it the text is
  ///     cut at the edge of the clip.
  ///   - alignment: Where the text stands within `width`.
  ///   - clip: The cells that may be drawn on, the whole frame without it.
  @discardableResult
  public mutating func draw(
    _ text: String, at point: Point, role: Role = .text, width: Int? = nil,
    alignment: Alignment = .left, clip: Rect? = nil
  ) -> Int {
    var shown = Sanitizer.glyphs(of: text, set: glyphs)
    var x = point.x
    if let width {
      shown = TextLayout.truncate(shown, width: width, set: glyphs)
      let room = max(0, width - shown.reduce(0) { $0 + $1.width })
      switch alignment {
      case .left: break
      case .center: x += room / 2
      case .right: x += room
      }
    }
    let start = x
    let area = clip.map { $0.intersection(bounds) } ?? bounds
    for glyph in shown {
      put(glyph, x: x, y: point.y, role: role, in: area)
      x += glyph.width
    }
    return x - start
  }

  /// Draws runs of text one after the other on one line and returns the columns they took.
  @discardableResult
  public mutating func draw(
    _ spans: [Span], at point: Point, width: Int? = nil, clip: Rect? = nil
  ) -> Int {
    var x = point.x
    for span in spans {
      let left = width.map { max(0, point.x + $0 - x) }
      if left == 0 { break }
      x += draw(span.text, at: Point(x, point.y), role: span.role, width: left, clip: clip)
    }
    return x - point.x
  }

  /// Draws lines one below the other, cut to the rectangle, and returns how many were drawn.
  @discardableResult
  public mutating func draw(lines: [String], in rect: Rect, role: Role = .text) -> Int {
    let count = min(lines.count, rect.height)
    for (index, line) in lines.prefix(count).enumerated() {
      draw(line, at: Point(rect.x, rect.y + index), role: role, width: rect.width)
    }
    return count
  }

  /// Where text stands in the columns given to it.
  public enum Alignment: Sendable, Hashable {
    /// At the left edge.
    case left
    /// In the middle.
    case center
    /// At the right edge.
    case right
  }

  // MARK: Areas

  /// Fills an area with one character of width 1.
  public mutating func fill(_ rect: Rect, with cluster: Character = " ", role: Role = .text) {
    let glyph = Sanitizer.glyphs(of: String(cluster), set: glyphs).first ?? Glyph(" ", 1)
    let area = rect.intersection(bounds)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX { put(glyph, x: x, y: y, role: role, in: area) }
    }
  }

  /// Empties an area, its underlay too.
  public mutating func clear(_ rect: Rect) {
    fill(rect)
    let area = rect.intersection(bounds)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX { cells[y * size.width + x].underlay = nil }
    }
  }

  /// Lays the background of a role under an area, keeping what is written there.
  public mutating func highlight(_ rect: Rect, role: Role = .selection) {
    let area = rect.intersection(bounds)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX { cells[y * size.width + x].underlay = role }
    }
  }

  /// Copies another frame onto this one, its top left cell at `point`.
  public mutating func draw(_ other: Frame, at point: Point) {
    for y in 0..<other.size.height {
      for x in 0..<other.size.width {
        let cell = other[x, y]
        guard cell.width > 0 else { continue }
        put(
          Glyph(cell.cluster, Int(cell.width)), x: point.x + x, y: point.y + y, role: cell.role,
          in: bounds, isReversed: cell.isReversed)
        if bounds.contains(Point(point.x + x, point.y + y)) {
          cells[(point.y + y) * size.width + point.x + x].underlay = cell.underlay
        }
      }
    }
    if let cursor = other.cursor { self.cursor = Point(point.x + cursor.x, point.y + cursor.y) }
  }

  /// Writes one cluster; one that does not fit the area leaves blanks in the part that does.
  mutating func put(
    _ glyph: Glyph, x: Int, y: Int, role: Role, in area: Rect, isReversed: Bool = false
  ) {
    guard y >= area.y, y < area.maxY, x < area.maxX, x + glyph.width > area.x else { return }
    if x < area.x || x + glyph.width > area.maxX {
      for column in max(x, area.x)..<min(x + glyph.width, area.maxX) {
        write(Cell(" ", role: role), x: column, y: y)
      }
      return
    }
    write(
      Cell(glyph.cluster, width: glyph.width, role: role, isReversed: isReversed), x: x, y: y)
    for column in 1..<max(1, glyph.width) {
      write(Cell(" ", width: 0, role: role, isReversed: isReversed), x: x + column, y: y)
    }
  }

  /// Writes one cell and blanks what is left of a wider cluster that stood there.
  private mutating func write(_ cell: Cell, x: Int, y: Int) {
    let index = y * size.width + x
    let rowEnd = (y + 1) * size.width
    if cells[index].width != 1 {
      if cells[index].width == 0, cell.width != 0 {
        var head = index
        while head > y * size.width, cells[head].width == 0 {
          blank(head)
          head -= 1
        }
        blank(head)
      }
      var tail = index + 1
      while tail < rowEnd, cells[tail].width == 0 {
        blank(tail)
        tail += 1
      }
    }
    let underlay = cells[index].underlay
    cells[index] = cell
    cells[index].underlay = cell.underlay ?? underlay
  }

  private mutating func blank(_ index: Int) {
    cells[index].cluster = " "
    cells[index].width = 1
    cells[index].isReversed = false
  }
}
