internal import TerminalKit

/// The line of a command at the foot of the screen, and what it may become above it.
enum CommandLineView {
  static func draw(
    _ line: CommandLineState, in foot: Rect, below screen: Rect, on frame: inout Frame
  ) {
    let rows = min(8, line.completions.count, max(0, screen.height - 2))
    let first = max(0, min((line.chosen ?? 0) - rows / 2, line.completions.count - rows))
    if rows > 0 {
      let box = Rect(
        x: screen.x, y: screen.maxY - rows - 1, width: screen.width, height: rows + 1)
      frame.clear(box)
      frame.rule(box)
      let shown = line.completions.dropFirst(first).prefix(rows)
      let widest = shown.map { GraphemeWidth.width(of: $0.line) }.max() ?? 0
      let column = min(widest + 2, max(12, box.width / 2))
      for (row, completion) in shown.enumerated() {
        let place = box.row(row + 1)
        if line.chosen == first + row { frame.highlight(place, role: .selection) }
        frame.draw(
          completion.line, at: Point(place.x + 1, place.y), role: .strong, width: column - 1)
        frame.draw(
          completion.help, at: Point(place.x + 1 + column, place.y), role: .dim,
          width: max(0, place.width - column - 2))
      }
    }
    frame.clear(foot)
    frame.draw(":", at: Point(foot.x, foot.y), role: .key)
    frame.draw(
      line.editor, in: Rect(x: foot.x + 1, y: foot.y, width: max(1, foot.width - 1), height: 1),
      focused: true)
  }
}
