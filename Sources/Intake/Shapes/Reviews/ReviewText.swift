/// What a reviewer wrote, as the query of a task that asks for the rating.
enum ReviewText {
  /// Titles that a shop writes where the reviewer wrote none; they would give the answer away.
  private static let givenAway: Set<String> = [
    "one star", "two stars", "three stars", "four stars", "five stars",
  ]

  /// Title and text on lines of their own, either of which may be missing.
  /// - Throws: what is wrong with a column, or that `text` is empty where both are.
  static func query(
    title: String, text: String, in record: Record
  ) throws(RecordMistake) -> String {
    let heading = try record.optionalText(title)?.trimmed
    let body = try record.optionalText(text)?.trimmed
    let parts = [
      heading.flatMap { givenAway.contains($0.lowercased()) ? nil : $0 }, body,
    ].compactMap(\.self)
    guard !parts.isEmpty else {
      throw RecordMistake(column: text, record[text] == nil ? "is missing" : "is empty")
    }
    return parts.joined(separator: "\n")
  }
}
