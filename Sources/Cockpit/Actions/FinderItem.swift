internal import Actions
internal import Workbench

/// A line of help or palette.
struct FinderItem: Hashable, Sendable {
  /// Where help lists it.
  var section: String
  /// Its keys, or the sign it explains.
  var keys: String
  /// What it does.
  var title: String
  /// The name of its command; empty for signs.
  var name: String
  /// What Enter runs; `nil` for what only explains.
  var action: Action?
  /// What the action is given.
  var argument = ""
  /// Whether it is listed only when something is typed.
  var isOnlySearched = false
  /// What the help searches in, without case and accents. The palette, which lists all people, never
  /// asks for it.
  var text: String { FoldedText.of("\(keys) \(name) \(title)") }

  init(
    section: String, keys: String, title: String, name: String, action: Action? = nil,
    argument: String = "", isOnlySearched: Bool = false
  ) {
    self.section = section
    self.keys = keys
    self.title = title
    self.name = name
    self.action = action
    self.argument = argument
    self.isOnlySearched = isOnlySearched
  }
}
