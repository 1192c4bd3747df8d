/// Which key does what; an action may have several keys, a key has one action (ours).
public struct Keymap<Action: Hashable & Sendable>: Sendable, Equatable {
  /// Why a binding was refused.
  public enum Problem: Error, Sendable, Hashable, CustomStringConvertible {
    /// No key has this name, or no terminal can send it.
    case unknownKey(String)
    /// The key already has another action.
    case taken(key: String, by: Action, wanted: Action)

    /// A sentence that says what is wrong and the way out.
    public var description: String {
      switch self {
      case .unknownKey(let name):
        "no terminal sends a key named '\(name)'; names look like ctrl-q, alt-enter, pgdn, f5 or ?"
      case .taken(let key, let other, let wanted):
        "'\(key)' is bound to \(other) already and cannot be bound to \(wanted); unbind it first"
      }
    }
  }

  private var actions: [Key: Action] = [:]
  /// Keys in the order they were bound, so that hints always show the same one.
  private var order: [Key] = []

  /// Creates an empty map.
  public init() {}

  /// What the key does.
  public subscript(key: Key) -> Action? { actions[key] }

  /// The keys of an action, in the order they were bound.
  public func keys(for action: Action) -> [Key] { order.filter { actions[$0] == action } }

  /// The name of the first key of an action, for hints.
  public func hint(for action: Action) -> String? { keys(for: action).first?.name }

  /// Binds a key; the action it had is lost.
  public mutating func bind(_ key: Key, to action: Action) {
    unbind(key)
    actions[key] = action
    order.append(key)
  }

  /// Binds the key of a name, and refuses one that has another action.
  public mutating func bind(_ name: String, to action: Action) throws(Problem) {
    guard let key = Key(name: name) else { throw .unknownKey(name) }
    if let other = actions[key], other != action {
      throw .taken(key: name, by: other, wanted: action)
    }
    bind(key, to: action)
  }

  /// Frees a key.
  public mutating func unbind(_ key: Key) {
    guard actions.removeValue(forKey: key) != nil else { return }
    order.removeAll { $0 == key }
  }

  /// Frees every key of an action.
  public mutating func unbindAll(of action: Action) {
    for key in keys(for: action) { unbind(key) }
  }
}
