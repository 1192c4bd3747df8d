internal import TerminalKit

/// A small list to choose from, in the middle of the screen.
enum ChoiceBox {
  /// A row: a key where it has one, and what it is.
  struct Row {
    var key = ""
    var text: String
    var detail = ""
  }

  static func draw(
    _ rows: [Row], chosen: Int?, title: String, foot: String, in screen: Rect,
    on frame: inout Frame
  ) {
    let widest = rows.map { row in
      GraphemeWidth.width(of: row.text) + (row.key.isEmpty ? 0 : 3)
        + (row.detail.isEmpty ? 0 : GraphemeWidth.width(of: row.detail) + 3)
    }
    let width = max(widest.max() ?? 0, foot.count + 2, title.count + 4) + 6
    let box = OverlayView.centred(width: width, height: rows.count + 2, in: screen)
    frame.clear(box)
    let visible = max(0, box.height - 2)
    let top = max(0, min((chosen ?? 0) - visible / 2, rows.count - visible))
    frame.box(
      box, title: title, bottomLeading: foot, focused: true,
      thumb: ScrollThumb(first: top, visible: visible, total: rows.count))
    for (index, row) in rows.dropFirst(top).prefix(visible).enumerated() {
      let place = Rect(x: box.x + 1, y: box.y + 1 + index, width: box.width - 2, height: 1)
      if top + index == chosen {
        frame.highlight(place, role: .selection)
        frame.draw(String(frame.glyphs.pointer), at: place.origin, role: .accent)
      }
      let start = Point(place.x + 2, place.y)
      let key = row.key.isEmpty ? [] : [Span(row.key, .key), Span("  ")]
      frame.draw(
        key + [Span(row.text)] + (row.detail.isEmpty ? [] : [Span("   \(row.detail)", .dim)]),
        at: start, width: max(0, place.width - 3))
    }
  }
}
