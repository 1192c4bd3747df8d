internal import RPM

extension String {
  /// The text without white space at either end; the text itself where there is none.
  var trimmed: String {
    guard let first, let last, first.isWhitespace || last.isWhitespace else { return self }
    return trimmingWhitespace()
  }
}
