extension Frame {
  /// Draws a box: no row or column inside is spent on chrome.
  ///
  /// - Parameters:
  ///   - rect: The box with its border.
  ///   - title: At the left of the top border, in brackets when focused, so that it shows without
  ///     colour.
  ///   - trailing: At the right of the top border, left out first when there is no room.
  ///   - bottom: At the right of the bottom border.
  ///   - bottomLeading: At the left of the bottom border.
  ///   - focused: Whether keys go to this box.
  ///   - thumb: The scroll position, in the right border.
  public mutating func box(
    _ rect: Rect, title: String = "", trailing: String = "", bottom: String = "",
    bottomLeading: String = "", focused: Bool = false, thumb: ScrollThumb? = nil
  ) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let role: Role = focused ? .borderFocused : .border
    border(rect, role: role)
    let room = rect.width - 4
    if room > 0 {
      let shown = title.isEmpty ? "" : focused ? "[\(title)]" : title
      let titleRole: Role = focused ? .titleFocused : .title
      let used = label(
        shown, onRow: rect.y, from: rect.x + 2, room: room, role: titleRole, atRight: false)
      label(
        trailing, onRow: rect.y, from: rect.x + 2 + used, room: room - used, role: .hint,
        atRight: true)
      let left = label(
        bottomLeading, onRow: rect.maxY - 1, from: rect.x + 2, room: room, role: .hint,
        atRight: false)
      label(
        bottom, onRow: rect.maxY - 1, from: rect.x + 2 + left, room: room - left, role: .hint,
        atRight: true)
    }
    if let rows = thumb?.rows(height: rect.height - 2) {
      fill(
        Rect(x: rect.maxX - 1, y: rect.y + 1 + rows.lowerBound, width: 1, height: rows.count),
        with: glyphs.full, role: role)
    }
  }

  /// Draws a horizontal rule.
  public mutating func rule(_ rect: Rect, role: Role = .border) {
    fill(rect.row(0), with: glyphs.horizontal, role: role)
  }

  private mutating func border(_ rect: Rect, role: Role) {
    let corners = glyphs.corners
    let top = rect.row(0)
    let bottom = rect.row(rect.height - 1)
    fill(top, with: glyphs.horizontal, role: role)
    fill(bottom, with: glyphs.horizontal, role: role)
    for x in [rect.x, rect.maxX - 1] {
      fill(
        Rect(x: x, y: rect.y + 1, width: 1, height: rect.height - 2), with: glyphs.vertical,
        role: role)
    }
    for (character, x, y) in [
      (corners.0, rect.x, rect.y), (corners.1, rect.maxX - 1, rect.y),
      (corners.2, rect.x, rect.maxY - 1), (corners.3, rect.maxX - 1, rect.maxY - 1),
    ] {
      draw(String(character), at: Point(x, y), role: role)
    }
  }

  /// Writes a text with one space on each side into a border; returns the columns it took.
  @discardableResult
  private mutating func label(
    _ text: String, onRow y: Int, from x: Int, room: Int, role: Role, atRight: Bool
  ) -> Int {
    guard !text.isEmpty, room >= 5 || !atRight else { return 0 }
    let cut = TextLayout.truncate(text, width: room - 2, glyphs: glyphs)
    guard !cut.isEmpty else { return 0 }
    let columns = GraphemeWidth.width(of: cut) + 2
    draw(" \(cut) ", at: Point(atRight ? x + room - columns : x, y), role: role)
    return columns
  }
}
