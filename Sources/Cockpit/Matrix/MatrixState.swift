internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit

/// The sheet of all factors by all labels: order, hidden columns, cursor. A value without effects.
struct MatrixState: Sendable, Equatable {
  /// Whose factors they are.
  let user: Library.UserID
  /// The version of the model.
  let version: Int
  let table: FactorTable
  /// All columns there are.
  let columns: [MatrixColumn]
  private(set) var hidden: Set<MatrixColumn> = []
  /// The column that the factors are ordered by, and whether its largest value comes first.
  private(set) var sortColumn: MatrixColumn
  private(set) var isDescending = true
  /// The column under the cursor.
  private(set) var column: MatrixColumn
  private(set) var list = ListState<Factor.ID>()
  /// Whether weak and stock factors are listed too.
  private(set) var showsMinor = true
  /// The factors in order.
  private(set) var order: [Factor.ID] = []
  private var rows: [Factor.ID: FactorTable.Row]

  /// The sheet of a model, most telling factors first.
  ///
  /// - Parameters:
  ///   - factor: the factor under the cursor.
  ///   - label: the place of the label under the cursor.
  init(user: Library.UserID, stored: StoredModel, factor: Factor.ID? = nil, label: Int = 0) {
    self.user = user
    version = stored.version
    table = FactorTable(model: stored.model, all: true)
    columns = MatrixColumn.all(of: table)
    rows = Dictionary(table.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    sortColumn = table.base.isEmpty ? .influence : .gain
    column =
      table.base.isEmpty ? .influence : .value(table.base.indices.contains(label) ? label : 0)
    list = ListState(selection: factor)
    sort()
  }

  // MARK: What follows from it

  /// The columns that are not hidden.
  var shown: [MatrixColumn] { columns.filter { !hidden.contains($0) } }

  /// A factor's figures.
  func row(_ id: Factor.ID) -> FactorTable.Row? { rows[id] }

  /// The cell under the cursor.
  var cell: MatrixCell? {
    list.selection.map { MatrixCell(factor: $0, column: column) }
  }

  /// The number that a column orders by; `nil` where there is nothing to divide by.
  private func value(_ row: FactorTable.Row, _ column: MatrixColumn) -> Double? {
    let own = row.statistics
    switch column {
    case .name: return nil
    case .support: return Double(own.support)
    case .gain: return own.gain
    case .trust: return own.isBeyondChance ? 3 : own.isWeak ? 0 : own.isBoilerplate ? 1 : 2
    case .value(let index):
      guard row.cells.indices.contains(index), row.cells[index].propensity.total > 0 else {
        return nil
      }
      return row.cells[index].delta
    case .influence: return Double(own.influence)
    case .rate: return own.influenceRate.value
    case .positive: return Double(own.polarity.positive)
    case .neutral: return Double(own.polarity.neutral)
    case .negative: return Double(own.polarity.negative)
    }
  }

  /// Orders the factors; of equal ones the more frequent comes first, then the name decides.
  private mutating func sort() {
    let column = sortColumn
    let listed = table.rows.filter {
      showsMinor || !($0.statistics.isWeak || $0.statistics.isBoilerplate)
    }
    order = listed.sorted { first, second in
      let (a, b) = (value(first, column), value(second, column))
      if a != b {
        // What has no value comes last, whichever way.
        guard let a else { return false }
        guard let b else { return true }
        return isDescending ? a > b : a < b
      }
      if column == .name, first.factor.name != second.factor.name {
        return isDescending
          ? first.factor.name > second.factor.name : first.factor.name < second.factor.name
      }
      let (n, m) = (first.statistics.support, second.statistics.support)
      return n != m ? n > m : first.factor.name < second.factor.name
    }.map(\.id)
  }

  /// Fits the cursor to the rows there are room for.
  mutating func settle(rows: Int) { list.update(order, height: rows) }

  /// The columns that are seen: the name and how often it was seen, and of the others what fits.
  func visible(width: Int) -> (name: Int, columns: [(column: MatrixColumn, x: Int, width: Int)]) {
    let longest = table.rows.map { GraphemeWidth.width(of: $0.factor.name) }.max() ?? 0
    let name = min(max(8, longest + 1), max(10, width / 4))
    // How often a factor was seen stays in view beside its name: no number means much without it.
    let isCounted = shown.contains(.support) && width >= 50
    let count = isCounted ? columnWidth(.support, value: 0) : 0
    let others = shown.filter { $0 != .name && !(isCounted && $0 == .support) }
    let room = width - name - 2 - count
    let value = valueWidth(others, room: room)
    let widths = others.map { columnWidth($0, value: value) }
    // As far left as lets the cursor's column be seen.
    let cursor = others.firstIndex(of: column) ?? 0
    var first = 0
    while first < cursor, widths[first...cursor].reduce(0, +) > room { first += 1 }
    var placed: [(column: MatrixColumn, x: Int, width: Int)] =
      isCounted ? [(.support, name + 2, count)] : []
    var x = name + 2 + count
    let fixed = placed.count
    for index in others.indices.dropFirst(first) {
      guard x + widths[index] <= width || placed.count == fixed else { break }
      placed.append((others[index], x, min(widths[index], max(0, width - x))))
      x += widths[index]
    }
    return (name, placed)
  }

  /// One width for all labels, so that their bars can be compared: as wide as lets all be seen,
  /// or where that is too narrow as wide as they are readable.
  private func valueWidth(_ columns: [MatrixColumn], room: Int) -> Int {
    let values = columns.filter { columnWidth($0, value: 0) == 0 }
    guard !values.isEmpty else { return 0 }
    let others = columns.reduce(0) { $0 + columnWidth($1, value: 0) }
    let share = (room - others) / values.count
    guard share < 9 else { return min(18, share) }
    let longest = values.map { GraphemeWidth.width(of: $0.title(in: table)) }.max() ?? 0
    return min(14, max(9, longest + 2))
  }

  private func columnWidth(_ column: MatrixColumn, value: Int) -> Int {
    switch column {
    case .name: 0
    case .support: 5
    case .gain: 7
    case .trust: 6
    case .value: value
    case .influence, .rate: 6
    case .positive, .neutral, .negative: 5
    }
  }

  // MARK: Doing

  /// Orders by the column under the cursor; once more turns the order around.
  mutating func sortByColumn() {
    if sortColumn == column {
      isDescending.toggle()
    } else {
      sortColumn = column
      // Names begin with A, figures with the largest.
      isDescending = column != .name
    }
    sort()
  }

  /// Hides the column under the cursor; names and the last other column stay.
  mutating func hideColumn() {
    let left = shown.filter { $0 != .name && $0 != column }
    guard column != .name, !left.isEmpty else { return }
    let index = shown.firstIndex(of: column) ?? 0
    hidden.insert(column)
    let rest = shown
    column = rest[min(index, rest.count - 1)]
  }

  /// Shows all columns again.
  mutating func showAllColumns() { hidden = [] }

  /// Leaves weak and stock factors out, or lists them again.
  mutating func toggleMinor() {
    showsMinor.toggle()
    sort()
  }

  /// Moves the cursor by columns, stopping at the ends.
  mutating func moveColumn(by step: Int) {
    let all = shown
    let index = (all.firstIndex(of: column) ?? 0) + step
    column = all[min(max(0, index), all.count - 1)]
  }

  /// Moves the row of the cursor, as a list knows the key.
  mutating func move(_ key: Key, rows: Int) {
    _ = list.handle(key, in: order, height: rows)
  }

  /// The same wishes for a newer model of the same person.
  func carriedOver(to stored: StoredModel) -> MatrixState {
    var new = MatrixState(user: user, stored: stored)
    guard new.columns == columns else { return new }
    (new.hidden, new.sortColumn, new.isDescending, new.column) =
      (hidden, sortColumn, isDescending, column)
    new.showsMinor = showsMinor
    let name = list.selection.flatMap { rows[$0]?.factor.name }
    new.list = ListState(selection: new.table.rows.first { $0.factor.name == name }?.id)
    new.sort()
    return new
  }
}
