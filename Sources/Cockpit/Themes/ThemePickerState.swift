internal import TerminalKit

/// The themes to choose from; whatever stands under the cursor is shown at once.
struct ThemePickerState: Equatable, Sendable {
  /// The theme to go back to.
  let original: String
  /// `nil` until the folder was read.
  private(set) var names: [String]?
  private(set) var list: ListState<String>

  init(current: String) {
    original = current
    list = ListState(selection: current)
  }

  private static let page = 8

  /// Takes in the names there are.
  mutating func take(_ names: [String]) {
    self.names = names.contains(original) ? names : [original] + names
    list.update(self.names ?? [], height: Self.page)
  }

  /// Moves as a key says.
  mutating func move(_ key: Key) {
    // `t` again goes on to the next, as a hand that likes to leaf through expects.
    let key: Key = key == .text("t") || key == .tab ? .down : key == .backtab ? .up : key
    _ = list.handle(key, in: names ?? [], height: Self.page)
  }
}
