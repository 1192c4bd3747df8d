internal import Intake
internal import RPM
internal import TerminalKit

/// The list of what a line of the sheet can be set to.
struct ImportChooser: Hashable, Sendable {
  /// What a key comes to.
  enum Outcome: Hashable, Sendable {
    case stay
    case close
    /// It alone.
    case take(ImportChoice)
    /// It beside others, or no longer.
    case toggle(ImportChoice)
  }

  let row: ImportRow
  let choices: [ImportChoice]
  /// Those that hold now.
  private(set) var taken: [ImportChoice]
  /// The position of the one under the cursor.
  private(set) var cursor: Int
  /// Whether Space was pressed, so that what is marked is what is wanted.
  private var hasToggled = false

  /// `nil` where there is nothing to choose.
  init?(of row: ImportRow, in sheet: ImportSheetState) {
    let choices = sheet.choices(of: row)
    guard !choices.isEmpty else { return nil }
    let taken = sheet.taken(of: row)
    self.row = row
    self.choices = choices
    self.taken = taken
    cursor = taken.first.flatMap { choices.firstIndex(of: $0) } ?? 0
  }

  /// The same with others that hold.
  func marking(_ taken: [ImportChoice]) -> ImportChooser {
    var chooser = self
    chooser.taken = taken
    return chooser
  }

  mutating func press(_ key: Key) -> Outcome {
    var list = ListState(selection: cursor)
    let ids = Array(choices.indices)
    switch key {
    case .escape, .ctrl("g"), .text("q"): return .close
    case .text(" "):
      hasToggled = true
      return .toggle(choices[cursor])
    case .enter:
      // Several that are there stay: Enter on one of them only closes the list.
      let isOneOfSeveral = taken.count > 1 && taken.contains(choices[cursor])
      return isOneOfSeveral || hasToggled ? .close : .take(choices[cursor])
    case .ctrl("n"), .tab: list.move(by: 1, in: ids, height: 10)
    case .ctrl("p"), .backtab: list.move(by: -1, in: ids, height: 10)
    default: _ = list.handle(key, in: ids, height: 10)
    }
    cursor = list.selection ?? cursor
    return .stay
  }
}

extension ImportSheetState {
  /// What a line can be set to.
  func choices(of row: ImportRow) -> [ImportChoice] {
    switch row {
    case .comesIn: []
    case .badLines: [.keepsGood(false), .keepsGood(true)]
    case .format: [.found] + FormatListing.all.map { .format($0.name) }
    case .role:
      (preview?.columns ?? []).map { .column($0.name) } + [.noColumn, .found]
    case .dateForm:
      [.found] + DateForm.Order.allCases.map { .dateForm(DateForm($0)) }
        + [DateForm.Unit.seconds, .milliseconds].map {
          .dateForm(DateForm(.yearMonthDay, unit: $0))
        }
    case .ranges: [.found] + [2, 3, 4, 5, 6, 7, 8, 10].map { .ranges($0) }
    case .encoding: [.found] + TextEncoding.allCases.map { .encoding($0) }
    }
  }

  /// What a line is set to, by somebody or by what the file shows.
  func taken(of row: ImportRow) -> [ImportChoice] {
    switch row {
    case .comesIn: return []
    case .badLines: return [.keepsGood(request.keepsGood)]
    case .format: return [request.format.map { .format($0) } ?? .found]
    case .role(let role):
      let columns = columns(of: role)
      return columns.isEmpty ? [.noColumn] : columns.map { .column($0) }
    case .dateForm: return [request.dateForm.map { .dateForm($0) } ?? .found]
    case .ranges: return [request.ranges.map { .ranges($0) } ?? .found]
    case .encoding: return [request.encoding.map { .encoding($0) } ?? .found]
    }
  }

  /// The columns of a role: as they were chosen, else as they were found last and not given away.
  func columns(of role: ColumnRole) -> [String] {
    if request.roles.says(role) { return request.roles.columns(of: role) }
    return findings?.roles?.columns(of: role).filter { !request.roles.columns.contains($0) } ?? []
  }
}
