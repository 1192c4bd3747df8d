package import TerminalKit

/// A key, or two keys one after the other such as `ctrl-x ctrl-e`.
package struct Stroke: Hashable, Sendable {
  /// The keys, in the order they are pressed.
  package var keys: [Key]

  /// A single key.
  package init(_ key: Key) { keys = [key] }

  /// The stroke of names separated by spaces; `nil` when no terminal can send it.
  package init?(name: String) {
    let names = name.split(separator: " ")
    let keys = names.compactMap { Key(name: String($0)) }
    guard !keys.isEmpty, keys.count <= 2, keys.count == names.count else { return nil }
    self.keys = keys
  }

  /// The stroke with one more key.
  package func followed(by key: Key) -> Stroke {
    var stroke = self
    stroke.keys.append(key)
    return stroke
  }

  /// The name as the config has it, such as `ctrl-x ctrl-e`.
  package var name: String { keys.compactMap(\.name).joined(separator: " ") }

  /// The name as the screen shows it, such as `^X ^E`.
  package var label: String { keys.map(\.label).joined(separator: " ") }

  /// Whether it types or edits text, and so cannot be an action in a text field.
  package var typesOrEdits: Bool {
    switch keys.first {
    case .text, .backspace, .delete, .left, .right, .wordLeft, .wordRight: true
    case .ctrl(let character): "abdefhknptuwy_".contains(character)
    case .alt(let character): "bdfy.<>\u{7F}".contains(character)
    default: false
    }
  }
}

extension Key {
  /// The name as the screen shows it: `^Q`, `M-x`, `PgUp`.
  package var label: String {
    switch self {
    case .ctrl("@"): "^Space"
    case .ctrl(let character): "^\(character.uppercased())"
    case .alt(let character): "M-\(character)"
    case .altEnter: "Alt-Enter"
    case .function(let number): "F\(number)"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .backtab: "S-Tab"
    case .text(" "): "Space"
    case .text(let character): String(character)
    case .wordLeft: "^Left"
    case .wordRight: "^Right"
    default: (name ?? "").split(separator: "-").map(\.capitalized).joined(separator: "-")
    }
  }
}

extension Substring {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
