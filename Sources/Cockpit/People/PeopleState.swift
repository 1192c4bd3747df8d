internal import Storage
internal import TerminalKit
internal import Workbench

/// Panel 1: the users, what narrows them, and the one under the cursor.
struct PeopleState: Sendable {
  /// `nil` until the library was read.
  var all: [UserSummary]?
  var filter = LineEditor(allowsNewlines: false)
  /// Whether keys go to the filter.
  var isFiltering = false
  /// The filter before it was typed in.
  var filterBefore = ""
  var order: UserOrder = .task
  var list = ListState<Library.UserID>()
  /// The users that the filter lets through, in order; kept, because lists are long.
  private(set) var shown: [UserSummary] = []
  /// All users in order.
  private(set) var ordered: [ListedUser] = []

  // MARK: What follows from it

  /// The user under the cursor.
  var selected: UserSummary? { shown.first { $0.id == list.selection } }

  /// The rows of the list.
  var ids: [Library.UserID] { shown.map(\.id) }

  /// The users above and below one in the list.
  func neighbours(of id: Library.UserID) -> [Library.UserID] {
    guard let index = shown.firstIndex(where: { $0.id == id }) else { return [] }
    return [index + 1, index - 1].filter(shown.indices.contains).map { shown[$0].id }
  }

  // MARK: Changing it

  /// Sorts the users anew.
  ///
  /// - Parameters:
  ///   - presenter: what tells the names they have on the screen.
  ///   - rows: the rows that the list has room for.
  mutating func sort(as presenter: Presenter, rows: Int) {
    ordered = (all ?? []).map { user in
      var user = user
      user.name = presenter.name(of: user.id, user.name)
      return ListedUser(user)
    }
    .sorted(by: order.isBefore)
    narrow(rows: rows)
  }

  /// Filters the users anew.
  mutating func narrow(rows: Int) {
    let filter = UserFilter(filter.text)
    shown = ordered.lazy.filter(filter.matches).map(\.summary)
    list.update(ids, height: rows)
  }

  /// Puts a text into the filter, as if it had always stood there.
  mutating func setFilter(_ text: String) {
    filter.setText(text)
    filterBefore = text
  }

  /// Puts the cursor on a user.
  mutating func select(_ id: Library.UserID, rows: Int) {
    list.select(id, in: ids, height: rows)
  }
}
