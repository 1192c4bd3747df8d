internal import TerminalKit
package import Workbench

/// Which key does what, where.
package struct KeyBindings: Sendable, Equatable {
  /// What was pressed means.
  package enum Meaning: Hashable, Sendable {
    case action(Action)
    /// One more key is waited for.
    case beginning
    case nothing
  }

  /// Why a wish of the config was not met, and the way out.
  package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The action as the config names it.
    package var name: String
    package var description: String
  }

  private var strokes: [ActionContext: [Stroke: Action]] = [:]
  private var byAction: [Action: [Stroke]] = [:]

  /// The keys of the action table.
  package static let standard: KeyBindings = {
    var bindings = KeyBindings()
    for entry in ActionTable.entries {
      for stroke in entry.keys.compactMap(Stroke.init(name:)) {
        bindings.bind(stroke, to: entry.action)
      }
    }
    return bindings
  }()

  /// The keys of the action table with those that a config wishes for, and which wishes cannot be
  /// met.
  package static func meeting(
    _ wishes: [Configuration.KeyWish]
  ) -> (bindings: KeyBindings, problems: [ConfigError]) {
    var bindings = standard
    let problems = bindings.rebind(wishes.map { ($0.name, $0.keys) }).compactMap { problem in
      wishes.first { $0.name == problem.name }?.error(problem.description)
    }
    return (bindings, problems)
  }

  // MARK: Asking

  /// What keys mean in the contexts that are listened to, the most particular first.
  package func meaning(of stroke: Stroke, in chain: [ActionContext]) -> Meaning {
    var isBeginning = false
    for context in chain {
      guard let bound = strokes[context] else { continue }
      if context.isText, stroke.typesOrEdits { continue }
      if let action = bound[stroke] { return .action(action) }
      isBeginning =
        isBeginning
        || bound.keys.contains { $0.keys.count > 1 && $0.keys.starts(with: stroke.keys) }
    }
    return isBeginning ? .beginning : .nothing
  }

  /// The keys of an action, the one that hints show first.
  package func strokes(of action: Action) -> [Stroke] { byAction[action] ?? [] }

  /// The keys of an action as the screen shows them, such as `? F1`; empty where it has none.
  package func label(of action: Action) -> String {
    strokes(of: action).filter { !Self.isWheel($0) }.map(\.label).joined(separator: " ")
  }

  /// The first key of an action as the screen shows it, of those that a text field lets through
  /// where it must.
  package func hint(of action: Action, inText: Bool = false) -> String? {
    strokes(of: action).first { !inText || !$0.typesOrEdits }?.label
  }

  /// What follows a key that is waited on: the keys and what they do.
  package func continuations(of stroke: Stroke, in chain: [ActionContext]) -> [(Stroke, Action)] {
    chain.flatMap { context in
      (strokes[context] ?? [:]).filter {
        $0.key.keys.count > stroke.keys.count && $0.key.keys.starts(with: stroke.keys)
      }
    }
    .map { (Stroke(keys: Array($0.key.keys.dropFirst(stroke.keys.count))), $0.value) }
    .sorted { $0.0.name < $1.0.name }
  }

  // MARK: Changing

  /// Binds actions anew, each to the keys it shall have in place of those it has; none of them
  /// unbinds it.
  ///
  /// - Returns: what could not be done; the keys of those actions stay as they were as far as they
  ///   are free.
  package mutating func rebind(_ wishes: [(name: String, keys: [String])]) -> [Problem] {
    var problems: [Problem] = []
    var wanted: [(Action, ActionEntry, [String])] = []
    for wish in wishes {
      guard let action = Action(rawValue: wish.name) else {
        problems.append(Problem(name: wish.name, description: Self.unknown(wish.name)))
        continue
      }
      if wish.keys.isEmpty, Self.kept.contains(action) {
        problems.append(
          Problem(
            name: wish.name,
            description: "'\(wish.name)' needs a key: without it there is no way out"))
        continue
      }
      wanted.append((action, ActionTable.entry(of: action), wish.keys))
    }
    let before = byAction
    for (action, _, _) in wanted { unbind(action) }
    var refused: [Action] = []
    for (action, entry, names) in wanted {
      for name in names {
        if let problem = tryToBind(name, to: action, entry) {
          problems.append(Problem(name: action.rawValue, description: problem))
          refused.append(action)
        }
      }
    }
    for action in refused where strokes(of: action).isEmpty {
      let entry = ActionTable.entry(of: action)
      for stroke in before[action] ?? [] where taker(of: stroke, in: entry.contexts) == nil {
        bind(stroke, to: action)
      }
    }
    return problems
  }

  /// Actions that nobody may lose.
  private static let kept: Set<Action> = [.quit, .escape]

  private mutating func tryToBind(
    _ name: String, to action: Action, _ entry: ActionEntry
  ) -> String? {
    guard let stroke = Stroke(name: name) else {
      return "no terminal sends '\(name)'; names look like ctrl-q, alt-enter, pgdn, f5 or ?"
    }
    if stroke.typesOrEdits, entry.contexts.allSatisfy(\.isText) {
      return "'\(name)' types or edits where \(action.rawValue) is heard; take a key such as alt-e"
    }
    if let other = taker(of: stroke, in: entry.contexts) {
      return "'\(name)' is the key of \(other.rawValue) already; give that one another key, or "
        + "unbind it: \(other.rawValue) = \"none\""
    }
    bind(stroke, to: action)
    return nil
  }

  /// The action that has a key, or the beginning of it, in a context that is heard at the same time.
  private func taker(of stroke: Stroke, in contexts: Set<ActionContext>) -> Action? {
    for context in ActionContext.allCases where contexts.contains(where: { $0.meets(context) }) {
      if context.isText, stroke.typesOrEdits { continue }
      for (other, action) in strokes[context] ?? [:]
      where other.keys.starts(with: stroke.keys) || stroke.keys.starts(with: other.keys) {
        return action
      }
    }
    return nil
  }

  private mutating func bind(_ stroke: Stroke, to action: Action) {
    for context in ActionTable.entry(of: action).contexts {
      strokes[context, default: [:]][stroke] = action
    }
    byAction[action, default: []].append(stroke)
  }

  private mutating func unbind(_ action: Action) {
    for context in ActionTable.entry(of: action).contexts {
      strokes[context] = strokes[context]?.filter { $0.value != action }
    }
    byAction[action] = nil
  }

  private static func unknown(_ name: String) -> String {
    let nearest = name.nearest(of: Action.allCases.map(\.rawValue))
    return "no action is called '\(name)'\(nearest.map { "; is it \($0)?" } ?? "")"
      + " `rationale keys` lists them"
  }

  private static func isWheel(_ stroke: Stroke) -> Bool {
    stroke.keys == [.wheelUp] || stroke.keys == [.wheelDown]
  }
}

extension Stroke {
  /// Keys one after the other.
  fileprivate init(keys: [Key]) { self.keys = keys }
}
