internal import Workbench

/// Text of users and models as a document may hold it: letters, marks and emoji stay, and what would
/// steer a terminal, turn the direction of writing or hide from the reader becomes visible.
package enum VisibleText {
  /// The text. Line ends stay as `\n`, tabs become spaces.
  package static func of(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for character in text {
      if character.isNewline, character != "\u{2028}", character != "\u{2029}",
        character != "\u{0B}", character != "\u{0C}", character != "\u{85}"
      {
        result.append("\n")
      } else {
        for scalar in character.unicodeScalars { append(scalar, to: &result) }
      }
    }
    return String(result)
  }

  /// The text on one line.
  package static func line(_ text: String) -> String {
    of(text).split(separator: "\n").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The beginning of a text on one line, of at most `count` characters.
  package static func start(of text: String, count: Int) -> String {
    let line = line(text)
    guard line.count > count else { return line }
    return line.prefix(count - 1) + "…"
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
    switch scalar.value {
    case 0x09:
      result.append(" ")
    case ..<0x20:
      // The picture of the control character.
      result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0xFEFF, 0xE0000...0xE007F:
      result.append(contentsOf: named(scalar))
    default:
      result.append(contentsOf: JSONText.isObeyed(scalar) ? named(scalar) : [scalar])
    }
  }

  private static func named(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    Array("\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
