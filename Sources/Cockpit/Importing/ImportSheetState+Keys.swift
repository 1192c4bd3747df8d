internal import RPM
internal import TerminalKit

extension ImportSheetState {
  /// What a key asks for beyond the sheet itself.
  enum Outcome: Hashable, Sendable {
    case nothing
    /// The sheet is to be closed.
    case close
    /// What is under way is not wanted any more.
    case stop
    case list(String)
    case open
    case plan
    case bringIn
    /// Something that the status line says.
    case complain(String)
  }

  /// Takes a key.
  mutating func press(_ key: Key) -> Outcome {
    if key == .ctrl("c") { return .close }
    return isTyping ? pressInLine(key) : pressInList(key)
  }

  private mutating func pressInLine(_ key: Key) -> Outcome {
    if phase == .opening {
      guard key == .escape || key == .ctrl("g") else { return .nothing }
      leave()
      return .stop
    }
    // The way out for a file that is no UTF-8.
    if key == .ctrl("t"), !isAdding {
      toggleLatin1()
      return .nothing
    }
    switch type(key) {
    case .stay: return .nothing
    case .close:
      guard isAdding else { return .close }
      dropAdding()
      return .plan
    case .list(let text): return .list(text)
    case .open(""): return .complain("Type the path of a file, or Esc.")
    case .open(let path):
      let isMore = isAdding
      open(path)
      return isMore ? .plan : .open
    }
  }

  private mutating func pressInList(_ key: Key) -> Outcome {
    if phase == .importing {
      guard key == .escape || key == .ctrl("g") else { return .nothing }
      stopImport()
      return .stop
    }
    if let outcome = pressInChooser(key) { return outcome }
    let rows = rows
    let row = list.selection ?? .comesIn
    switch key {
    case .escape, .ctrl("g"), .text("q"):
      leave()
      return .stop
    case .altEnter: return bringIn()
    case .enter where row == .comesIn: return bringIn()
    case .enter, .text(" "):
      chooser = ImportChooser(of: row, in: self)
      return .nothing
    case .left, .text("h"): return cycle(row, -1)
    case .right, .text("l"): return cycle(row, 1)
    case .backspace, .delete: return set(.found, of: row)
    case .text("+"):
      addFile()
      return .stop
    case .pageUp: notesTop = max(0, notesTop - 3)
    // Fitted to the lines there are when it is drawn.
    case .pageDown: notesTop = min(notesTop + 3, 1000)
    case .tab, .ctrl("n"): list.move(by: 1, in: rows, height: rows.count)
    case .backtab, .ctrl("p"): list.move(by: -1, in: rows, height: rows.count)
    default: _ = list.handle(key, in: rows, height: rows.count)
    }
    return .nothing
  }

  /// Enter on the first line, Alt-Enter everywhere.
  private mutating func bringIn() -> Outcome {
    guard phase == .ready else { return .complain("The file is still being read; Esc stops that.") }
    guard canImport else { return .complain("Nothing of it would come in; the notes say why.") }
    startImport()
    return .bringIn
  }

  // MARK: Choosing

  /// `nil` where no list of choices is open.
  private mutating func pressInChooser(_ key: Key) -> Outcome? {
    guard var chooser else { return nil }
    switch chooser.press(key) {
    case .stay: self.chooser = chooser
    case .close: self.chooser = nil
    case .toggle(let choice):
      let outcome = toggle(choice, of: chooser.row)
      self.chooser = chooser.marking(taken(of: chooser.row))
      return outcome
    case .take(let choice):
      self.chooser = nil
      return set(choice, of: chooser.row)
    }
    return .nothing
  }

  /// The next choice of a line, after the last one the first.
  private mutating func cycle(_ row: ImportRow, _ step: Int) -> Outcome {
    let choices = choices(of: row).filter { $0 != .found || row.hasNoOtherDefault }
    guard !choices.isEmpty else { return .nothing }
    let index = taken(of: row).first.flatMap { choices.firstIndex(of: $0) }
    let next = index.map { ($0 + step + choices.count) % choices.count } ?? 0
    return set(choices[next], of: row)
  }

  /// Sets a line, and looks at the file anew where that changes something.
  private mutating func set(_ choice: ImportChoice, of row: ImportRow) -> Outcome {
    let before = request
    var after = request
    after.set(choice, of: row)
    guard after != before else { return .nothing }
    guard row != .encoding else {
      reopen { $0 = after }
      return .open
    }
    change { $0 = after }
    return .plan
  }

  /// Adds a column to those of a line, or takes it away.
  private mutating func toggle(_ choice: ImportChoice, of row: ImportRow) -> Outcome {
    guard row.takesSeveral, case .column(let name) = choice, case .role(let role) = row else {
      return set(choice, of: row)
    }
    var columns = taken(of: row).compactMap(\.column)
    if let index = columns.firstIndex(of: name) {
      columns.remove(at: index)
    } else {
      columns.append(name)
    }
    change { $0.roles.give(columns, to: role) }
    return .plan
  }
}

extension ImportRow {
  /// Whether what the file shows is a choice beside the others, rather than one of them.
  fileprivate var hasNoOtherDefault: Bool {
    switch self {
    case .role, .badLines: false
    case .comesIn, .format, .dateForm, .ranges, .encoding: true
    }
  }
}

extension ImportChoice {
  var column: String? { if case .column(let name) = self { name } else { nil } }
}

extension ImportRequest {
  /// Says something of the file.
  mutating func set(_ choice: ImportChoice, of row: ImportRow) {
    switch (row, choice) {
    case (.role(let role), .column(let name)): roles.give([name], to: role)
    case (.role(let role), .noColumn): roles.give([], to: role)
    case (.role(let role), _): roles.forget(role)
    case (.format, .format(let name)): format = name
    case (.format, _): format = nil
    case (.dateForm, .dateForm(let form)): dateForm = form
    case (.dateForm, _): dateForm = nil
    case (.ranges, .ranges(let count)): ranges = count
    case (.ranges, _): ranges = nil
    case (.encoding, .encoding(let encoding)): self.encoding = encoding
    case (.encoding, _): encoding = nil
    case (.badLines, .keepsGood(let keeps)): keepsGood = keeps
    case (.badLines, _): keepsGood = false
    case (.comesIn, _): break
    }
  }
}
