/// What is known of an action.
package struct ActionEntry: Sendable {
  /// What a `:` command takes behind its name.
  package enum Argument: Hashable, Sendable {
    case none
    /// May be left out.
    case optional(Kind)
    case required(Kind)

    /// What it is.
    package var kind: Kind? {
      switch self {
      case .none: nil
      case .optional(let kind), .required(let kind): kind
      }
    }
  }

  /// What an argument is, for its completion.
  package enum Kind: String, Hashable, Sendable {
    case user
    case theme
    case order
    case file
    case filter
    case query
    case text
    case onOff
  }

  /// The action.
  package var action: Action
  /// Where its keys are heard.
  package var contexts: Set<ActionContext>
  /// The keys it has unless the config says otherwise, as `Stroke` reads them.
  package var keys: [String]
  /// A word for the line of hints.
  package var hint: String
  /// A sentence for help, palette and manual.
  package var help: String
  /// What its command takes.
  package var argument = Argument.none
  /// Whether it has a `:` command. Keys that only move do not.
  package var isCommand = true
}
