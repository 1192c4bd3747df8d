/// Models that no longer find an end.
enum Repetition {
  /// The longest run of characters that is looked for again and again.
  private static let longest = 64
  /// So many characters at the end must be nothing else, and the run at least three times.
  private static let least = 120

  /// Whether a text ends in one run of characters over and over: more room would be more of it.
  ///
  /// `"so it is, so it is, so it is, …"` does, however long; `"1, 2, 3, …"` does not.
  static func isEndless(_ text: String) -> Bool {
    let end = Array(text.utf8.suffix(max(least, 3 * longest)))
    return (1...longest).contains { period in
      let length = max(least, 3 * period)
      guard end.count >= length else { return false }
      let tail = end.suffix(length)
      return zip(tail, tail.dropFirst(period)).allSatisfy { $0 == $1 }
    }
  }
}
