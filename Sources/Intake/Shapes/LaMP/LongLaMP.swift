/// LongLaMP: a record is a person with a profile of long texts, and asks for one more.
package struct LongLaMP: SourceShape {
  package static let name = "longlamp"
  package static let summary =
    "LongLaMP, abstracts, reviews, posts and emails: a profile is a history, its question a test "
    + "item."
  package static let knownBy = "input, output, profile; and reviewerId, name or author"
  package static let task = TaskTemplate(name: "longlamp", answers: .open)
  package static let isPersonPerRecord = true

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    FieldFit(required: ["input", "profile"], usual: ["output"]).over(sample) { record in
      (try? record.list("profile")) != nil && LongLaMPTask(of: record) != nil
    }
  }

  package func template(of task: String) -> TaskTemplate? {
    LongLaMPTask(rawValue: task)?.template
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let profile = try record.list("profile")
    let input = try record.filledText("input")
    guard let task = LongLaMPTask(of: record) else {
      throw RecordMistake(column: "input", "is worded as none of LongLaMP's questions")
    }
    let id = try record.optionalText("id") ?? "\(record.place.number)"
    let column = record.column(of: task.people + ["id"])
    let person = try record.filledText(column).trimmed
    func answer(
      _ query: String, _ response: String, date: String? = nil, isTest: Bool = false,
      extra: [JSONValue.Member] = []
    ) -> SourceAnswer {
      SourceAnswer(
        person: person, task: task.rawValue, query: query,
        response: response.trimmed, date: date, isTest: isTest, extra: extra,
        personIfTaken: "\(person), question \(id)")
    }
    let asked = task.query(in: input)
    let output = try record.optionalText("output")
    var answers: [SourceAnswer] = []
    for (index, value) in profile.enumerated() {
      do throws(RecordMistake) {
        let entry = try record.part(value, "")
        let query = try task.query(of: entry)
        let response = try entry.filledText(task.fields.response)
        // The text that is asked for is no part of what is known.
        guard response.trimmed != output?.trimmed else { continue }
        let date = entry.column(of: ["date", "year", "timestamp"])
        answers.append(
          answer(
            query, response, date: try entry.optionalText(date),
            extra: entry.rest(without: [
              task.fields.query, task.fields.response, date, "overall",
              task == .reviews ? "summary" : "",
            ])))
      } catch {
        notes.mistakes.append(error.within("profile[\(index)]\(error.column == "" ? "" : ".")"))
      }
    }
    if let output {
      answers.append(answer(asked, output, isTest: true))
    } else {
      notes.leaveOut("questions without an output, which are no test items")
    }
    guard !answers.isEmpty else { throw RecordMistake(column: "profile", "has nothing to read") }
    return answers
  }
}
