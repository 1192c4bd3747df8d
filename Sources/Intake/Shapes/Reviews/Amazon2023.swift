/// Reviews of Amazon's shop as they were collected up to 2023.
package struct Amazon2023: SourceShape {
  package static let name = "amazon-2023"
  package static let summary =
    "Amazon reviews of 2023: title and text are the query, the stars the response."
  package static let knownBy = "user_id, rating, text, parent_asin"
  package static let task = Amazon2018.task

  private static let fields = FieldFit(
    required: ["user_id", "rating", "text", "parent_asin"],
    usual: ["title", "timestamp", "asin", "verified_purchase"])

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    fields.over(sample)
  }

  package func answers(in record: Record) throws(RecordMistake) -> [SourceAnswer] {
    [
      SourceAnswer(
        person: try record.filledText("user_id"),
        query: try ReviewText.query(title: "title", text: "text", in: record),
        response: try RatingScale.stars.label("rating", in: record),
        date: try record.optionalText("timestamp"),
        extra: record.rest(without: ["user_id", "title", "text", "rating", "timestamp"]))
    ]
  }
}
