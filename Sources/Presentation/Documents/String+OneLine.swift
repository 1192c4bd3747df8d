extension String {
  /// The text on one line.
  package var oneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
