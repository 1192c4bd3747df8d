/// A question of a survey with its options, from a table or a row.
struct OpinionQuestion {
  /// The question with the options that are answers.
  let printed: PrintedOptions
  private let texts: [String]
  private let refusals: [String]
  /// Texts of options by the code that stands for them.
  private let codes: [String: String]

  /// What the column of options is called.
  static let optionColumns = ["options", "references", "choices", "answer_choices"]

  /// Reads `question`, the options and, where it is there, `option_mapping`.
  /// - Throws: what is wrong with a column.
  init(_ record: Record) throws(RecordMistake) {
    let stem = try record.filledText("question").onOneLine
    let column = record.column(of: Self.optionColumns)
    var all: [String] = []
    for (index, item) in try record.list(column).enumerated() {
      guard let text = item.asText else {
        throw RecordMistake(column: "\(column)[\(index)]", "is \(item.kind), not a text")
      }
      all.append(text.onOneLine)
    }
    texts = all.filter { !DontKnow.isOne($0) }
    refusals = all.filter(DontKnow.isOne)
    do throws(RecordMistake) {
      printed = try PrintedOptions(stem: stem, options: texts)
    } catch {
      throw RecordMistake(column: column, "cannot be printed: \(error.reason)")
    }
    var codes: [String: String] = [:]
    if case .object(let members)? = try? record.nested("option_mapping") {
      for member in members {
        if let text = member.value.asText {
          codes[JSONValue.label(ofNumber: member.key)] = text.onOneLine
        }
      }
    }
    self.codes = codes
  }

  /// The letter of an answer that is the text of an option, or its code where codes are known.
  func letter(of text: String) -> String? {
    let text = text.onOneLine
    return index(of: text)
      ?? codes[JSONValue.label(ofNumber: text)].flatMap { index(of: $0) }
  }

  private func index(of text: String) -> String? {
    let index =
      texts.firstIndex(of: text)
      ?? texts.firstIndex { $0.lowercased() == text.lowercased() }
    return index.map { printed.letters[$0] }
  }

  /// Whether a text is an option that is no answer.
  func isNoAnswer(_ text: String) -> Bool {
    refusals.contains(text)
      || codes[JSONValue.label(ofNumber: text)].map(DontKnow.isOne) == true
  }
}
