internal import RPM

/// PersonaMem's questions, of both versions: which of several replies suits this person.
package struct PersonaMem: SourceShape {
  package static let name = "personamem"
  package static let summary =
    "PersonaMem questions: the message with its replies is the query, the letter of the reply that "
    + "suits the response."
  package static let knownBy =
    "persona_id, correct_answer, and user_question_or_message with all_options or user_query with "
    + "incorrect_answers"
  package static let task = TaskTemplate(
    name: "personamem",
    instruction: "Which of the replies suits this person? Answer with the letter of one reply.",
    answers: .options)

  private static let messages = ["user_question_or_message", "user_query"]
  private static let choices = ["all_options", "incorrect_answers"]

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    FieldFit(required: ["persona_id", "correct_answer"], usual: []).over(sample) { record in
      [messages, choices].allSatisfy { names in names.contains { record[$0] != nil } }
    }
  }

  package func answers(in record: Record) throws(RecordMistake) -> [SourceAnswer] {
    let person = try record.filledText("persona_id").trimmingWhitespace()
    let message = record.column(of: Self.messages)
    let choice = record.column(of: Self.choices)
    let stem = try Self.message(message, in: record).onOneLine
    let correct = try record.filledText("correct_answer").onOneLine
    var texts: [String] = []
    for (index, item) in try record.list(choice).enumerated() {
      guard let text = item.asText, text.contains(where: { !$0.isWhitespace }) else {
        throw RecordMistake(column: "\(choice)[\(index)]", "is \(item.kind), not a filled text")
      }
      texts.append(text.onOneLine)
    }
    let right: Int
    if choice == "all_options" {
      guard let index = Self.index(of: correct, in: texts) else {
        throw RecordMistake(column: "correct_answer", "names none of all_options")
      }
      right = index
      texts = texts.map { Self.lettered($0)?.text ?? $0 }
    } else {
      // In the order of the alphabet, so that the place of the right one says nothing.
      texts = (texts.filter { $0 != correct } + [correct]).sorted()
      right = texts.firstIndex(of: correct) ?? 0
    }
    let printed: PrintedOptions
    do throws(RecordMistake) {
      printed = try PrintedOptions(stem: stem, options: texts)
    } catch {
      throw RecordMistake(column: choice, "cannot be printed: \(error.reason)")
    }
    return [
      SourceAnswer(
        person: person, query: printed.query, response: printed.letters[right],
        options: printed.letters,
        extra: record.rest(without: ["persona_id", message, choice, "correct_answer"]))
    ]
  }

  /// The message, which may be written as the text of `{"role": "user", "content": "…"}`.
  private static func message(
    _ column: String, in record: Record
  ) throws(RecordMistake) -> String {
    if case .string? = record[column], let content = try? record.nested(column).member("content"),
      let text = content.asText, text.contains(where: { !$0.isWhitespace })
    {
      return text
    }
    if let text = record[column]?.member("content")?.asText { return text }
    return try record.filledText(column)
  }

  /// The place of the right option: by its mark, `(c)`, or by its text.
  private static func index(of answer: String, in texts: [String]) -> Int? {
    if let index = texts.firstIndex(of: answer) { return index }
    let mark = answer.trimming { "().: ".contains($0) }.lowercased()
    guard mark.utf8.count == 1, let letter = mark.utf8.first else { return nil }
    if let index = texts.firstIndex(where: { lettered($0)?.letter == letter }) { return index }
    let index = Int(letter) - Int(UInt8(ascii: "a"))
    return texts.indices.contains(index) ? index : nil
  }

  /// An option that begins with its mark, taken apart: `(a) Try the bakery.`
  private static func lettered(_ text: String) -> (letter: UInt8, text: String)? {
    let bytes = Array(text.utf8.prefix(3))
    guard bytes.count == 3, bytes[0] == UInt8(ascii: "("), bytes[2] == UInt8(ascii: ")"),
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[1] | 0x20)
    else { return nil }
    let rest = text.dropFirst(3).trimmingWhitespace()
    return rest.isEmpty ? nil : (bytes[1] | 0x20, rest)
  }
}
