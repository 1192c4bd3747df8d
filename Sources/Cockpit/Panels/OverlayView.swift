internal import TerminalKit
internal import Workbench

/// What lies over the panels: help, a text to read, a question. Never over the line of errors.
enum OverlayView {
  static func draw(_ overlay: Overlay, state: CockpitState, on frame: inout Frame) {
    let rect = area(of: state)
    switch overlay {
    case .models:
      guard let picker = state.models.picker else { return }
      ModelPickerView.draw(
        picker, current: state.models.choice, now: state.now, in: rect, on: &frame)
    case .importing:
      ImportSheetView.draw(
        state.importing, now: state.now, hidesRows: state.presentation.isOn, in: rect, on: &frame)
    case .fit(let question): draw(question, state: state, in: rect, on: &frame)
    case .finder(let finder): FinderView.draw(finder, in: rect, on: &frame)
    case .command(let line):
      CommandLineView.draw(line, in: state.layout.hints, below: rect, on: &frame)
    case .recall(let search): RecallView.draw(search, in: rect, on: &frame)
    case .themes(let picker):
      ChoiceBox.draw(
        (picker.names ?? [picker.original]).map { name in
          ChoiceBox.Row(text: name, detail: name == picker.original ? "now" : "")
        }, chosen: picker.list.index(in: picker.names ?? [picker.original]), title: "Theme",
        foot: "Enter keeps  Esc back", in: rect, on: &frame)
    case .copy(let menu):
      ChoiceBox.draw(
        menu.choices.map { choice in
          ChoiceBox.Row(
            key: String(choice.key), text: choice.title,
            detail: Count.of(choice.text.utf8.count, "byte"))
        }, chosen: menu.list.index(in: menu.choices.map(\.key)), title: "Copy",
        foot: "Enter copies  Esc closes", in: rect, on: &frame)
    case .reader(let title, _, let top):
      draw(
        wrapped(overlay, width: readerRect(in: rect).width - 4), title: title, top: top,
        needle: state.search.needle.text, in: readerRect(in: rect), on: &frame)
    case .confirm(let question, _):
      let room = min(76, rect.width) - 4
      let lines = TextLayout.wrap(question, width: max(1, room), glyphs: frame.glyphs)
      let width = lines.map { GraphemeWidth.width(of: $0) }.max() ?? 0
      let box = centred(width: width + 6, height: lines.count + 2, in: rect)
      frame.clear(box)
      frame.box(box, title: "Sure?", focused: true)
      for (index, line) in lines.prefix(max(0, box.height - 2)).enumerated() {
        frame.draw(
          line, at: Point(box.x + 2, box.y + 1 + index), role: .warning,
          width: max(0, box.width - 4))
      }
    }
  }

  /// The screen without the lines at its foot.
  private static func area(of state: CockpitState) -> Rect {
    let screen = Rect(state.size)
    return state.layout.shape == .tooSmall ? screen : screen.split(bottom: 2).0
  }

  private static func draw(
    _ question: FitQuestion, state: CockpitState, in rect: Rect, on frame: inout Frame
  ) {
    let width = min(76, rect.width)
    let inner = max(1, width - 4)
    let count = Count.of(state.person?.user.history.count ?? 0, "interaction")
    var lines: [Span] = []
    func add(_ text: String, _ role: Role) {
      lines += TextLayout.wrap(text, width: inner, glyphs: frame.glyphs).map { Span($0, role) }
    }
    add("Fit \(question.name) with \(question.model.title)?", .strong)
    let estimate = state.models.estimation(of: question.user, with: question.model)
    add("\(count): \(estimate?.text ?? "no estimate")", .warning)
    if let run = state.shownRun, run.model == question.model, state.keptText(of: run) != nil {
      let replies = run.keptReplies == 1 ? "1 reply" : "\(run.keptReplies) replies"
      add("\(replies) of these are kept from before, and cost nothing.", .accent)
    }
    add(
      "Replies are kept as they come: Esc stops the fit, and \(state.key(.fit)) goes on from there.",
      .dim)
    if let endpoint = question.model.endpoint, endpoint.embeddings == nil {
      add("Examples are found by the built-in word table; --embeddings uses the endpoint's.", .dim)
    }
    if let then = question.then {
      let query = TextLayout.truncate(then.query, width: max(1, inner - 11), glyphs: frame.glyphs)
      add("Then asks: \(query)", .text)
    }
    let box = centred(width: width, height: lines.count + 2, in: rect)
    frame.clear(box)
    frame.box(
      box, title: question.model.isLocal ? "This takes time" : "This costs money",
      bottomLeading: "Enter fits  Esc no  o other model", focused: true)
    for (index, line) in lines.prefix(max(0, box.height - 2)).enumerated() {
      frame.draw([line], at: Point(box.x + 2, box.y + 1 + index), width: max(0, box.width - 4))
    }
  }

  /// How many lines an overlay has and how many are seen.
  static func extent(of overlay: Overlay, state: CockpitState) -> (lines: Int, rows: Int) {
    let screen = area(of: state)
    switch overlay {
    case .reader:
      let box = readerRect(in: screen)
      return (wrapped(overlay, width: box.width - 4).count, max(0, box.height - 2))
    case .confirm, .fit, .models, .importing, .finder, .command, .themes, .copy, .recall:
      return (1, 1)
    }
  }

  /// The lines of a text, as they are broken.
  static func readerLines(of overlay: Overlay, state: CockpitState) -> [String] {
    wrapped(overlay, width: readerRect(in: area(of: state)).width - 4)
      .map { $0.map(\.text).joined() }
  }

  private static func readerRect(in screen: Rect) -> Rect {
    centred(width: 96, height: screen.height, in: screen)
  }

  static func centred(width: Int, height: Int, in screen: Rect) -> Rect {
    let size = Size(width: min(width, screen.width), height: min(height, screen.height))
    return Rect(
      x: screen.x + (screen.width - size.width) / 2,
      y: screen.y + (screen.height - size.height) / 2,
      width: size.width, height: size.height)
  }

  private static func wrapped(_ overlay: Overlay, width: Int) -> [[Span]] {
    guard case .reader(_, let lines, _) = overlay else { return [] }
    return lines.flatMap { line -> [[Span]] in
      let parts = TextLayout.wrap(
        QuoteMarks.spans(of: line.text, quotes: line.quotes, role: line.role),
        width: max(1, width))
      return parts.isEmpty ? [[]] : parts
    }
  }

  private static func draw(
    _ lines: [[Span]], title: String, top: Int, needle: String, in box: Rect, on frame: inout Frame
  ) {
    frame.clear(box)
    let rows = max(0, box.height - 2)
    let shown = min(lines.count, top + rows)
    frame.box(
      box, title: title, bottom: lines.count > rows ? "\(shown) of \(lines.count)" : "",
      bottomLeading: "Esc closes", focused: true,
      thumb: ScrollThumb(first: top, visible: rows, total: lines.count))
    for (index, line) in lines.dropFirst(top).prefix(rows).enumerated() {
      let place = Point(box.x + 2, box.y + 1 + index)
      frame.draw(line, at: place, width: max(0, box.width - 4))
      SearchMarks.draw(needle, in: line, at: place, width: max(0, box.width - 4), on: &frame)
    }
  }
}

extension CockpitState {
  /// How many lines an overlay has and how many are seen.
  func overlayExtent(of overlay: Overlay) -> (lines: Int, rows: Int) {
    OverlayView.extent(of: overlay, state: self)
  }

  /// The lines of the text that lies on top, as they are broken.
  var readerLines: [String] {
    overlays.last.map { OverlayView.readerLines(of: $0, state: self) } ?? []
  }
}
