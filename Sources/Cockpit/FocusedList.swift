internal import TerminalKit

/// The rows of the focused panel's list, whatever they are.
struct FocusedList: Hashable, Sendable {
  /// A way to another row.
  enum Step: Hashable, Sendable {
    /// As a key moves in a list.
    case key(Key)
    /// To the row of an index; nowhere where there is none.
    case row(Int)
  }

  /// How many rows there are.
  var count: Int
  /// The index of the chosen one.
  var chosen: Int?
  /// The index of the first one in view.
  var first: Int
}

extension FocusedList {
  /// The rows of a sheet of tests.
  init(_ checks: ChecksState) {
    let count = checks.found?.rows.count ?? 0
    self.init(count: count, chosen: checks.list.selection, first: checks.list.offset)
  }
}

extension CockpitState {
  /// The list of the focused panel; `nil` where that is a text.
  var focusedList: FocusedList? {
    if showsChecks, focus != .ask { return checks.map(FocusedList.init) }
    let rows = layout.personRows(of: personTab)
    func read<ID>(_ list: ListState<ID>, _ ids: [ID], _ height: Int) -> FocusedList {
      FocusedList(
        count: ids.count, chosen: list.index(in: ids),
        first: list.visible(in: ids, height: height).lowerBound)
    }
    switch focus {
    case .users: return read(people.list, people.ids, layout.userRows)
    case .examples: return read(answer.exampleList, answer.exampleIDs, layout.exampleRows)
    case .path, .ask: return nil
    case .person:
      switch personTab {
      case .factors: return read(factorList, factorTable?.rows.map(\.id) ?? [], rows)
      case .history: return read(historyList, shownHistory, rows)
      case .tests: return read(testList, testIDs, rows)
      case .asks: return read(askList, person?.asks.map(\.id) ?? [], rows)
      }
    }
  }

  /// Moves in the list of the focused panel; whoever is met among the users is opened.
  mutating func moveInList(_ step: FocusedList.Step) -> [CockpitEffect] {
    if showsChecks, focus != .ask {
      moveInChecks(step)
      return []
    }
    let rows = layout.personRows(of: personTab)
    func move<ID>(_ list: inout ListState<ID>, _ ids: [ID], _ height: Int) {
      switch step {
      case .key(let key): _ = list.handle(key, in: ids, height: height)
      case .row(let index):
        if ids.indices.contains(index) { list.select(ids[index], in: ids, height: height) }
      }
    }
    switch focus {
    case .users:
      move(&people.list, people.ids, layout.userRows)
      return openSelected()
    case .examples: move(&answer.exampleList, answer.exampleIDs, layout.exampleRows)
    case .path, .ask: break
    case .person:
      switch personTab {
      case .factors: move(&factorList, factorTable?.rows.map(\.id) ?? [], rows)
      case .history: move(&historyList, shownHistory, rows)
      case .tests: move(&testList, testIDs, rows)
      case .asks: move(&askList, person?.asks.map(\.id) ?? [], rows)
      }
    }
    return []
  }
}
