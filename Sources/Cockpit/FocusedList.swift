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
  /// The rows of a list.
  init<ID>(_ list: ListState<ID>, of ids: [ID], height: Int) {
    self.init(
      count: ids.count, chosen: list.index(in: ids),
      first: list.visible(in: ids, height: height).lowerBound)
  }

  /// The rows of a sheet of tests.
  init(_ checks: ChecksState) {
    let count = checks.found?.rows.count ?? 0
    self.init(count: count, chosen: checks.list.selection, first: checks.list.offset)
  }
}

extension ListState {
  /// Goes to another row.
  mutating func move(_ step: FocusedList.Step, in ids: [ID], height: Int) {
    switch step {
    case .key(let key): _ = handle(key, in: ids, height: height)
    case .row(let index):
      if ids.indices.contains(index) { select(ids[index], in: ids, height: height) }
    }
  }
}

extension CockpitState {
  /// The list of the focused panel; `nil` where that is a text.
  var focusedList: FocusedList? {
    if sheets.showsChecks, focus != .ask { return sheets.checks.map(FocusedList.init) }
    return switch focus {
    case .users: FocusedList(people.list, of: people.ids, height: layout.userRows)
    case .person: personView.focusedList(rows: layout.personRows(of: personView.tab))
    case .examples:
      FocusedList(answer.exampleList, of: answer.exampleIDs, height: layout.exampleRows)
    case .path, .ask: nil
    }
  }

  /// Moves in the list of the focused panel; whoever is met among the users is opened.
  mutating func moveInList(_ step: FocusedList.Step) -> [CockpitEffect] {
    if sheets.showsChecks, focus != .ask {
      moveInChecks(step)
      return []
    }
    switch focus {
    case .users:
      people.list.move(step, in: people.ids, height: layout.userRows)
      return openSelected()
    case .person: personView.move(step, rows: layout.personRows(of: personView.tab))
    case .examples:
      answer.exampleList.move(step, in: answer.exampleIDs, height: layout.exampleRows)
    case .path, .ask: break
    }
    return []
  }
}
