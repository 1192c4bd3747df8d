internal import RPM

/// How texts of other people stand in a prompt: between marks, so that what they say is not taken
/// for an instruction (ours).
enum DataText {
  private static let opening = "<data>"
  private static let closing = "</data>"

  /// A text between the marks. A mark within it is broken up, so that it cannot end early.
  static func block(_ text: String) -> String {
    "\(opening)\n\(unmarked(text))\n\(closing)"
  }

  /// A text as part of one line: no line breaks, no marks.
  static func line(_ text: String) -> String {
    unmarked(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  private static func unmarked(_ text: String) -> String {
    text.contains("<") ? text.replacing(/<(?=\/?[dD][aA][tT][aA])/, with: "< ") : text
  }
}
