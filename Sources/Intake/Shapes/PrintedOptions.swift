internal import RPM

/// A question with the options that it prints, a line each.
struct PrintedOptions {
  /// The question and its option lines.
  let query: String
  /// The letters of the options.
  let letters: [String]

  /// Prints options below a question, each on one line.
  /// - Throws: why they cannot be printed.
  init(stem: String, options: [String]) throws(RecordMistake) {
    let texts = options.map(\.onOneLine)
    guard !stem.utf8.contains(0), !texts.contains(where: { $0.utf8.contains(0) }) else {
      throw RecordMistake("there is the character U+0000, which cannot be stored")
    }
    guard (2...26).contains(texts.count) else {
      throw RecordMistake("there are \(texts.count) options, and letters for 2 to 26")
    }
    query = SurveyQuestion.query(stem: stem, options: texts)
    let printed = SurveyQuestion(query: query).options
    guard printed.map(\.text) == texts else {
      throw RecordMistake("an option cannot be printed on a line, or is empty")
    }
    letters = printed.map(\.letter)
  }
}
