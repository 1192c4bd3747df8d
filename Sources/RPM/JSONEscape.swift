/// How JSON spells the characters that may not stand in a text as they are (RFC 8259, section 7;
/// ours). The same rule for files and for replies; what a reader makes of a mistake is its own.
package enum JSONEscape {
  /// What a character behind a backslash stands for; `nil` for `u` and for those without a meaning.
  package static func meaning(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "\"", "\\", "/": scalar
    case "b": "\u{8}"
    case "f": "\u{C}"
    case "n": "\n"
    case "r": "\r"
    case "t": "\t"
    default: nil
    }
  }

  /// The character that two halves of `\u` make, `nil` where they are no pair.
  package static func joined(_ high: UInt32, _ low: UInt32) -> Unicode.Scalar? {
    guard 0xD800..<0xDC00 ~= high, 0xDC00..<0xE000 ~= low else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  /// A character up to U+FFFF by its number, such as `\u001b`.
  package static func code(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Writes a text with its quotes.
  package static func write(_ text: String, to output: inout String) {
    output += "\""
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
      output += text
    } else {
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": output += "\\\""
        case "\\": output += "\\\\"
        case "\n": output += "\\n"
        case "\r": output += "\\r"
        case "\t": output += "\\t"
        case _ where scalar.value < 0x20: output += code(of: scalar)
        default: output.unicodeScalars.append(scalar)
        }
      }
    }
    output += "\""
  }
}
