internal import RPM

/// Takes what a model wrote for an answer of the task, and nothing else.
///
/// Quotes around it and a stop behind it fall off. Labels and letters may be written in small or
/// capital letters; an option may be named by its letter, its text, or both. Anything else is no
/// answer: it is not guessed what was meant.
struct AnswerReading: Sendable {
  /// What kind of answers the task has.
  let kind: AnswerKind
  private var choices: [Choice]

  /// One answer and the ways to write it.
  private struct Choice: Sendable {
    var answer: String
    var spellings: [String]
  }

  /// What may be answered to a query; nothing where it should print options and does not.
  init(_ answers: AnswerSpace, query: String) {
    kind = AnswerKind(answers)
    switch answers {
    case .labels(let labels, _):
      choices = labels.map { Choice(answer: $0, spellings: [$0, DataText.line($0)]) }
    case .options:
      choices = SurveyQuestion(query: query).options.map { option in
        Choice(
          answer: option.letter,
          spellings: [option.letter, option.text, "\(option.letter). \(option.text)"])
      }
    case .open: choices = []
    }
  }

  /// What may be answered to a past query: also what was, whether it is still a label or not.
  init(_ answers: AnswerSpace, past item: Interaction) {
    self.init(answers, query: item.query)
    if kind != .open, !choices.contains(where: { $0.answer == item.response }) {
      choices.append(
        Choice(
          answer: item.response,
          spellings: (choices.first?.spellings ?? [""]).map { _ in item.response }))
    }
  }

  /// Whether nothing can be answered.
  var isImpossible: Bool { kind != .open && choices.isEmpty }

  /// The answers to choose from; `nil` for free text.
  var allowed: [String]? { kind == .open ? nil : choices.map(\.answer) }

  /// Reads an answer.
  func answer(_ field: ReplyField) throws(ReplyProblem) -> String {
    let text = try field.text()
    guard kind != .open else {
      let answer = Self.bare(text)
      guard !answer.isEmpty else { throw field.problem("is empty") }
      return answer
    }
    if let choice = Self.layers(of: text).lazy.compactMap(choice).first { return choice }
    let names = choices.prefix(30).map(\.answer).joined(separator: ", ")
    throw field.problem(
      "\"\(text.prefix(80))\" is none of the \(kind == .options ? "options" : "labels"); write one of: \(names)"
    )
  }

  /// A conclusion, which is an answer too; free text that differs from the answer only in case,
  /// quotes or its last stop is taken for it.
  func conclusion(_ field: ReplyField, of answer: String?) throws(ReplyProblem) -> String {
    let conclusion = try self.answer(field)
    guard kind == .open, let answer else { return conclusion }
    return Self.bare(answer).lowercased() == conclusion.lowercased() ? answer : conclusion
  }

  /// The only answer that is spelled so, case apart where nothing is spelled exactly so.
  private func choice(_ text: String) -> String? {
    for match in [{ $0 == text }, { $0.lowercased() == text.lowercased() }] as [(String) -> Bool] {
      for spelling in 0..<(choices.first?.spellings.count ?? 0) {
        let found = choices.filter { match($0.spellings[spelling]) }
        if found.count == 1 { return found[0].answer }
        if found.count > 1 { return nil }
      }
    }
    return nil
  }

  /// Text without quotes around it and without a last stop; dots of an ellipsis stay.
  static func bare(_ text: String) -> String { layers(of: text).last ?? text }

  /// A text, and what is left of it as quotes and stops are taken off one by one.
  private static func layers(of text: String) -> [String] {
    var layers = [text.trimmingWhitespace()]
    while layers.count < 5, let text = layers.last {
      if text.count > 1, let first = text.first, let closing = quotes[first], text.last == closing {
        layers.append(String(text.dropFirst().dropLast()).trimmingWhitespace())
      } else if text.hasSuffix("."), !text.hasSuffix("..") {
        layers.append(String(text.dropLast()))
      } else {
        break
      }
    }
    return layers
  }

  private static let quotes: [Character: Character] = [
    "\"": "\"", "'": "'", "`": "`", "\u{201C}": "\u{201D}", "\u{2018}": "\u{2019}",
    "\u{AB}": "\u{BB}", "\u{201E}": "\u{201C}",
  ]
}
