internal import RPM
internal import TerminalKit

/// Helps to type a question with its options, one a line: `A. Yes`.
enum OptionLines {
  /// The text with the option begun that is still missing, or without an empty last one.
  ///
  /// `isComplete` tells whether it can be asked: there are two options or more.
  static func completed(_ text: String) -> (text: String, isComplete: Bool) {
    let trimmed = withoutEmptyOption(text)
    if SurveyQuestion(query: trimmed).options.count >= 2 { return (trimmed, true) }
    guard trimmed.contains(where: { !$0.isWhitespace }) else { return (text, false) }
    return (continued(trimmed) ?? text, false)
  }

  /// The text with the next option begun; `nil` where the last one is empty or was the 26th.
  static func continued(_ text: String) -> String? {
    guard text.contains(where: { !$0.isWhitespace }), withoutEmptyOption(text) == text else {
      return nil
    }
    guard let last = lastLetter(of: text) else { return "\(text)\nA. " }
    guard let value = last.unicodeScalars.first?.value, value < 0x5A,
      let next = UnicodeScalar(value + 1)
    else { return nil }
    return "\(text)\n\(next). "
  }

  /// The text with the letter once, for whoever types `B. ` behind the `B. ` that stood there;
  /// `nil` where it does not stand twice.
  static func unrepeated(_ text: String) -> String? {
    guard let line = lines(of: text).last, line.count == 6, line.prefix(3) == line.suffix(3),
      letter(of: String(line.prefix(3))) != nil
    else { return nil }
    return String(text.dropLast(3))
  }

  /// The letter of the last line, `nil` where that is no option.
  static func lastLetter(of text: String) -> String? {
    lines(of: text).dropFirst().last.flatMap(letter(of:))
  }

  /// Whether nothing follows the cursor.
  static func isAtEnd(_ editor: LineEditor) -> Bool { editor.cursor == editor.text.count }

  private static func withoutEmptyOption(_ text: String) -> String {
    var lines = lines(of: text)
    guard lines.count > 1, let last = lines.last, letter(of: last) != nil,
      last.dropFirst(2).allSatisfy(\.isWhitespace)
    else { return text }
    lines.removeLast()
    return lines.joined(separator: "\n")
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// `B` for `B. Rather not`, `B. ` and `B.`.
  private static func letter(of line: String) -> String? {
    guard let first = line.first, ("A"..."Z").contains(first), line.dropFirst().first == ".",
      line.dropFirst(2).first.map({ $0 == " " }) ?? true
    else { return nil }
    return String(first)
  }
}
