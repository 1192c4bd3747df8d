internal import Actions
internal import RPM
internal import Storage

extension CockpitState {
  private var matrixRows: Int {
    MatrixView.rows(in: sheetRect, hasBorders: layout.hasBorders)
  }

  /// Shows the sheet of factors by labels, with the cursor where the list of factors has it, or
  /// puts it away.
  mutating func toggleMatrix() -> [CockpitEffect] {
    guard !sheets.showsMatrix else {
      sheets.shown = nil
      return []
    }
    guard let person, let stored = person.stored else {
      return complain("There are no factors yet: f fits.")
    }
    if sheets.matrix?.user != person.id || sheets.matrix?.version != stored.version {
      sheets.matrix = MatrixState(
        user: person.id, stored: stored, factor: personView.factorList.selection,
        label: personView.firstLabel)
    }
    personView.historyCell = nil
    move(to: .person)
    sheets.shown = .matrix
    return []
  }

  /// Does an action on the sheet; `nil` for those that are there what they are elsewhere.
  mutating func performInMatrix(_ action: Action) -> [CockpitEffect]? {
    switch action {
    case .escape where isBusy: return cancelRun()
    case .escape, .back: sheets.shown = nil
    case .open: return sheets.matrix?.cell.map { open($0) } ?? []
    // The sheet has the whole screen already.
    case .zoom: return []
    default:
      let rows = matrixRows
      return sheets.matrix?.perform(action, rows: rows) == true ? [] : nil
    }
    return []
  }

  /// Lists the interactions behind a cell.
  private mutating func open(_ cell: MatrixCell) -> [CockpitEffect] {
    guard let stored = person?.stored else { return [] }
    guard !cell.interactions(in: stored).isEmpty else {
      return complain("No past answer stands behind this cell.")
    }
    personView.historyCell = cell
    personView.showItems(of: cell.factor)
    move(to: .person)
    return []
  }

  /// Fits the sheet to the model there is. Whoever leaves the items behind a cell comes back to it.
  mutating func settleMatrix() {
    if personView.historyCell != nil, personView.historyFactor == nil {
      personView.historyCell = nil
      if personView.tab == .factors, focus == .person, sheets.matrix?.user == person?.id {
        sheets.shown = .matrix
      }
    }
    guard sheets.showsMatrix else { return }
    guard let person, let stored = person.stored else {
      sheets.shown = nil
      return
    }
    if sheets.matrix?.user != person.id {
      sheets.matrix = MatrixState(user: person.id, stored: stored)
    } else if sheets.matrix?.version != stored.version {
      sheets.matrix = sheets.matrix?.carriedOver(to: stored)
    }
    let rows = matrixRows
    sheets.matrix?.settle(rows: rows)
  }
}
