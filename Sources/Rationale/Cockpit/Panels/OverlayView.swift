internal import TerminalKit

/// What lies over the panels: help, a text to read, a question.
enum OverlayView {
  static func draw(_ overlay: Overlay, state: CockpitState, on frame: inout Frame) {
    let rect = frame.bounds
    switch overlay {
    case .help(let top):
      let (lines, box) = help(for: state.focus, in: rect, glyphs: frame.glyphs)
      draw(lines, title: "Keys", top: top, in: box, on: &frame)
    case .reader(let title, _, let top):
      draw(
        wrapped(overlay, width: readerRect(in: rect).width - 4), title: title, top: top,
        in: readerRect(in: rect), on: &frame)
    case .confirm(let question, _):
      let width = GraphemeWidth.width(of: question) + 6
      let box = centred(width: width, height: 3, in: rect)
      frame.clear(box)
      frame.box(box, title: "Sure?", focused: true)
      frame.draw(
        question, at: Point(box.x + 2, box.y + 1), role: .warning, width: max(0, box.width - 4))
    }
  }

  /// How many lines an overlay has and how many are seen.
  static func extent(of overlay: Overlay, state: CockpitState) -> (lines: Int, rows: Int) {
    let screen = Rect(state.size)
    switch overlay {
    case .help:
      let (lines, box) = help(for: state.focus, in: screen, glyphs: state.glyphs)
      return (lines.count, max(0, box.height - 2))
    case .reader:
      let box = readerRect(in: screen)
      return (wrapped(overlay, width: box.width - 4).count, max(0, box.height - 2))
    case .confirm: return (1, 1)
    }
  }

  private static func help(
    for panel: Panel, in screen: Rect, glyphs: Glyphs
  ) -> (lines: [[Span]], box: Rect) {
    let width = min(96, screen.width)
    let lines = HelpText.lines(for: panel, width: max(1, width - 4), glyphs: glyphs)
    return (lines, centred(width: width, height: lines.count + 2, in: screen))
  }

  private static func readerRect(in screen: Rect) -> Rect {
    centred(width: 96, height: screen.height - 2, in: screen)
  }

  private static func centred(width: Int, height: Int, in screen: Rect) -> Rect {
    let size = Size(width: min(width, screen.width), height: min(height, screen.height))
    return Rect(
      x: (screen.width - size.width) / 2, y: (screen.height - size.height) / 2,
      width: size.width, height: size.height)
  }

  private static func wrapped(_ overlay: Overlay, width: Int) -> [[Span]] {
    guard case .reader(_, let lines, _) = overlay else { return [] }
    return lines.flatMap { line -> [[Span]] in
      let parts = TextLayout.wrap(line.text, width: max(1, width))
      return parts.isEmpty ? [[]] : parts.map { [Span($0, line.role)] }
    }
  }

  private static func draw(
    _ lines: [[Span]], title: String, top: Int, in box: Rect, on frame: inout Frame
  ) {
    frame.clear(box)
    let rows = max(0, box.height - 2)
    let shown = min(lines.count, top + rows)
    frame.box(
      box, title: title, bottom: lines.count > rows ? "\(shown) of \(lines.count)" : "",
      bottomLeading: "Esc closes", focused: true,
      thumb: ScrollThumb(first: top, visible: rows, total: lines.count))
    for (index, line) in lines.dropFirst(top).prefix(rows).enumerated() {
      frame.draw(line, at: Point(box.x + 2, box.y + 1 + index), width: max(0, box.width - 4))
    }
  }
}

extension CockpitState {
  /// How many lines an overlay has and how many are seen.
  func overlayExtent(of overlay: Overlay) -> (lines: Int, rows: Int) {
    OverlayView.extent(of: overlay, state: self)
  }
}
