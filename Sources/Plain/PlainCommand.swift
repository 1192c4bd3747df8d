internal import Actions
internal import Presentation

/// What the line mode understands: the `:` commands of the screen that make sense without one, and
/// few of its own.
enum PlainCommand: Hashable, Sendable {
  /// A command that the screen has too.
  case action(Action)
  /// Opens a row of the last listing.
  case open
  /// Lists the next rows.
  case more

  /// Reads the name of a command.
  ///
  /// - Throws: `CommandFailure` (usage) as the screen words it.
  init(named name: String) throws {
    switch name {
    case "open": self = .open
    case "more", "m": self = .more
    case "?": self = .action(.help)
    default:
      let beginnings = Self.understood.filter { $0.rawValue.hasPrefix(name) }
      let exact = ActionTable.action(named: name)
      guard let action = beginnings.count == 1 && exact == nil ? beginnings[0] : exact else {
        let names = Self.understood.map(\.rawValue) + ["more", "open"]
        throw CommandFailure.usage(CommandText.unknown(name, among: names.sorted()))
      }
      if let reason = Self.refusals[action] { throw CommandFailure.usage(reason) }
      guard Self.understood.contains(action) else {
        throw CommandFailure.usage("\(action.rawValue) needs the screen; help lists all commands.")
      }
      self = .action(action)
    }
  }

  /// The commands of the screen that can be had here.
  static let understood: [Action] = [
    .allFactors, .ask, .asksTab, .audit, .compare, .delete, .drift, .editFeature, .evaluate,
    .examplesPanel, .factorsTab, .filter, .fit, .help, .historyTab, .import, .log, .matrix,
    .methods, .models, .others, .pastAnswers, .pathPanel, .pathTab, .personPanel, .presenter,
    .promptTab, .queryTab, .quit, .rawTab, .redo, .redraw, .search, .sort, .sumTab, .testsTab,
    .trace, .undo, .user, .usersPanel, .versions, .whatIf, .without,
  ]

  /// What it takes behind its name.
  var argument: ActionEntry.Argument {
    switch self {
    case .open: .required(.text)
    case .more: .none
    case .action(.testsTab), .action(.models): .optional(.text)
    case .action(.delete): .required(.text)
    case .action(.ask): .required(.query)
    case .action(.import): .required(.file)
    case .action(let action): ActionTable.entry(of: action).argument
    }
  }

  /// Checks what stands behind the name, with the words of the screen.
  func check(_ argument: String) throws {
    let name =
      switch self {
      case .open: "open"
      case .more: "more"
      case .action(let action): action.rawValue
      }
    switch self.argument {
    case .none where !argument.isEmpty:
      throw CommandFailure.usage(":\(name) takes nothing behind it.")
    case .required(let kind) where argument.isEmpty:
      let what = self == .open || self == .action(.delete) ? "number" : kind.rawValue
      throw CommandFailure.usage(":\(name) needs a \(what) behind it.")
    default: break
    }
  }

  /// Why some commands of the screen cannot be had.
  static let refusals: [Action: String] = [
    .theme: "There are no themes here: nothing is coloured.",
    .copy: "Nothing is copied here: mark the text in the terminal, or run a command that writes "
      + "JSON, such as rationale ask NAME TEXT --json.",
    .mouse: "There is no mouse here.",
    .zoom: "There are no panels here, so nothing to zoom.",
    .palette: "There is no palette here; help lists all commands.",
    .checks: "Say which: audit, past-answers, drift, versions, or compare and a name.",
    .suspend: "Control-Z suspends, and fg in the shell comes back.",
    .editor: "There is no editor here: end a line with a backslash, and the query goes on.",
  ]

  /// The help: what is typed, and what it does.
  static let help: [(usage: String, help: String)] = [
    ("users", "list the people"),
    entry(.filter, "TEXT"),
    entry(.sort, "ORDER"),
    ("user NAME", "open a person by name, by the beginning or by a part of it"),
    ("person", "say who is open, and which model they have"),
    entry(.factorsTab),
    ("all-factors", "list weak and stock factors too"),
    ("matrix", "list all factors with every label"),
    entry(.historyTab),
    ("tests", "list the person's test items; tests and a number asks one"),
    ("asks", "list what was asked before"),
    entry(.fit),
    entry(.audit),
    entry(.pastAnswers),
    entry(.drift),
    entry(.others),
    entry(.methods),
    ("evaluate", "try all methods on this person's known answers: does it help?"),
    ("versions", "list the versions of the model; open shows what is different"),
    entry(.compare, "NAME"),
    (
      "ask TEXT",
      "ask a question in the person's place; a line that ends in a backslash goes on, and options "
        + "stand one a line, such as A. Yes"
    ),
    ("reasoning", ActionTable.entry(of: .pathTab).help),
    entry(.sumTab),
    entry(.queryTab),
    ("examples", "list the similar past items that the answer rests on"),
    entry(.whatIf),
    entry(.without, "NAME"),
    entry(.editFeature, "OLD = NEW"),
    entry(.promptTab),
    entry(.rawTab),
    ("open NUMBER", "open a row of the last list: a person, a factor's items, an item, an ask"),
    ("more", "list the next rows"),
    ("delete NUMBER", "delete an ask of the last list; undo brings it back"),
    ("trace", "list asks and fits with their times and costs; open tells their stages"),
    ("search WORDS", "find words in names, questions, reasoning paths and earlier asks"),
    ("models NAME", "use a model from now on; without a name, list those there are"),
    entry(.import, "FILE"),
    ("presenter on", "for a room: other names and no money; presenter off ends it"),
    ("undo", "take back the last change: a filter, an order, a deleted ask, a model"),
    entry(.redo),
    ("log", "what went wrong or was noted so far"),
    ("quit", "end; so does Control-D. Control-C cancels what runs"),
  ]

  private static func entry(
    _ action: Action, _ argument: String = ""
  ) -> (usage: String, help: String) {
    let entry = ActionTable.entry(of: action)
    return (action.rawValue + (argument.isEmpty ? "" : " \(argument)"), entry.help)
  }
}
