internal import Actions
internal import Workbench

/// What the line of a command may become.
struct CommandCompletion: Hashable, Sendable {
  /// The whole line.
  var line: String
  /// What it would do, or more about the name.
  var help: String

  /// How many are offered at most.
  static let limit = 50

  /// The completions of a line.
  static func all(for text: String, in state: CockpitState) -> [CommandCompletion] {
    let text = String(text.drop { $0.isWhitespace })
    guard let space = text.firstIndex(where: \.isWhitespace) else { return names(for: text) }
    let name = String(text[..<space])
    let typed = String(text[space...].drop { $0.isWhitespace })
    guard let action = ActionTable.action(named: name) else { return [] }
    let found = arguments(of: ActionTable.entry(of: action).argument.kind, typed, state)
    return found.prefix(limit).map {
      CommandCompletion(line: "\(name) \($0.0)", help: $0.1)
    }
  }

  private static func names(for text: String) -> [CommandCompletion] {
    let entries = ActionTable.commands
    let first = entries.filter { $0.action.rawValue.hasPrefix(text) }
    let second =
      text.isEmpty
      ? []
      : entries.filter {
        !$0.action.rawValue.hasPrefix(text) && $0.action.rawValue.contains(text)
      }
    return (first + second).map { entry in
      let isFollowed = entry.argument != .none
      return CommandCompletion(
        line: entry.action.rawValue + (isFollowed ? " " : ""), help: entry.help)
    }
  }

  private static func arguments(
    of kind: ActionEntry.Kind?, _ typed: String, _ state: CockpitState
  ) -> [(String, String)] {
    func beginning(_ values: [String], _ help: String = "") -> [(String, String)] {
      values.filter { $0.hasPrefix(typed) }.map { ($0, help) }
    }
    switch kind {
    case .user:
      let wanted = FoldedText.of(typed)
      return state.people.ordered.lazy.filter { wanted.isEmpty || $0.text.contains(wanted) }
        .prefix(limit).map { ($0.summary.name, $0.summary.task) }
    case .theme: return beginning(state.themes)
    case .order: return beginning(UserOrder.allCases.map(\.rawValue))
    case .onOff: return beginning(["on", "off"])
    case .filter:
      let tasks = Set(state.people.ordered.map { "task=\($0.task)" }).sorted()
      return beginning(["fitted", "stale", "unfitted", "n>=30"] + tasks)
    case .file:
      return FileCompletion.all(for: typed).map { ($0.path, $0.isFolder ? "folder" : "") }
    case .query, .text, nil: return []
    }
  }
}
