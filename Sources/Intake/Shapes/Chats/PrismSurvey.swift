/// PRISM's survey: what people say they want of replies, on sliders.
package struct PrismSurvey: SourceShape {
  package static let name = "prism-survey"
  package static let summary =
    "PRISM survey: each stated preference is a query, the slider of 0 to 100 the response."
  package static let knownBy = "user_id, stated_prefs"
  package static let task = TaskTemplate(
    name: "prism-survey",
    instruction: "How much does this matter to this person in the replies of a language model, "
      + "0 to 100? Answer with the number only.",
    answers: .byContent)

  private static let column = "stated_prefs"

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    FieldFit(required: ["user_id", column], usual: ["self_description", "lm_familiarity"])
      .over(sample)
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let person = try record.filledText("user_id").trimmed
    let date = try record.optionalText("generated_datetime")
    let preferences = try record.nested(Self.column)
    guard case .object(let members) = preferences else {
      throw RecordMistake(column: Self.column, "is \(preferences.kind), not an object")
    }
    guard !members.isEmpty else { throw RecordMistake(column: Self.column, "is empty") }
    var answers: [SourceAnswer] = []
    for member in members where !member.key.hasPrefix("other") {
      if member.value == .null {
        notes.leaveOut("sliders that were left alone")
        continue
      }
      guard let text = member.value.asText?.trimmed, Double(text) != nil else {
        throw RecordMistake(column: "\(Self.column).\(member.key)", "is not a number")
      }
      answers.append(
        SourceAnswer(
          person: person, query: member.key.replacing("_", with: " "),
          response: JSONValue.label(ofNumber: text), date: date))
    }
    return answers
  }
}
