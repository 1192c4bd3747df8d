internal import Intake
internal import RPM
internal import TerminalKit

/// The lines of the sheet: what would come in, and what is taken for what.
enum ImportRowsView {
  private static let titleWidth = 13

  static func draw(
    _ sheet: ImportSheetState, dots: String, in rect: Rect, on frame: inout Frame
  ) {
    let rows = sheet.rows
    var list = sheet.list
    list.update(rows, height: rect.height)
    for (line, index) in list.visible(in: rows, height: rect.height).enumerated() {
      let row = rows[index]
      let place = rect.row(line)
      if row == list.selection {
        frame.highlight(place, role: .selection)
        frame.draw(String(frame.glyphs.pointer), at: place.origin, role: .accent)
      }
      frame.draw(
        row.title, at: Point(place.x + 2, place.y), role: row == .comesIn ? .strong : .header,
        width: titleWidth - 1)
      let start = place.x + 2 + titleWidth
      frame.draw(
        spans(of: row, in: sheet, dots: dots), at: Point(start, place.y),
        width: max(0, place.maxX - start))
    }
  }

  private static func spans(
    of row: ImportRow, in sheet: ImportSheetState, dots: String
  ) -> [Span] {
    if row == .comesIn { return counts(of: sheet, dots: dots) }
    let how = sheet.isChosen(row) ? [Span("  chosen", .badge)] : []
    guard case .role(let role) = row else {
      let choice = sheet.taken(of: row).first ?? .found
      let format = row == .format ? sheet.request.format ?? sheet.findings?.format : nil
      // What rows and people are is said in words already.
      let detail =
        format.map { $0 == "rows" || $0 == "people" ? "" : sheet.detail(of: .format($0)) }
        ?? ""
      return [Span(sheet.value(of: choice, row: row))] + how
        + (detail.isEmpty ? [] : [Span("  \(detail)", .dim)])
    }
    let columns = sheet.columns(of: role)
    guard !columns.isEmpty else {
      let isNeeded = role == .query || role == .response
      return [Span(sheet.absence(of: role), isNeeded ? .error : .dim)] + how
    }
    let examples = columns.count == 1 ? sheet.examples(of: columns[0]) : ""
    return [Span(columns.joined(separator: " + "))] + how
      + (examples.isEmpty ? [] : [Span("  \(examples)", .dim)])
  }

  /// What would come in, or how far the reading is.
  private static func counts(of sheet: ImportSheetState, dots: String) -> [Span] {
    switch sheet.phase {
    case .planning, .importing:
      let what = sheet.phase == .planning ? "counting" : "importing"
      guard let progress = sheet.progress else { return [Span("\(what) \(dots)", .accent)] }
      let share = progress.share.map { ", \(Int($0 * 100)) %" } ?? ""
      return [Span("\(what): \(progress.records) records\(share) \(dots)", .accent)]
    case .typing, .opening, .ready:
      guard sheet.canImport, let counts = sheet.findings?.counts else {
        return [Span("nothing would come in", .error)]
      }
      return [Span(counts, .ok)]
    }
  }
}

extension ImportSheetState {
  /// Whether somebody said it, rather than the file showing it.
  func isChosen(_ row: ImportRow) -> Bool {
    switch row {
    case .comesIn: false
    case .badLines: request.keepsGood
    case .format: request.format != nil
    case .role(let role): request.roles.says(role)
    case .dateForm: request.dateForm != nil
    case .ranges: request.ranges != nil
    case .encoding: request.encoding != nil
    }
  }

  /// Some of what is in a column.
  func examples(of column: String) -> String {
    preview?.columns.first { $0.name == column }?.examples.joined(separator: ", ") ?? ""
  }

  /// What holds where no column has a role.
  func absence(of role: ColumnRole) -> String {
    switch role {
    case .user: "none: all rows are one person's, \(findings?.onePerson ?? "")"
    case .query, .response: "none, and one is needed"
    case .date: "none: in the order of the file"
    case .task: "none: all is \(findings?.task ?? "one task")"
    case .instruction: findings?.instruction.map { "none: \($0)" } ?? "none"
    case .options: "none"
    case .labels: findings?.answers.map { "none: by the answers, \($0)" } ?? "none"
    }
  }

  /// What a line is set to, in words.
  func value(of choice: ImportChoice, row: ImportRow) -> String {
    guard choice == .found else { return title(of: choice) }
    switch row {
    case .format: return findings?.format.map(Self.words(ofFormat:)) ?? "not known"
    case .dateForm: return findings?.dates ?? "none"
    case .ranges: return findings?.ranges.map { "\($0)" } ?? "none"
    case .encoding: return "as the file shows"
    case .comesIn, .badLines, .role: return ""
    }
  }

  /// A choice in a list.
  func title(of choice: ImportChoice) -> String {
    switch choice {
    case .found: "as the file shows"
    case .column(let name): name
    case .noColumn: "none"
    case .format(let name): Self.words(ofFormat: name)
    case .dateForm(let form): form.words
    case .ranges(let count): "\(count)"
    case .encoding(let encoding): encoding.rawValue
    case .keepsGood(let keeps): keeps ? "left out" : "stop the import"
    }
  }

  /// What stands beside a choice in a list.
  func detail(of choice: ImportChoice) -> String {
    switch choice {
    case .column(let name): examples(of: name)
    case .format(let name): FormatListing.all.first { $0.name == name }?.summary ?? ""
    default: ""
    }
  }

  private static func words(ofFormat name: String) -> String {
    switch name {
    case "rows": "rows, an answer each"
    case "people": "people, a record each"
    default: name
    }
  }
}
