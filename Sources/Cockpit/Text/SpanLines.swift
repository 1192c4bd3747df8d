internal import TerminalKit

/// Text as lines of spans.
enum SpanLines {
  /// Text broken into lines of one role.
  static func wrapped(
    _ text: String, role: Role, width: Int, indent: Int = 0
  ) -> [[Span]] {
    guard !text.isEmpty else { return [] }
    let padding = String(repeating: " ", count: indent)
    return TextLayout.wrap(text, width: max(1, width - indent)).map { [Span(padding + $0, role)] }
  }
}
