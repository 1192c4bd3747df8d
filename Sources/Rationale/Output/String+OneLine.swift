extension String {
  /// The text on one line.
  var oneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
