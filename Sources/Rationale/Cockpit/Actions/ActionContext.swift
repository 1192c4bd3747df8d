/// Where the keys of an action are heard.
enum ActionContext: String, CaseIterable, Hashable, Sendable {
  /// All panels but the prompt.
  case panels
  /// Whatever has rows or lines.
  case rows
  /// Panel 1.
  case users
  /// Panel 2, whichever tab.
  case person
  case factors
  case history
  case tests
  case asks
  /// Panel 3.
  case path
  /// Panel 4.
  case examples
  /// The view of runs, in the place of the panels.
  case trace
  /// The sheet of factors by labels, in the place of the panels.
  case matrix
  /// A text that lies over the panels.
  case reader
  /// Panel 5.
  case prompt
  /// The filter of the user list, and the line of a search.
  case filter

  /// Whether what is typed there is text, so that a printable key is never an action.
  var isText: Bool { self == .prompt || self == .filter }

  /// What is listened to at the same time, the most particular first: a key has one meaning in each.
  static let chains: [[ActionContext]] = [
    [.users, .rows, .panels],
    [.factors, .person, .rows, .panels],
    [.history, .person, .rows, .panels],
    [.tests, .person, .rows, .panels],
    [.asks, .person, .rows, .panels],
    [.path, .rows, .panels],
    [.examples, .rows, .panels],
    [.reader, .rows],
    [.prompt],
    [.filter],
    // What stands in the place of the panels goes before them: their keys may mean something else.
    [.trace],
    [.matrix],
  ]

  /// Whether keys of both are listened to at some time.
  func meets(_ other: ActionContext) -> Bool {
    Self.chains.contains { $0.contains(self) && $0.contains(other) }
  }
}
