internal import RPM

/// How texts of other people stand in a prompt: between marks, so that what they say is not taken
/// for an instruction.
enum DataText {
  private static let opening = "<data>"
  private static let closing = "</data>"

  /// A text between the marks. A mark within it is broken up, so that it cannot end early.
  static func block(_ text: String) -> String {
    "\(opening)\n\(unmarked(text))\n\(closing)"
  }

  /// A text as part of one line: no line breaks, no marks.
  static func line(_ text: String) -> String { unmarked(oneLine(text)) }

  /// A text without line breaks.
  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A text of at most so many characters as part of one line, its end left out where it is longer.
  static func line(_ text: String, most: Int) -> String { shortened(line(text), most: most) }

  /// A text of at most so many characters: beginning and end stay, what is between them is left out.
  static func shortened(_ text: String, most: Int) -> String {
    guard text.utf8.count > most, text.count > most else { return text }
    let end = most / 4
    return text.prefix(most - end) + " … " + text.suffix(end)
  }

  private static func unmarked(_ text: String) -> String {
    text.contains("<") ? text.replacing(/<(?=\/?[dD][aA][tT][aA])/, with: "< ") : text
  }
}
