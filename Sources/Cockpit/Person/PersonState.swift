internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Panel 2: who is open, and what is seen of them.
struct PersonState: Sendable {
  private(set) var person: OpenPerson?
  /// Whom we are waiting for.
  var loading: Library.UserID?
  /// Who is fitted as soon as they were read.
  var awaitedFit: Library.UserID?
  var tab: PersonTab = .factors
  /// Whether factors that are weak or stock are listed too.
  private(set) var showsAllFactors = false
  /// The table of the person's model; kept, because it is sorted.
  private(set) var factorTable: FactorTable?
  /// What moves the person, in words.
  private(set) var finding: Finding?
  var factorList = ListState<Factor.ID>()
  /// The label whose bars are drawn where only one fits, and the first of several.
  private(set) var labelOffset = 0
  var historyList = ListState<Int>()
  /// The factor whose interactions the history shows, `nil` for all.
  private(set) var historyFactor: Factor.ID?
  /// The cell of the sheet whose interactions the history shows.
  var historyCell: MatrixCell?
  var testList = ListState<Int>()
  var askList = ListState<Int64>()

  // MARK: What follows from it

  /// The history that is listed from: under a factor the one that was fitted.
  var history: [Interaction] {
    (historyFactor == nil ? nil : person?.stored?.history) ?? person?.user.history ?? []
  }

  /// The history items that are listed, as positions in the history, newest first.
  var shownHistory: [Int] {
    guard let person else { return [] }
    guard let factor = historyFactor, let stored = person.stored else {
      return person.user.history.indices.reversed()
    }
    if let historyCell, historyCell.factor == factor { return historyCell.interactions(in: stored) }
    return stored.model.memory.entries.reversed().compactMap { entry in
      entry.features.contains { $0.factor == factor } ? entry.interaction : nil
    }
  }

  /// The factors that are listed.
  var factorIDs: [Factor.ID] { factorTable?.rows.map(\.id) ?? [] }

  /// The positions of the test items.
  var testIDs: [Int] { person.map { Array($0.user.test.indices) } ?? [] }

  /// The earlier asks that are listed.
  var askIDs: [Int64] { person?.asks.map(\.id) ?? [] }

  /// The factor under the cursor.
  var selectedFactor: FactorTable.Row? {
    factorTable?.rows.first { $0.id == factorList.selection }
  }

  /// The earlier ask under the cursor.
  var selectedAsk: RunSummary? { person?.asks.first { $0.id == askList.selection } }

  // MARK: Who is open

  /// Waits for somebody to be read.
  mutating func wait(for id: Library.UserID) {
    loading = id
    awaitedFit = nil
  }

  /// Takes in somebody who was read; whoever was wanted earlier comes too late.
  ///
  /// - Returns: whether it is somebody else than before.
  mutating func take(_ person: OpenPerson) -> Bool {
    if let loading, loading != person.id { return false }
    loading = nil
    let isSame = self.person?.id == person.id
    replace(with: person)
    guard !isSame else { return false }
    factorList = ListState()
    historyList = ListState()
    testList = ListState()
    askList = ListState()
    historyFactor = nil
    labelOffset = 0
    return true
  }

  /// Shows the person as they are now.
  mutating func replace(with person: OpenPerson) {
    if self.person?.id == person.id { followFactors(from: self.person?.stored, to: person.stored) }
    self.person = person
    makeTable()
  }

  /// Takes in the earlier asks of the person, read anew; those of others are not shown.
  mutating func take(_ asks: [RunSummary], of user: Library.UserID) {
    if person?.id == user { person?.asks = asks }
  }

  /// Finds the chosen factors again in a newer model, by name: their numbers may be others.
  private mutating func followFactors(from old: StoredModel?, to new: StoredModel?) {
    guard let old, let new, old.version != new.version else { return }
    func renumbered(_ id: Factor.ID?) -> Factor.ID? {
      guard let id, old.model.factors.indices.contains(id) else { return nil }
      let name = old.model.factors[id].name
      return new.model.factors.first { $0.name == name }?.id
    }
    factorList = ListState(selection: renumbered(factorList.selection))
    if let factor = historyFactor {
      historyFactor = renumbered(factor)
      if historyFactor == nil { tab = .factors }
    }
  }

  private mutating func makeTable() {
    factorTable = person?.stored.map { FactorTable(model: $0.model, all: showsAllFactors) }
    if let model = person?.stored?.model, let factorTable {
      finding = Finding(model, in: factorTable)
    } else {
      finding = nil
    }
  }

  // MARK: What is seen

  /// Shows a tab; the history in full.
  mutating func show(_ tab: PersonTab) {
    self.tab = tab
    if tab == .history { historyFactor = nil }
  }

  /// Turns to the next tab, or to the one before.
  mutating func turnTab(_ step: Int) {
    tab = tab.neighbour(step)
    historyFactor = nil
  }

  /// Shows the factors, with nothing narrowed.
  mutating func showFactors() {
    tab = .factors
    historyFactor = nil
  }

  /// Lists the items that a factor is in.
  mutating func showItems(of factor: Factor.ID) {
    historyFactor = factor
    historyList = ListState()
    tab = .history
  }

  /// One step back within the panel, if there is one.
  mutating func stepBack() -> Bool {
    guard historyFactor != nil || tab != .factors else { return false }
    showFactors()
    return true
  }

  /// Lists weak and stock factors too, or no longer.
  mutating func toggleAllFactors() {
    showsAllFactors.toggle()
    makeTable()
  }

  /// Turns to other labels, where not all have a column.
  mutating func turnLabels(_ step: Int) {
    let columns = max(1, factorTable?.base.count ?? 1)
    labelOffset = ((labelOffset + step) % columns + columns) % columns
  }

  /// The label whose bar comes first where only one fits.
  var firstLabel: Int {
    guard let factorTable else { return 0 }
    let count = max(1, factorTable.base.count)
    let telling = factorTable.tellingColumns(for: nil, count: count, byWeight: true)
    return telling.isEmpty ? 0 : telling[((labelOffset % count) + count) % count]
  }

  /// Shows the factor of a name, among the minor ones where it is one of those.
  ///
  /// - Parameter rows: the rows that the list of factors has room for.
  mutating func goToFactor(_ factor: Factor.ID, rows: Int) {
    tab = .factors
    if !factorIDs.contains(factor) {
      showsAllFactors = true
      makeTable()
    }
    factorList.select(factor, in: factorIDs, height: rows)
  }
}
