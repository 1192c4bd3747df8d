/// OpinionQA's survey responses, a row a respondent and a column a question, joined with the table
/// that says what the questions are (Santurkar et al.).
package struct OpinionQA: SourceShape {
  package static let name = "opinionqa"
  package static let summary =
    "OpinionQA, responses and info together: each column of a question is an answer, by letter."
  package static let knownBy =
    "QKEY, a column a question; with a table of key, question, references"
  package static let task = TaskTemplate(
    name: "opinionqa",
    instruction: "How does this respondent answer the survey question? "
      + "Answer with the letter of one option.",
    answers: .options)
  package static let companions = [
    Companion(
      role: "info", isRequired: true,
      without: "its questions are only keys",
      usualNames: { _ in ["info.csv"] },
      fit: { sample, _ in
        FieldFit(required: ["key", "question"], usual: ["option_ordinal"]).over(sample) { record in
          record["references"] != nil || record["options"] != nil
        }
      })
  ]

  private let questions: [String: OpinionQuestion]

  package init(companions: CompanionFiles) throws {
    var questions: [String: OpinionQuestion] = [:]
    try companions["info"]?.read { record in
      // A question that cannot be printed is none; its answers are told as left out.
      guard let key = record.text("key"), let question = try? OpinionQuestion(record) else {
        return
      }
      questions[key.trimmed] = question
    }
    self.questions = questions
  }

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    FieldFit(required: ["QKEY"], usual: []).over(sample) { record in
      record.members.count { isOfWave($0.key) } >= 2
    }
  }

  /// Whether a column is of one wave of the panel: `SAFECRIME_W26`, `WEIGHT_W26`.
  private static func isOfWave(_ column: String) -> Bool {
    let digits = column.reversed().prefix { $0.isASCII && $0.isNumber }
    return !digits.isEmpty && column.dropLast(digits.count).hasSuffix("_W")
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    // `100.0` where pandas wrote the table.
    let person = JSONValue.label(
      ofNumber: try record.filledText("QKEY").trimmed)
    var answers: [SourceAnswer] = []
    var asked = false
    for member in record.members {
      let (key, value) = (member.key, member.value)
      guard let question = questions[key] else { continue }
      asked = true
      // Empty, or as pandas writes it: the question was not put to this respondent.
      guard let text = value.asText?.trimmed, !text.isEmpty,
        text.lowercased() != "nan"
      else {
        if case .array = value { throw RecordMistake(column: key, "is a list, not a text") }
        if case .object = value { throw RecordMistake(column: key, "is an object, not a text") }
        continue
      }
      guard let letter = question.letter(of: text) else {
        notes.leaveOut(
          DontKnow.isOne(text) || question.isNoAnswer(text)
            ? "responses that are no answer, such as \"Refused\""
            : "responses that are none of the options of their question")
        continue
      }
      answers.append(
        SourceAnswer(
          person: person, query: question.printed.query, response: letter,
          options: question.printed.letters,
          extra: [JSONValue.Member(key: "key", value: .string(key))]))
    }
    guard asked else {
      throw RecordMistake("none of the columns is a key of a question in the table of questions")
    }
    return answers
  }
}
