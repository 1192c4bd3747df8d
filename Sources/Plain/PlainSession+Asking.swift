internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Fitting, asking, and what is told of an answer.
extension PlainSession {
  func fit(then question: Question?, of person: OpenPerson) -> [PlainEffect] {
    model == .builtIn ? [.fit(then: question)] : [.estimate(then: question)]
  }

  /// Fits the open person, or the part of the history that words name.
  func fit(_ words: String) throws -> [PlainEffect] {
    _ = try opened()
    let scope = FitScope(words)
    guard words.isEmpty || scope != nil else {
      throw CommandFailure.usage("fit takes \(FitScope.forms).")
    }
    return model == .builtIn ? [.fit(scope, then: nil)] : [.estimate(scope, then: nil)]
  }

  func ask(_ text: String) throws -> [PlainEffect] {
    let person = try opened()
    let question = try Self.question(text, of: person.user)
    return person.stored == nil ? fit(then: question, of: person) : [.ask(question)]
  }

  /// The question of some lines. Of a task with options the lines behind the first are options,
  /// with or without their letters.
  static func question(_ text: String, of user: User) throws -> Question {
    var (stem, options) = (text, [String]())
    if case .options = user.task.answers, SurveyQuestion(query: text).options.isEmpty {
      let lines = text.split(whereSeparator: \.isNewline).map(String.init)
      stem = lines.first ?? text
      options = lines.dropFirst().map { line in
        let line = line.trimmingWhitespace()
        return line.hasPrefix("--option ") ? String(line.dropFirst(9)) : line
      }
      if options.count < 2 {
        throw CommandFailure.usage(
          (QueryCheck.complaint(text, answers: user.task.answers) ?? "")
            + " A backslash at the end of a line goes on to the next.")
      }
    }
    return try Question(stem, options: options, expected: nil, of: user)
  }

  func askTest(_ number: String) throws -> [PlainEffect] {
    let person = try opened()
    guard let number = Int(number), person.user.test.indices.contains(number - 1) else {
      throw CommandFailure.usage(
        "\(presented(person).name) has \(Count.of(person.user.test.count, "test item")), "
          + "and none with the number '\(number)'.")
    }
    let item = person.user.test[number - 1]
    let question = Question(query: item.query, expected: item.response)
    return person.stored == nil ? fit(then: question, of: person) : [.ask(question)]
  }

  func answered() throws -> AskRecord {
    guard let record else {
      throw CommandFailure.usage("Nothing was asked yet. ask and a text asks.")
    }
    return record
  }

  func reasoning(of record: AskRecord) -> [String] {
    Spoken.path(
      PathView(
        path: record.answer.path, features: record.answer.features,
        factors: record.stored.model.factors, audit: record.answer.audit))
  }

  func sum(of record: AskRecord) -> [String] {
    guard let table = EvidenceTable(answer: record.answer) else {
      return ["This model is no sum; reasoning tells what it says."]
    }
    return Spoken.sum(table, answers: record.stored.model.task.answers)
  }

  func query(of record: AskRecord) -> [String] {
    let answer = record.answer
    return ["query: \(answer.query)"]
      + Spoken.features(answer.features, in: record.stored.model)
      + ["stages: \(AnswerReport.timings(of: answer, between: ", "))"]
  }

  func calls(of record: AskRecord, showsReplies: Bool) -> [String] {
    let calls = record.answer.exchanges ?? []
    guard !calls.isEmpty else {
      return ["No language model was called: the built-in model answers without one."]
    }
    let page =
      showsReplies
      ? CallPages.replies(calls, before: 0, width: width, glyphs: .ascii)
      : CallPages.prompts(calls, before: 0, width: width, glyphs: .ascii)
    return page.map { $0.map(\.text).joined() }.filter { !$0.isEmpty }
  }
}
