extension LineEditor {
  /// The part of a field that is in view.
  public struct Viewport: Sendable, Hashable {
    /// The rows, safe to draw, each within the width.
    public var lines: [String]
    /// The cursor's column and row within the view; always inside it.
    public var cursor: Point
    /// Rows above the view.
    public var hiddenAbove: Int
    /// Rows of the whole text at this width.
    public var total: Int
  }

  /// What to show in `width` columns and `height` rows, so that the cursor is in view.
  ///
  /// In one row the text scrolls sideways and a line end shows as `⏎`; in more it is broken at the
  /// width. One column is kept for a cursor behind the text.
  public func view(width: Int, height: Int, glyphs: Glyphs = .unicode) -> Viewport {
    let width = max(1, width)
    let height = max(1, height)
    var rows: [[Glyph]] = [[]]
    var columns = [0]
    var at = Point(0, 0)
    for (index, character) in characters.enumerated() {
      if index == cursor { at = Point(columns[rows.count - 1], rows.count - 1) }
      if character == "\n", height > 1 {
        rows.append([])
        columns.append(0)
        continue
      }
      let shown =
        character == "\n"
        ? [Glyph(glyphs == .unicode ? "⏎" : "/", 1)]
        : Sanitizer.glyphs(of: String(character), set: glyphs)
      for glyph in shown {
        if height > 1, columns[rows.count - 1] + glyph.width > width {
          rows.append([])
          columns.append(0)
          // The cursor goes along with a cluster that did not fit.
          if index == cursor, glyph == shown.first { at = Point(0, rows.count - 1) }
        }
        rows[rows.count - 1].append(glyph)
        columns[rows.count - 1] += glyph.width
      }
    }
    if cursor == characters.count {
      at = Point(columns[rows.count - 1], rows.count - 1)
      if height > 1, at.x >= width {
        rows.append([])
        at = Point(0, rows.count - 1)
      }
    }
    guard height > 1 else { return scrolledSideways(rows[0], cursor: at.x, width: width) }
    let first = min(max(0, at.y - height + 1), max(0, rows.count - height))
    let visible = rows[first..<min(rows.count, first + height)]
    return Viewport(
      lines: visible.map { String($0.map(\.cluster)) },
      cursor: Point(min(at.x, width - 1), at.y - first), hiddenAbove: first, total: rows.count)
  }

  private func scrolledSideways(_ row: [Glyph], cursor: Int, width: Int) -> Viewport {
    // Steps of half a width: the text stands still while the cursor walks.
    let step = max(1, width / 2)
    let over = cursor - (width - 1)
    let start = over <= 0 ? 0 : (over + step - 1) / step * step
    var line = ""
    var column = 0
    for glyph in row {
      defer { column += glyph.width }
      if column < start {
        // The rest of a wide cluster cut by the left edge.
        if column + glyph.width > start {
          line += String(repeating: " ", count: column + glyph.width - start)
        }
        continue
      }
      if column + glyph.width > start + width { break }
      line.append(glyph.cluster)
    }
    return Viewport(
      lines: [line], cursor: Point(min(cursor - start, width - 1), 0), hiddenAbove: 0, total: 1)
  }
}

extension Frame {
  /// Draws a text field into a rectangle; the terminal's cursor goes there when it is focused.
  ///
  /// Returns the view that was drawn, for instance to show that there is more above.
  @discardableResult
  public mutating func draw(
    _ editor: LineEditor, in rect: Rect, role: Role = .prompt, focused: Bool = true
  ) -> LineEditor.Viewport {
    let view = editor.view(width: rect.width, height: rect.height, glyphs: glyphs)
    guard !rect.isEmpty else { return view }
    fill(rect, role: role)
    for (index, line) in view.lines.enumerated() {
      draw(line, at: Point(rect.x, rect.y + index), role: role, clip: rect)
    }
    if focused { cursor = Point(rect.x + view.cursor.x, rect.y + view.cursor.y) }
    return view
  }
}
