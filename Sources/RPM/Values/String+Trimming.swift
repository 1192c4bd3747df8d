extension StringProtocol {
  /// The text without characters of a kind at either end.
  package func trimming(_ isOuter: (Character) -> Bool) -> String {
    var view = self[...]
    while let first = view.first, isOuter(first) { view.removeFirst() }
    while let last = view.last, isOuter(last) { view.removeLast() }
    return String(view)
  }

  /// The text without white space at either end.
  package func trimmingWhitespace() -> String { trimming(\.isWhitespace) }
}
