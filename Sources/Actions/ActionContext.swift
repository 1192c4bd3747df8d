/// Where the keys of an action are heard.
package enum ActionContext: String, CaseIterable, Hashable, Sendable {
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
  /// The sheet of tests, in the place of the panels.
  case checks
  /// A text that lies over the panels.
  case reader
  /// Panel 5.
  case prompt
  /// The filter of the user list, and the line of a search.
  case filter

  /// Whether what is typed there is text, so that a printable key is never an action.
  package var isText: Bool { self == .prompt || self == .filter }

  /// What is listened to where this is the most particular place, that place first; empty for what
  /// only stands behind others.
  package var chain: [ActionContext] {
    switch self {
    case .factors, .history, .tests, .asks: [self, .person, .rows, .panels]
    case .users, .path, .examples, .trace, .matrix, .checks: [self, .rows, .panels]
    case .reader: [self, .rows]
    case .prompt, .filter: [self]
    case .panels, .rows, .person: []
    }
  }

  /// Within each of these a key has one meaning. What stands in the place of the panels goes before
  /// them, so that its keys may mean something else.
  package static let chains: [[ActionContext]] = allCases.map { context in
    [.trace, .matrix, .checks].contains(context) ? [context] : context.chain
  }
  .filter { !$0.isEmpty }

  /// Whether keys of both are listened to at some time.
  package func meets(_ other: ActionContext) -> Bool {
    Self.chains.contains { $0.contains(self) && $0.contains(other) }
  }
}
