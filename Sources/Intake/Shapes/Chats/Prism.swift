/// PRISM's conversations: in each turn a person writes a prompt, gets several replies and goes on
/// with the one that is liked best (Kirk et al.).
package struct Prism: SourceShape {
  package static let name = "prism"
  package static let summary =
    "PRISM conversations: each prompt with its replies is a query, the letter of the chosen reply "
    + "the response."
  package static let knownBy = "user_id, conversation_id, conversation_history"
  package static let task = TaskTemplate(
    name: "prism",
    instruction: "Which of the replies does this person choose? "
      + "Answer with the letter of one reply.",
    answers: .options)

  private static let column = "conversation_history"

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    FieldFit(required: ["user_id", column], usual: ["conversation_id", "opening_prompt"])
      .over(sample) { (try? $0.list(column)) != nil }
  }

  /// A prompt and what models replied.
  private struct Turn {
    var prompt: String?
    var replies: [(text: String, isChosen: Bool)] = []
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let person = try record.filledText("user_id").trimmed
    let date = try record.optionalText("generated_datetime")
    let known = [
      "user_id", Self.column, "generated_datetime", "opening_prompt", "performance_attributes",
      "choice_attributes", "open_feedback",
    ]
    let extra = record.rest(without: known)
    var answers: [SourceAnswer] = []
    for (number, turn) in try turns(of: record).enumerated() {
      guard let prompt = turn.prompt, turn.replies.count > 1 else {
        notes.leaveOut("turns with fewer than two replies")
        continue
      }
      guard turn.replies.count(where: \.isChosen) == 1,
        let chosen = turn.replies.firstIndex(where: \.isChosen)
      else {
        notes.leaveOut("turns of which not one reply was chosen")
        continue
      }
      guard
        let printed = try? PrintedOptions(
          stem: prompt.onOneLine, options: turn.replies.map(\.text))
      else {
        notes.leaveOut("turns with a reply that is empty or cannot be printed")
        continue
      }
      answers.append(
        SourceAnswer(
          person: person, query: printed.query, response: printed.letters[chosen], date: date,
          options: printed.letters,
          extra: extra + [JSONValue.Member(key: "turn", value: .number("\(number)"))]))
    }
    return answers
  }

  private func turns(of record: Record) throws(RecordMistake) -> [Turn] {
    var turns: [Turn] = []
    for (index, value) in try record.list(Self.column).enumerated() {
      let place = "\(Self.column)[\(index)]"
      let entry = try record.part(value, place)
      do throws(RecordMistake) {
        let role = try entry.filledText("role")
        // An empty reply is one that cannot be printed, which is counted.
        let text = entry["content"]?.asText ?? ""
        if entry["content"] == nil { _ = try entry.filledText("content") }
        if role == "user" {
          turns.append(Turn(prompt: try entry.filledText("content")))
        } else if turns.isEmpty {
          turns.append(Turn(replies: [(text, false)]))
        } else {
          let isChosen = entry.text("if_chosen")?.lowercased() == "true"
          turns[turns.count - 1].replies.append((text, isChosen))
        }
      } catch {
        throw error.within("\(place).")
      }
    }
    return turns
  }
}
