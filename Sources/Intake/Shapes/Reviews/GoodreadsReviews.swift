/// Reviews of books as the University of California, San Diego, collected them from Goodreads, in
/// whole texts or in sentences that are marked as spoilers or not.
package struct GoodreadsReviews: SourceShape {
  package static let name = "goodreads"
  package static let summary =
    "Goodreads reviews: the text is the query, the stars the response; 0 is no rating."
  package static let knownBy = "user_id, book_id, rating, review_text (or review_sentences)"
  package static let task = TaskTemplate(
    name: "goodreads",
    instruction: "How many stars, 1 to 5, does this reader give the book? "
      + "Answer with the number only.",
    answers: .scale(RatingScale.stars.labels))

  private static let fields = FieldFit(
    required: ["user_id", "book_id", "rating"], usual: ["review_id"])
  private static let texts = ["review_text", "review_text_incomplete", "review_sentences"]
  private static let dates = ["date_added", "timestamp", "date_updated"]

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    fields.over(sample) { record in texts.contains { record[$0] != nil } }
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let person = try record.filledText("user_id")
    guard Double(try record.filledText("rating")) != 0 else {
      notes.leaveOut("reviews without a rating")
      return []
    }
    let response = try RatingScale.stars.label("rating", in: record)
    let column = record.column(of: Self.texts)
    // A book that was rated and not reviewed, in the tables of all interactions.
    if column == "review_text_incomplete", try record.optionalText(column) == nil {
      notes.leaveOut("ratings without a review")
      return []
    }
    let date = record.column(of: Self.dates)
    return [
      SourceAnswer(
        person: person, query: try query(column, in: record), response: response,
        date: try record.optionalText(date),
        extra: record.rest(without: ["user_id", "rating", column, date]))
    ]
  }

  private func query(_ column: String, in record: Record) throws(RecordMistake) -> String {
    guard column == "review_sentences" else {
      return try record.filledText(column).trimmed
    }
    var sentences: [String] = []
    for (index, item) in try record.list(column).enumerated() {
      // `[1, "He dies."]`: whether it is a spoiler, and the sentence.
      guard case .array(let pair) = item, pair.count == 2, let text = pair[1].asText else {
        throw RecordMistake(column: "\(column)[\(index)]", "is no pair of a mark and a text")
      }
      sentences.append(text.trimmed)
    }
    let text = sentences.filter { !$0.isEmpty }.joined(separator: " ")
    guard !text.isEmpty else { throw RecordMistake(column: column, "is empty") }
    guard !text.utf8.contains(0) else {
      throw RecordMistake(column: column, "holds the character U+0000, which cannot be stored")
    }
    return text
  }
}
