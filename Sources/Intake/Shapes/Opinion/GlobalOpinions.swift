/// GlobalOpinionQA, as its table or as rows of JSON: a record is a survey question with the shares
/// of its answers in each country, and a country is a person who answers as most people there do
/// (Durmus et al.).
package struct GlobalOpinions: SourceShape {
  package static let name = "global-opinions"
  package static let summary =
    "GlobalOpinionQA: each country answers each question as most people there do, by letter."
  package static let knownBy = "question, selections, options"
  package static let task = TaskTemplate(
    name: "goqa",
    instruction: "How do most people in this country answer the survey question? "
      + "Answer with the letter of one option.",
    answers: .options)

  private static let fields = FieldFit(
    required: ["question", "selections", "options"], usual: ["source"])

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    fields.over(sample)
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let row = try OpinionRow(record)
    guard row.hasChoice else {
      notes.leaveOut("questions of which fewer than two options are answers")
      return []
    }
    let extra = record.rest(without: ["question", "selections", "options"])
    var answers: [SourceAnswer] = []
    for (country, shares) in row.countries {
      switch row.answer(to: shares) {
      case .success(let letter):
        answers.append(
          SourceAnswer(
            person: country, query: row.query, response: letter, options: row.letters,
            extra: extra))
      case .failure(let omission):
        notes.leaveOut("answers of countries: \(omission.rawValue)")
      }
    }
    return answers
  }
}
