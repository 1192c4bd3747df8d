internal import Actions
internal import TerminalKit

extension CockpitState {
  /// Does an action of `ActionArea.sheets` where no sheet is shown that knows it.
  mutating func performWithSheets(_ action: Action, _ argument: String) -> [CockpitEffect]? {
    switch action {
    case .trace: return toggleTrace()
    case .matrix: return toggleMatrix()
    case .checks: return toggleChecks()
    case .audit: return toggleChecks(.audit)
    case .pastAnswers: return toggleChecks(.past)
    case .drift: return toggleChecks(.drift)
    case .versions: return toggleChecks(.versions)
    case .compare: return compare(with: argument)
    case .others: return toggleChecks(.others)
    case .methods: return toggleChecks(.methods)
    case .evaluate: return toggleChecks(.evaluation)
    case .markA, .markB, .swapRuns, .differences, .rerun, .fold, .foldAll, .allRuns, .costBars:
      return complain("\(key(.trace)) leads to the runs, where this works.")
    case .previousColumn, .nextColumn, .firstColumn, .lastColumn, .sortColumn, .hideColumn,
      .showColumns:
      return complain("\(key(.matrix)) leads to the factors by labels, where this works.")
    default: return nil
    }
  }

  /// Does an action on a sheet that stands in the place of the panels; `nil` where there is none, and
  /// for actions that are there what they are elsewhere.
  mutating func performOnSheet(_ action: Action) -> [CockpitEffect]? {
    guard let sheet = sheets.shown, focus != .ask, !people.isFiltering, !search.isTyping else {
      return nil
    }
    return switch sheet {
    case .trace: performInTrace(action)
    case .matrix: performInMatrix(action)
    case .checks: performInChecks(action)
    }
  }

  /// What a click does on a sheet: it chooses a run or goes to a pane, a second one on the same row
  /// opens it. What lies under the sheet is not clicked. `nil` where there is no sheet, and for the
  /// wheel, which is two keys there.
  mutating func pressMouseOnSheet(_ key: Key) -> [CockpitEffect]? {
    guard sheets.shown != nil, overlays.isEmpty, case .mouse(_, let point) = key,
      layout.panels[.ask]?.contains(point) != true
    else { return nil }
    if focus == .ask { focus = lastPanel }
    guard key == .mouse(button: 0, at: point) else { return [] }
    switch sheets.shown {
    case .trace: return clickInTrace(at: point)
    case .checks: return clickInChecks(at: point)
    case .matrix, nil: return []
    }
  }

  /// Where the sheet is drawn: everything between the head and the prompt.
  var sheetRect: Rect {
    let layout = layout
    guard let prompt = layout.panels[.ask] else {
      return Rect(x: 0, y: 0, width: 0, height: 0)
    }
    let head = layout.tabs.isEmpty ? layout.header.maxY : layout.tabs.y
    return Rect(x: 0, y: head, width: layout.header.width, height: max(0, prompt.y - head))
  }
}
