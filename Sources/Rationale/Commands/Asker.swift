internal import Foundation
internal import RPM
internal import Storage

/// Asks one user: finds or fits the model, asks, keeps the answer and prints it.
struct Asker: Sendable {
  var session: Session
  var context: CommandContext
  var summary: UserSummary
  var user: User
  var k: Int
  /// Whether answers and models are kept.
  var stores: Bool
  var json: Bool

  /// The model to ask: the version, the newest, or one fitted now.
  func model(version: Int?) async throws -> StoredModel {
    if version != nil || summary.model != nil {
      let stored = try await session.library.model(for: summary.id, version: version)
      if version == nil, summary.model?.isStale == true {
        context.note(
          "\(user.name)'s history changed after version \(stored.version) was fitted; "
            + "`rationale fit \(ShellWord.quoted(user.name))` takes it in")
      }
      return stored
    }
    let start = EngineClock.system.seconds()
    let model = try await context.progressLine().follow(
      session.engine.fit(user), as: "fitting \(user.name)")
    let seconds = AnswerReport.milliseconds(EngineClock.system.seconds() - start)
    guard stores else {
      context.note("\(user.name) had no model; fitted one for this question only, \(seconds)")
      return StoredModel(version: 0, model: model, history: user.history)
    }
    let stored = try await session.store(model, for: summary.id, of: user)
    context.note(
      "\(user.name) had no model; fitted version \(stored.version) with the "
        + "\(model.identity.name) model, \(Count.of(model.factors.count, "factor")), \(seconds)")
    return stored
  }

  /// Asks one question and prints all that the answer rests on.
  func ask(_ question: Question, model: StoredModel) async throws {
    let answer = try await answer(question, model: model)
    if json {
      try context.output.json(document(answer, question, model))
    } else {
      try context.output.text(
        AnswerReport.lines(
          answer, user: user.name, stored: model, expected: question.expected,
          width: context.output.width))
    }
  }

  /// Asks every line of a file, each printed as it comes. What is wrong with a line is said, and
  /// the next one is asked.
  func askEach(of channel: InputChannel, model: StoredModel) async throws {
    var lines = InputLines(channel)
    var tally = Tally()
    while let line = try await lines.next() {
      if line.allSatisfy(\.isWhitespace) { continue }
      do {
        let question = try QuestionLine.question(line, of: user)
        let answer = try await answer(question, model: model)
        tally.add(answer, expected: question.expected)
        if json {
          try context.output.json(document(answer, question, model), isLine: true)
        } else {
          try context.output.text(
            AnswerReport.brief(
              answer, number: lines.number, answers: model.model.task.answers,
              expected: question.expected))
        }
      } catch let failure as CommandFailure where failure.status == .usage {
        tally.unreadable += 1
        context.note("\(channel.name):\(lines.number): \(failure)")
      } catch let failure as RoleFailure {
        tally.failed += 1
        context.note("\(channel.name):\(lines.number): \(failure)")
      }
    }
    if !json, let summary = tally.summary { try context.output.text(["", summary]) }
    if tally.unreadable > 0 {
      throw CommandFailure.badData("\(Count.of(tally.unreadable, "line")) could not be asked")
    }
    if tally.failed > 0 {
      throw CommandFailure.failed("\(Count.of(tally.failed, "question")) got no answer")
    }
  }

  private func document(
    _ answer: Answer, _ question: Question, _ stored: StoredModel
  ) -> AnswerDocument {
    AnswerDocument(
      answer, user: user.name, model: stored.model, version: stored.version,
      expected: question.expected)
  }

  /// Asks, and keeps what came of it: a failure and a cancellation are earlier asks as well.
  private func answer(_ question: Question, model: StoredModel) async throws -> Answer {
    do {
      let answer = try await context.progressLine().follow(
        session.engine.ask(question.query, of: model.model, history: model.history, k: k),
        as: "asking \(user.name)")
      try await keep(question, model, answer: answer, state: .finished)
      return answer
    } catch let failure as RoleFailure {
      try await keep(question, model, state: .failed, message: failure.description)
      throw failure
    } catch is CancellationError {
      try await keep(question, model, state: .cancelled)
      throw CancellationError()
    }
  }

  private func keep(
    _ question: Question, _ model: StoredModel, answer: Answer? = nil, state: Storage.Run.State,
    message: String? = nil
  ) async throws {
    guard stores else { return }
    let run = Storage.Run(
      modelVersion: model.version, query: question.query, answer: answer,
      expected: question.expected, state: state, message: message, created: Date())
    // A task of its own, so that a cancelled ask is kept too.
    try await Task.detached { [session, summary] in
      _ = try await session.library.saveRun(run, for: summary.id)
    }.value
  }
}

/// How many answers were right.
private struct Tally {
  var compared = 0
  var same = 0
  var unreadable = 0
  var failed = 0

  mutating func add(_ answer: Answer, expected: String?) {
    guard let expected else { return }
    compared += 1
    if answer.response == expected { same += 1 }
  }

  var summary: String? {
    compared > 0 ? "\(same) of \(compared) answers are the true ones" : nil
  }
}
