/// LaMP's pair of files, questions and outputs: a question is a person, its profile the history, and
/// the question itself a test item (Salemi et al.).
///
/// What a record lacks is told and left out: a question without its marker or its answer keeps its
/// history, an entry of a profile that is incomplete goes alone. Where a user has several questions,
/// as in the split by time, each is a person of its own, since the profile of the later one may hold
/// the answer of the earlier.
package struct LaMP: SourceShape {
  package static let name = "lamp"
  package static let summary =
    "LaMP 1 to 7, questions and outputs together: a profile is a history, its question a test item."
  package static let knownBy = "id, input, profile; with outputs of task, golds"
  package static let task = TaskTemplate(name: "lamp", answers: .open)
  package static let isPersonPerRecord = true
  package static let companions = [
    Companion(
      role: LaMPOutputs.role, isRequired: false, without: "the questions are no test items",
      usualNames: { file in
        let name = file.replacing("questions", with: "outputs")
        return name == file ? [] : [name]
      },
      fit: LaMPOutputs.fit)
  ]

  private let outputs: LaMPOutputs?

  package init(companions: CompanionFiles) throws {
    outputs = try LaMPOutputs(companions)
  }

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    FieldFit(required: ["input", "profile"], usual: ["id"]).over(sample) { record in
      (try? record.list("profile")) != nil && LongLaMPTask(of: record) == nil
    }
  }

  package func template(of task: String) -> TaskTemplate? {
    LaMPTask(rawValue: task)?.template
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let question = try LaMPQuestion(record, named: outputs?.task, notes: &notes)
    // Questions that were merged with their outputs hold the answer themselves.
    var answer = try record.optionalText("output")
    do throws(RecordMistake) {
      if answer == nil { answer = try outputs?.answer(to: question.id) }
    } catch {
      notes.mistakes.append(RecordMistake("id \(question.id): \(error.reason)"))
    }
    return try question.answers(
      answer: answer, hasAnswers: outputs != nil || record["output"] != nil, notes: &notes)
  }
}
