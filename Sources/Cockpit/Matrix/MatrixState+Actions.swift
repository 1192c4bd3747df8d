internal import Actions

extension MatrixState {
  /// Does an action that changes nothing but the sheet; `false` for any other.
  ///
  /// - Parameter rows: the rows there are room for.
  mutating func perform(_ action: Action, rows: Int) -> Bool {
    switch action {
    case .previousColumn: moveColumn(by: -1)
    case .nextColumn: moveColumn(by: 1)
    case .firstColumn: moveColumn(by: -1_000)
    case .lastColumn: moveColumn(by: 1_000)
    case .sortColumn: sortByColumn()
    case .hideColumn: hideColumn()
    case .showColumns: showAllColumns()
    case .allFactors: toggleMinor()
    default:
      guard let key = action.motion else { return false }
      move(key, rows: rows)
    }
    return true
  }
}
