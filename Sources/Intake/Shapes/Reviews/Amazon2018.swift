/// Reviews of Amazon's shop as they were collected up to 2018 and 2014.
package struct Amazon2018: SourceShape {
  package static let name = "amazon-2018"
  package static let summary =
    "Amazon reviews of 2018 or 2014: summary and text are the query, the stars the response."
  package static let knownBy = "reviewerID, overall, reviewText, asin"
  package static let task = TaskTemplate(
    name: "amazon",
    instruction: "How many stars, 1 to 5, does this person give with the review? "
      + "Answer with the number only.",
    answers: .scale(RatingScale.stars.labels))

  private static let fields = FieldFit(
    required: ["reviewerID", "overall", "asin"],
    usual: ["reviewText", "summary", "unixReviewTime", "reviewTime"])

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    // Text and summary may be missing here and there, but not everywhere.
    guard sample.contains(where: { $0["reviewText"] != nil || $0["summary"] != nil }) else {
      return 0
    }
    return fields.over(sample)
  }

  package func answers(in record: Record) throws(RecordMistake) -> [SourceAnswer] {
    let date = record.column(of: ["unixReviewTime", "reviewTime"])
    return [
      SourceAnswer(
        person: try record.filledText("reviewerID"),
        query: try ReviewText.query(title: "summary", text: "reviewText", in: record),
        response: try RatingScale.stars.label("overall", in: record),
        date: try record.optionalText(date),
        extra: record.rest(without: ["reviewerID", "summary", "reviewText", "overall", date]))
    ]
  }
}
