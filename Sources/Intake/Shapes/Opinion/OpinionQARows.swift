/// Survey answers spread as rows, one a respondent and question, each with its options.
package struct OpinionQARows: SourceShape {
  package static let name = "opinionqa-rows"
  package static let summary =
    "OpinionQA spread as rows, one a respondent and question: the answer is a letter."
  package static let knownBy = "QKEY (or uid, user_id, respondent), question, options, answer"
  package static let task = OpinionQA.task

  private static let people = ["QKEY", "uid", "user_id", "respondent", "respondent_id", "user"]
  private static let answers = ["answer", "response", "selected_option"]

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    FieldFit(required: ["question"], usual: ["QKEY"]).over(sample) { record in
      [people, OpinionQuestion.optionColumns, answers].allSatisfy { names in
        names.contains { record[$0] != nil }
      }
    }
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let who = record.column(of: Self.people)
    let answer = record.column(of: Self.answers)
    let person = try record.filledText(who).trimmed
    let question = try OpinionQuestion(record)
    let text = try record.filledText(answer).trimmed
    guard let letter = question.letter(of: text) ?? Self.letter(text, of: question) else {
      guard DontKnow.isOne(text) || question.isNoAnswer(text) else {
        throw RecordMistake(column: answer, "is \"\(text.prefix(60))\", none of the options")
      }
      notes.leaveOut("responses that are no answer, such as \"Refused\"")
      return []
    }
    let options = record.column(of: OpinionQuestion.optionColumns)
    return [
      SourceAnswer(
        person: person, query: question.printed.query, response: letter,
        date: try record.optionalText("date"), options: question.printed.letters,
        extra: record.rest(without: [who, answer, options, "question", "option_mapping", "date"]))
    ]
  }

  /// A letter that names an option itself.
  private static func letter(_ text: String, of question: OpinionQuestion) -> String? {
    question.printed.letters.contains(text) ? text : nil
  }
}
