internal import Actions

extension TraceState {
  /// Does an action that changes nothing but the view; `false` for any other.
  mutating func perform(_ action: Action, in layout: TraceLayout) -> Bool {
    switch action {
    case .nextPanel: turnPane(1, in: layout)
    case .previousPanel: turnPane(-1, in: layout)
    case .usersPanel: focus = .runs
    case .personPanel: focus = .first
    case .pathPanel: focus = .second
    case .markA: markA()
    case .markB: markB()
    case .swapRuns: swap()
    case .costBars: barsShowCost.toggle()
    case .zoom: isZoomed.toggle()
    case .foldAll: foldAll()
    default:
      return focus == .runs
        ? performInTree(action, rows: layout.treeRows)
        : performInPage(action, rows: layout.pageRows)
    }
    return true
  }

  private mutating func performInTree(_ action: Action, rows: Int) -> Bool {
    switch action {
    case .fold: fold()
    case .nextTab: fold(true)
    case .previousTab: fold(false)
    default:
      guard let key = action.motion else { return false }
      _ = list.handle(key, in: items, height: rows)
    }
    return true
  }

  private mutating func performInPage(_ action: Action, rows: Int) -> Bool {
    let page = max(1, rows - 1)
    switch action {
    case .up: scroll(by: -1)
    case .down: scroll(by: 1)
    case .pageUp: scroll(by: -page)
    case .pageDown, .fold: scroll(by: page)
    case .halfUp: scroll(by: -page / 2)
    case .halfDown: scroll(by: page / 2)
    case .first: scroll(by: -1_000_000)
    case .last: scroll(by: 1_000_000)
    case .previousTab: focus = .first
    case .nextTab: focus = .second
    case .open: focus = .runs
    default: return false
    }
    return true
  }

  private mutating func turnPane(_ step: Int, in layout: TraceLayout) {
    // Below the differences there is one page for both.
    let isShared = showsDifferences && !layout.isBeside
    focus = isShared && focus != .runs ? .runs : focus.neighbour(step)
  }

  /// One step back within the view, if there is one.
  mutating func stepBack() -> Bool {
    if isZoomed {
      isZoomed = false
    } else if showsDifferences {
      showsDifferences = false
    } else if focus != .runs {
      focus = .runs
    } else if a != nil || b != nil {
      mark(nil, nil)
    } else {
      return false
    }
    return true
  }
}
