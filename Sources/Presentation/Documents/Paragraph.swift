internal import TerminalKit

/// Wraps one line of a report so that what follows a break stands under its beginning.
package enum Paragraph {
  /// The line, made safe for a terminal, as lines of at most `width` columns.
  ///
  /// Continuations are indented as the text is: behind leading spaces, a number such as `2. `, or
  /// a short key that two spaces set apart. Line ends within the text are kept, indented alike.
  package static func wrap(_ line: String, width: Int) -> [String] {
    let line = Sanitizer.clean(line)
    if line.isEmpty { return [""] }
    let head = head(of: line)
    let room = width - head.count
    let isNarrow = room < width / 2
    let indent = isNarrow ? "" : String(repeating: " ", count: head.count)
    let text = isNarrow ? line : String(line.dropFirst(head.count))
    return TextLayout.wrap(text, width: isNarrow ? width : room).enumerated().map { index, part in
      index == 0 ? (isNarrow ? part : head + part) : part.isEmpty ? "" : indent + part
    }
  }

  /// What stands before the text: spaces, and after them a number or a short key.
  private static func head(of line: String) -> String {
    let spaces = line.prefix { $0 == " " }
    let rest = line.dropFirst(spaces.count)
    // Only plain columns can be counted by characters.
    let start = rest.prefix(keyWidth + 2).prefix { $0.isASCII && $0 != "\n" }
    if let gap = start.range(of: "  ") {
      let key = rest[..<gap.upperBound]
      let more = rest[gap.upperBound...].prefix { $0 == " " }
      return String(spaces + key + more)
    }
    let number = rest.prefix { $0.isASCII && $0.isNumber }
    if !number.isEmpty, rest.dropFirst(number.count).hasPrefix(". ") {
      return String(spaces + number + ". ")
    }
    return String(spaces)
  }

  /// The longest key.
  private static let keyWidth = 12
}
