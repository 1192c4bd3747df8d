internal import RPM
internal import TerminalKit
internal import Workbench

/// The list of models: what is typed, the choices, and below them how each endpoint fares or what a
/// connection check found.
enum ModelPickerView {
  static func draw(
    _ picker: ModelPickerState, current: ModelChoice, now: Double?, in screen: Rect,
    on frame: inout Frame
  ) {
    let box = OverlayView.centred(width: 90, height: screen.height, in: screen)
    let inside = box.interior
    frame.clear(box)
    guard inside.width > 4, inside.height > 2 else { return }
    let count = picker.shown.count
    frame.box(
      box, title: "Models", trailing: "now \(current.title)", bottom: "\(count)",
      bottomLeading: "Enter use  ^T test  Esc close", focused: true)
    let area = Rect(
      x: inside.x + 1, y: inside.y, width: inside.width - 2, height: inside.height)
    frame.draw("/", at: area.origin, role: .key)
    frame.draw(
      picker.filter, in: Rect(x: area.x + 2, y: area.y, width: area.width - 2, height: 1),
      focused: true)
    let report = report(of: picker, now: now, width: area.width, glyphs: frame.glyphs)
    let rest = area.split(top: 1).1
    // A report needs its room; the list keeps at least three lines.
    let wanted = picker.check == nil ? min(report.count, rest.height / 3) : report.count
    let reportRows = max(0, min(wanted, rest.height - 4))
    let (upper, lower) = rest.split(bottom: reportRows == 0 ? 0 : reportRows + 1)
    drawList(picker, current: current, in: upper, on: &frame)
    guard reportRows > 0 else { return }
    frame.rule(lower)
    let top = min(picker.check?.top ?? 0, max(0, report.count - reportRows))
    for (line, spans) in report.dropFirst(top).prefix(reportRows).enumerated() {
      frame.draw([spans], at: Point(lower.x, lower.y + 1 + line), width: lower.width)
    }
  }

  private static func drawList(
    _ picker: ModelPickerState, current: ModelChoice, in rect: Rect, on frame: inout Frame
  ) {
    guard !picker.shown.isEmpty else {
      let text =
        picker.sources?.allSatisfy { $0.listing.isFound } == true
        ? "No endpoint is configured, and no model is called so."
        : "No model is called so."
      frame.draw(text, at: rect.origin, role: .dim, width: rect.width)
      return
    }
    var list = picker.list
    list.update(picker.shown, height: rect.height)
    let placeWidth = rect.width >= 50 ? 28 : 16
    for (line, index) in list.visible(in: picker.shown, height: rect.height).enumerated() {
      let choice = picker.shown[index]
      let row = rect.row(line)
      if choice == list.selection {
        frame.highlight(row, role: .selection)
        frame.draw(String(frame.glyphs.pointer), at: row.origin, role: .accent)
      }
      let isUsed = choice == current
      let name = name(of: choice, in: picker)
      frame.draw(
        isUsed ? "\(name)  (in use)" : name, at: Point(row.x + 1, row.y),
        role: isUsed ? .strong : .text, width: max(1, row.width - placeWidth - 2))
      frame.draw(
        place(of: choice), at: Point(row.maxX - placeWidth, row.y), role: .dim, width: placeWidth)
    }
  }

  private static func name(of choice: ModelChoice, in picker: ModelPickerState) -> String {
    let source = picker.sources?.first { $0.endpoint == choice.endpoint }
    if choice.name.isEmpty, case .found(let words)? = source?.listing { return words }
    return picker.isTyped(choice) ? "\(choice.name) (as typed)" : choice.name
  }

  private static func place(of choice: ModelChoice) -> String {
    switch choice {
    case .builtIn: "no network"
    case .chat(let endpoint, _): endpoint.title
    }
  }

  /// How the endpoints fare, or what the check found.
  private static func report(
    of picker: ModelPickerState, now: Double?, width: Int, glyphs: Glyphs
  ) -> [Span] {
    let dots = String(repeating: ".", count: 1 + Int(max(0, now ?? 0) * 2) % 3)
    if let check = picker.check {
      let head =
        check.isDone
        ? Span("test of \(check.choice.title)   Esc closes, PgDn reads on", .header)
        : Span("testing \(check.choice.title) \(dots)", .accent)
      return [head] + check.findings.flatMap { wrapped($0.text, $0.role, width, glyphs) }
    }
    if let trouble = picker.trouble { return wrapped(trouble, .error, width, glyphs) }
    guard let sources = picker.sources else { return [Span("reading the config \(dots)", .dim)] }
    if sources.allSatisfy({ $0.listing.isFound }) {
      return wrapped(
        """
        No endpoint yet. [endpoints.NAME] with url = "https://…/v1" in config.toml adds one; so do \
        OPENAI_BASE_URL, OPENAI_API_KEY and OLLAMA_HOST.
        """, .dim, width, glyphs)
    }
    return sources.flatMap { source -> [Span] in
      switch source.listing {
      case .found: []
      case .waiting: [Span("\(source.endpoint.title): listing \(dots)", .accent)]
      case .known(let names):
        [Span("\(source.endpoint.title): \(Count.of(names.count, "model"))", .ok)]
      case .failed(let reason):
        wrapped("\(source.endpoint.title): \(reason)", .warning, width, glyphs)
      }
    }
  }

  private static func wrapped(
    _ text: String, _ role: Role, _ width: Int, _ glyphs: Glyphs
  ) -> [Span] {
    TextLayout.wrap(text, width: max(1, width), glyphs: glyphs).map { Span($0, role) }
  }
}

extension ModelPickerState.Listing {
  /// Whether nothing more is known than that it is there.
  fileprivate var isFound: Bool {
    if case .found = self { true } else { false }
  }
}
