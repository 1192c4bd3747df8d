/// PRISM's utterances: a reply to a prompt, and the score that the person gave it.
package struct PrismUtterances: SourceShape {
  package static let name = "prism-utterances"
  package static let summary =
    "PRISM utterances: a prompt and one reply are the query, the score of 1 to 100 the response."
  package static let knownBy = "user_id, user_prompt, model_response, score"
  package static let task = TaskTemplate(
    name: "prism-scores",
    instruction: "How much does this person like the reply? Answer with the score only.",
    answers: .byContent)

  private static let fields = FieldFit(
    required: ["user_id", "user_prompt", "model_response", "score"],
    usual: ["utterance_id", "interaction_id", "conversation_id"])

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    fields.over(sample)
  }

  package func answers(in record: Record) throws(RecordMistake) -> [SourceAnswer] {
    let score = try record.filledText("score").trimmed
    guard Double(score)?.isFinite == true else {
      throw RecordMistake(column: "score", "is \"\(score.prefix(40))\", not a number")
    }
    let prompt = try record.filledText("user_prompt").trimmed
    let reply = try record.filledText("model_response").trimmed
    return [
      SourceAnswer(
        person: try record.filledText("user_id").trimmed,
        query: "\(prompt)\n\n\(reply)", response: JSONValue.label(ofNumber: score),
        date: try record.optionalText("generated_datetime"),
        extra: record.rest(without: [
          "user_id", "user_prompt", "model_response", "score", "generated_datetime",
        ]))
    ]
  }
}
