internal import TerminalKit

/// The search through what was asked before: what is looked for, and the hits, newest first.
enum RecallView {
  static func draw(_ search: HistorySearch, in screen: Rect, on frame: inout Frame) {
    let rows = max(1, min(search.hits.count, screen.height / 2))
    let (_, box) = screen.split(bottom: rows + 3)
    frame.clear(box)
    frame.box(
      box, title: "Earlier queries",
      bottom: search.hits.isEmpty
        ? "nothing found" : "\(search.index + 1) of \(search.hits.count)",
      bottomLeading: "^R older  Enter takes  Esc back", focused: true)
    let inside = box.interior
    let x = frame.draw(
      [Span("/", .key), Span(" \(search.query)", .prompt)], at: Point(inside.x + 1, inside.y),
      width: inside.width - 2)
    frame.cursor = Point(min(inside.x + 1 + x, inside.maxX - 1), inside.y)
    let list = inside.split(top: 1).1
    let top = max(0, min(search.index - list.height / 2, search.hits.count - list.height))
    for (row, hit) in search.hits.dropFirst(top).prefix(list.height).enumerated() {
      let place = list.row(row)
      if top + row == search.index {
        frame.highlight(place, role: .selection)
        frame.draw(String(frame.glyphs.pointer), at: place.origin, role: .accent)
      }
      let line = hit.replacing("\n", with: frame.glyphs == .unicode ? " ⏎ " : " / ")
      frame.draw(line, at: Point(place.x + 1, place.y), width: place.width - 1)
    }
  }
}
