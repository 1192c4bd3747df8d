internal import TerminalKit

/// What can be copied from where the eye is.
struct CopyMenu: Equatable, Sendable {
  /// One thing to copy.
  struct Choice: Hashable, Sendable {
    /// The key that takes it.
    var key: Character
    /// What it is, for the menu and the confirmation.
    var title: String
    var text: String
  }

  let choices: [Choice]
  private(set) var list: ListState<Character>

  /// The things there are; the first is under the cursor.
  init(choices: [Choice]) {
    self.choices = choices
    list = ListState(selection: choices.first?.key)
  }

  /// Takes a key; what was chosen, if something was.
  mutating func press(_ key: Key) -> Choice? {
    switch key {
    case .enter: return choices.first { $0.key == list.selection }
    // Twice the key of the menu takes the first, as `yy` does elsewhere.
    case .text("y"): return choices.first
    case .text(let character):
      if let choice = choices.first(where: { $0.key == character }) { return choice }
    default: break
    }
    _ = list.handle(key, in: choices.map(\.key), height: choices.count)
    return nil
  }
}
