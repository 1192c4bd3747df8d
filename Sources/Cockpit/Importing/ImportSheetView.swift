internal import Intake
internal import RPM
internal import TerminalKit
internal import Workbench

/// The sheet that imports a file, over all of the panels.
enum ImportSheetView {
  static func draw(
    _ sheet: ImportSheetState, now: Double?, hidesRows: Bool, in screen: Rect,
    on frame: inout Frame
  ) {
    let sheet = hidesRows ? sheet.veiled : sheet
    frame.clear(screen)
    let dots = String(repeating: ".", count: 1 + Int(max(0, now ?? 0) * 2) % 3)
    let inside = screen.interior
    guard inside.width > 12, inside.height > 4 else { return }
    let area = Rect(
      x: inside.x + 1, y: inside.y, width: inside.width - 2, height: inside.height)
    let isPath = sheet.isTyping || sheet.preview == nil
    frame.box(
      screen, title: isPath ? "Import" : "Import \(sheet.request.name)",
      bottomLeading: isPath ? "Enter opens  Esc closes" : foot(of: sheet), focused: true)
    if isPath {
      drawPath(sheet, dots: dots, in: area, on: &frame)
    } else {
      drawFile(sheet, dots: dots, hidesRows: hidesRows, in: area, on: &frame)
    }
    if let chooser = sheet.chooser { draw(chooser, of: sheet, in: screen, on: &frame) }
  }

  private static func foot(of sheet: ImportSheetState) -> String {
    sheet.phase == .importing ? "Esc stops" : "Alt-Enter imports  Esc back"
  }

  /// The keys that work now, each with a word.
  static func hints(of sheet: ImportSheetState) -> [(String, String)] {
    if sheet.chooser != nil {
      return sheet.chooser?.row.takesSeveral == true
        ? [("Space", "add or remove"), ("Enter", "take"), ("Esc", "close")]
        : [("Enter", "take"), ("Esc", "close"), ("j k", "move")]
    }
    switch sheet.phase {
    case .typing:
      return [("Enter", "open"), ("Tab", "complete"), ("Esc", "close"), ("Up", "earlier")]
        + (sheet.isAdding ? [] : [("^T", "Latin-1")])
    case .opening: return [("Esc", "stop")]
    case .importing: return [("Esc", "stop")]
    case .planning, .ready:
      let isFirst = sheet.list.selection ?? .comesIn == .comesIn
      return (isFirst ? [("Enter", "import")] : [("M-Enter", "import"), ("Enter", "list")])
        + [("Esc", "back"), ("Up Down", "line")]
        + (isFirst ? [] : [("Left Right", "change"), ("Del", "as found")])
        + [("PgDn", "notes"), ("+", "one more file")]
    }
  }

  // MARK: The path

  private static func drawPath(
    _ sheet: ImportSheetState, dots: String, in area: Rect, on frame: inout Frame
  ) {
    let first = sheet.request.paths.first ?? ""
    let what =
      sheet.isAdding
      ? "One more file, which belongs to \(first):"
      : "A file of people: CSV or any table, JSON lines, JSON; packed with gzip or zstd or not."
    let head = TextLayout.wrap(what, width: area.width, glyphs: frame.glyphs).prefix(2)
    for (row, text) in head.enumerated() {
      frame.draw(text, at: Point(area.x, area.y + row), role: .dim, width: area.width)
    }
    var (_, rest) = area.split(top: head.count)
    let mark = String(frame.glyphs.prompt)
    frame.draw(mark, at: rest.origin, role: .key)
    let field = Rect(x: rest.x + 2, y: rest.y, width: rest.width - 2, height: 1)
    frame.draw(sheet.line.editor, in: field, focused: true)
    if sheet.line.editor.isEmpty {
      let hint =
        sheet.isAdding
        ? "path of the file"
        : sheet.line.offered.map { "Enter opens \($0) again" }
          ?? "path of the file, such as ~/reviews.csv"
      frame.draw(
        hint, at: Point(field.x + 1, field.y), role: .hint, width: max(0, field.width - 1))
    }
    rest = rest.split(top: 1).1
    var lines: [Span] = []
    if sheet.phase == .opening { lines.append(Span("opening \(dots)", .accent)) }
    if let encoding = sheet.request.encoding, !sheet.isAdding {
      lines.append(Span("characters are read as \(encoding.rawValue); ^T changes that", .dim))
    }
    for text in sheet.trouble {
      lines += ImportNotes.wrapped(
        text, .error, width: rest.width, glyphs: frame.glyphs)
    }
    if sheet.trouble.contains(where: { $0.contains("latin1") }) {
      lines.append(Span("^T and Enter read it as Latin-1", .text))
    }
    for (row, line) in lines.prefix(rest.height).enumerated() {
      frame.draw([line], at: Point(rest.x, rest.y + row), width: rest.width)
    }
    rest = rest.split(top: min(rest.height, lines.count)).1
    drawCompletions(sheet.line, in: rest, on: &frame)
  }

  private static func drawCompletions(
    _ line: PathLineState, in rect: Rect, on frame: inout Frame
  ) {
    let count = line.completions.count
    guard count > 0, rect.height > 1 else { return }
    let top = max(0, min((line.chosen ?? 0) - rect.height / 2, count - rect.height))
    for (row, completion) in line.completions.dropFirst(top).prefix(rect.height).enumerated() {
      let place = rect.row(row)
      if top + row == line.chosen {
        frame.highlight(place, role: .selection)
        frame.draw(String(frame.glyphs.pointer), at: place.origin, role: .accent)
      }
      frame.draw(
        completion.path, at: Point(place.x + 2, place.y),
        role: completion.isFolder ? .dim : .text, width: max(0, place.width - 2))
    }
  }

  // MARK: The file

  private static func drawFile(
    _ sheet: ImportSheetState, dots: String, hidesRows: Bool, in area: Rect,
    on frame: inout Frame
  ) {
    guard let preview = sheet.preview else { return }
    frame.draw(preview.words, at: area.origin, role: .strong, width: area.width)
    let rest = area.split(top: 1).1
    // Three lines of notes are usual. Not by how many lines there are just now: nothing is to jump
    // while columns are chosen.
    let lines = sheet.findings?.roles == nil ? 4 : 14
    let shown = min(preview.rows.count, max(2, area.height - lines - 7))
    let (top, below) = rest.split(top: hidesRows ? 1 : shown + 1)
    if hidesRows {
      frame.draw(
        "Its rows are not shown to a room.", at: top.origin, role: .dim, width: top.width)
    } else {
      ImportTable(preview: preview, sheet: sheet).draw(in: top, on: &frame)
    }
    frame.rule(below)
    let body = below.split(top: 1).1
    let notes = ImportNotes.lines(of: sheet, width: area.width, glyphs: frame.glyphs)
    let rows = sheet.rows
    // The list keeps at least five lines, the notes at least two.
    let wanted = max(min(notes.count, 2), body.height - rows.count - 1)
    let noteRows = max(0, min(notes.count, wanted, body.height - 6))
    let (upper, lower) = body.split(bottom: noteRows == 0 ? 0 : noteRows + 1)
    ImportRowsView.draw(sheet, dots: dots, in: upper, on: &frame)
    guard noteRows > 0 else { return }
    frame.rule(lower)
    let first = min(sheet.notesTop, max(0, notes.count - noteRows))
    if notes.count > noteRows {
      let place = " \(first + noteRows) of \(notes.count) "
      frame.draw(
        place, at: lower.origin, role: .hint, width: lower.width, alignment: .right)
    }
    for (row, line) in notes.dropFirst(first).prefix(noteRows).enumerated() {
      frame.draw([line], at: Point(lower.x, lower.y + 1 + row), width: lower.width)
    }
  }

  // MARK: Choosing

  private static func draw(
    _ chooser: ImportChooser, of sheet: ImportSheetState, in screen: Rect, on frame: inout Frame
  ) {
    let rows = chooser.choices.map { choice in
      let isTaken = chooser.taken.contains(choice)
      return ChoiceBox.Row(
        key: isTaken ? String(frame.glyphs.check) : " ", text: sheet.title(of: choice),
        detail: sheet.detail(of: choice))
    }
    ChoiceBox.draw(
      rows, chosen: chooser.cursor, title: chooser.row.title,
      foot: chooser.row.takesSeveral ? "Space adds  Enter takes" : "Enter takes  Esc closes",
      in: screen, on: &frame)
  }
}
