/// Reviews of Yelp's open data.
package struct YelpReviews: SourceShape {
  package static let name = "yelp"
  package static let summary = "Yelp reviews: the text is the query, the stars the response."
  package static let knownBy = "user_id, business_id, stars, text"
  package static let task = TaskTemplate(
    name: "yelp",
    instruction: "How many stars, 1 to 5, does this person give the business? "
      + "Answer with the number only.",
    answers: .scale(RatingScale.stars.labels))

  private static let fields = FieldFit(
    required: ["user_id", "business_id", "stars", "text"], usual: ["review_id", "date"])

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    fields.over(sample)
  }

  package func answers(in record: Record) throws(RecordMistake) -> [SourceAnswer] {
    [
      SourceAnswer(
        person: try record.filledText("user_id"),
        query: try record.filledText("text").trimmed,
        response: try RatingScale.stars.label("stars", in: record),
        date: try record.optionalText("date"),
        extra: record.rest(without: ["user_id", "text", "stars", "date"]))
    ]
  }
}
