internal import Actions

extension KeyBindings {
  /// The key of an action as a sentence names it; its command where it has no key.
  func name(of action: Action) -> String { hint(of: action) ?? ":\(action.rawValue)" }
}
