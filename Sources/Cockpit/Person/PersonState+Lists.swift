internal import TerminalKit

extension PersonState {
  /// The list of the tab.
  ///
  /// - Parameter rows: the rows it has room for.
  func focusedList(rows: Int) -> FocusedList {
    switch tab {
    case .factors: FocusedList(factorList, of: factorIDs, height: rows)
    case .history: FocusedList(historyList, of: shownHistory, height: rows)
    case .tests: FocusedList(testList, of: testIDs, height: rows)
    case .asks: FocusedList(askList, of: askIDs, height: rows)
    }
  }

  /// Where the seen rows of the tab stand among all.
  func thumb(rows: Int) -> ScrollThumb {
    switch tab {
    case .factors: factorList.thumb(in: factorIDs, height: rows)
    case .history: historyList.thumb(in: shownHistory, height: rows)
    case .tests: testList.thumb(in: testIDs, height: rows)
    case .asks: askList.thumb(in: askIDs, height: rows)
    }
  }

  /// Moves in the list of the tab.
  mutating func move(_ step: FocusedList.Step, rows: Int) {
    switch tab {
    case .factors: factorList.move(step, in: factorIDs, height: rows)
    case .history: historyList.move(step, in: shownHistory, height: rows)
    case .tests: testList.move(step, in: testIDs, height: rows)
    case .asks: askList.move(step, in: askIDs, height: rows)
    }
  }

  /// Fits the lists to what there is and to the rows there is room for.
  mutating func settle(rows: Int) {
    factorList.update(factorIDs, height: rows)
    historyList.update(shownHistory, height: rows)
    testList.update(testIDs, height: rows)
    askList.update(askIDs, height: rows)
  }

  /// The rows of the tab as text, for a search.
  var texts: [String] {
    switch tab {
    case .factors: factorTable?.rows.map(\.factor.name) ?? []
    case .history: shownHistory.map { history.searched(at: $0) }
    case .tests: testIDs.map { person?.user.test[$0].query ?? "" }
    case .asks: person?.asks.map { "\($0.query) \($0.response ?? "")" } ?? []
    }
  }

  /// The row under the cursor in full, to copy it.
  var rowText: String? {
    switch tab {
    case .factors: selectedFactor?.factor.name
    case .history: historyList.selection.flatMap(history.copied(at:))
    case .tests:
      testList.selection.flatMap((person?.user.test ?? []).copied(at:))
    case .asks: selectedAsk.map { "\($0.query)\n\($0.response ?? "")" }
    }
  }
}
