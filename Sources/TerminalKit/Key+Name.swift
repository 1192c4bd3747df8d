extension Key {
  /// The key of a name such as `ctrl-q`, `alt-enter`, `pgdn`, `f5`, `space` or `?`.
  ///
  /// Upper and lower case make no difference except in a single character. `nil` for names that no
  /// key has, and for keys that terminals cannot send, such as `ctrl-enter`.
  public init?(name: String) {
    if name.count == 1, let character = name.first, Sanitizer.isPlain(name), character != " " {
      self = .text(character)
      return
    }
    let lower = name.lowercased()
    if let key = Self.byName[lower] {
      self = key
    } else if lower.hasPrefix("ctrl-") || lower.hasPrefix("c-") {
      let rest = String(lower.drop { $0 != "-" }.dropFirst())
      guard let key = Self.control(rest) else { return nil }
      self = key
    } else if lower.hasPrefix("alt-") || lower.hasPrefix("m-") {
      let rest = String(name.drop { $0 != "-" }.dropFirst())
      if rest.count == 1, let character = rest.first {
        self = .alt(character)
      } else if rest.lowercased() == "enter" {
        self = .altEnter
      } else {
        return nil
      }
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else if name.count == 1, let character = name.first, character != " " {
      self = .text(character)
    } else {
      return nil
    }
  }

  /// The name as it is shown and as it is read; events that are no keys have none.
  public var name: String? {
    switch self {
    case .text(" "): "space"
    case .text(let character): String(character)
    case .ctrl("@"): "ctrl-space"
    case .ctrl(let character): "ctrl-\(character)"
    case .alt(let character): "alt-\(character)"
    case .function(let number): "f\(number)"
    case .wheel: bindable.name
    case .paste, .mouse, .drag, .release, .focusGained, .focusLost, .resize, .hangup: nil
    default: Self.byKey[self]
    }
  }

  private static func control(_ rest: String) -> Key? {
    switch rest {
    case "space": return .ctrl("@")
    case "left": return .wordLeft
    case "right": return .wordRight
    case "i": return .tab
    case "m": return .enter
    default:
      guard rest.count == 1, let character = rest.first, let ascii = character.asciiValue else {
        return nil
      }
      let isLetter = ascii >= 0x61 && ascii <= 0x7A
      return isLetter || "@[\\]^_".contains(character) ? .ctrl(character) : nil
    }
  }

  /// Each key with its names, the first one is shown.
  private static let names: [(Key, [String])] = [
    (.text(" "), ["space"]), (.enter, ["enter", "return", "ret"]),
    (.altEnter, ["alt-enter", "m-enter"]), (.tab, ["tab"]),
    (.backtab, ["shift-tab", "s-tab", "backtab"]), (.escape, ["esc", "escape"]),
    (.backspace, ["backspace", "bs"]), (.delete, ["delete", "del"]), (.insert, ["insert", "ins"]),
    (.up, ["up"]), (.down, ["down"]), (.left, ["left"]), (.right, ["right"]),
    (.wordLeft, ["ctrl-left", "alt-left"]), (.wordRight, ["ctrl-right", "alt-right"]),
    (.home, ["home"]), (.end, ["end"]), (.pageUp, ["pgup", "pageup"]),
    (.pageDown, ["pgdn", "pagedown"]), (.wheelUp, ["wheel-up"]), (.wheelDown, ["wheel-down"]),
  ]

  private static let byName: [String: Key] = Dictionary(
    uniqueKeysWithValues: names.flatMap { key, names in names.map { ($0, key) } })

  private static let byKey: [Key: String] = Dictionary(
    uniqueKeysWithValues: names.map { ($0.0, $0.1[0]) })
}
