internal import Actions
internal import TerminalKit

/// Help and palette: what is typed, the lines, and the chosen one in full.
enum FinderView {
  static func draw(_ finder: FinderState, in screen: Rect, on frame: inout Frame) {
    let box = OverlayView.centred(width: 96, height: screen.height, in: screen)
    frame.clear(box)
    let inside = box.interior
    guard inside.width > 4, inside.height > 2 else { return }
    let isHelp = finder.purpose == .help
    let place = finder.list.selection.flatMap { finder.shown.firstIndex(of: $0) }
    let lines = lines(of: finder)
    let area = Rect(
      x: inside.x + 1, y: inside.y, width: inside.width - 2, height: inside.height)
    let foot = foot(of: finder, width: area.width, glyphs: frame.glyphs)
    let footRows = area.height >= 8 ? min(4, max(2, foot.count)) + 1 : 0
    let (upper, lower) = area.split(top: 1).1.split(bottom: footRows)
    let selected = lines.firstIndex { $0.item == finder.list.selection } ?? 0
    let top = max(0, min(selected - upper.height / 2, lines.count - upper.height))
    frame.box(
      box, title: isHelp ? "Help" : "Palette",
      trailing: isHelp ? "type to search" : "any letters in order",
      bottom: place.map { "\($0 + 1) of \(finder.shown.count)" } ?? "nothing found",
      bottomLeading: "Enter runs  Esc closes", focused: true,
      thumb: ScrollThumb(first: top, visible: upper.height, total: lines.count))
    frame.draw("/", at: area.origin, role: .key)
    frame.draw(
      finder.query, in: Rect(x: area.x + 2, y: area.y, width: area.width - 2, height: 1),
      focused: true)
    for (row, line) in lines.dropFirst(top).prefix(upper.height).enumerated() {
      draw(line, of: finder, in: upper.row(row), on: &frame)
    }
    guard footRows > 0 else { return }
    frame.rule(lower)
    for (row, spans) in foot.prefix(footRows - 1).enumerated() {
      frame.draw(spans, at: Point(lower.x, lower.y + 1 + row), width: lower.width)
    }
  }

  /// A row: a title, or an item by its position.
  private struct Line {
    var title = ""
    var item: Int?
  }

  private static func lines(of finder: FinderState) -> [Line] {
    var lines: [Line] = []
    var section = ""
    for index in finder.shown {
      let item = finder.items[index]
      if item.section != section {
        section = item.section
        if !lines.isEmpty { lines.append(Line()) }
        lines.append(Line(title: section))
      }
      lines.append(Line(item: index))
    }
    return lines
  }

  private static func draw(
    _ line: Line, of finder: FinderState, in row: Rect, on frame: inout Frame
  ) {
    guard let index = line.item else {
      frame.draw(line.title, at: row.origin, role: .header, width: row.width)
      return
    }
    let item = finder.items[index]
    if index == finder.list.selection {
      frame.highlight(row, role: .selection)
      frame.draw(String(frame.glyphs.pointer), at: row.origin, role: .accent)
    }
    if finder.purpose == .help {
      let column = row.width >= 60 ? 18 : 12
      frame.draw(item.keys, at: Point(row.x + 1, row.y), role: .key, width: column - 1)
      frame.draw(
        item.title, at: Point(row.x + 1 + column, row.y), width: max(1, row.width - column - 1))
    } else {
      let column = row.width >= 60 ? 18 : 14
      let keys = row.width >= 60 ? 12 : 0
      frame.draw(item.name, at: Point(row.x + 1, row.y), role: .strong, width: column - 1)
      frame.draw(
        item.title, at: Point(row.x + 1 + column, row.y),
        width: max(1, row.width - column - keys - 2))
      if keys > 0 {
        frame.draw(
          item.keys, at: Point(row.maxX - keys, row.y), role: .key, width: keys,
          alignment: .right)
      }
    }
  }

  /// The chosen line in full, with what it is called.
  private static func foot(of finder: FinderState, width: Int, glyphs: Glyphs) -> [[Span]] {
    guard let item = finder.selected else {
      return [[Span("Nothing has this name, text or key.", .dim)]]
    }
    let text = TextLayout.wrap(item.title, width: max(1, width), glyphs: glyphs)
    guard let action = item.action else { return text.map { [Span($0, .text)] } }
    let isCommand = ActionTable.entry(of: action).isCommand
    var name = [Span(isCommand ? ":\(item.name)" : item.name, .strong)]
    if !item.keys.isEmpty { name.append(Span("   \(item.keys)", .key)) }
    if finder.purpose == .help {
      name.append(Span("   [keys] \(action.rawValue) = \"…\" rebinds it", .dim))
    }
    return text.map { [Span($0, .text)] } + [name]
  }
}
