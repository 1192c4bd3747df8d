internal import RPM
internal import TerminalKit

/// Marks in a text the words that features were read from.
enum QuoteMarks {
  /// The text as runs, those with quoted words in a role of their own.
  static func spans(of text: String, quotes: [String], role: Role = .text) -> [Span] {
    var spans: [Span] = []
    var start = text.startIndex
    func add(upTo end: String.Index, _ role: Role) {
      if start < end { spans.append(Span(String(text[start..<end]), role)) }
      start = end
    }
    for place in QuoteSpans.places(of: quotes, in: text) {
      add(upTo: place.lowerBound, role)
      add(upTo: place.upperBound, .passage)
    }
    add(upTo: text.endIndex, role)
    return spans
  }
}
