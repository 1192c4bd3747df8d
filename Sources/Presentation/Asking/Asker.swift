internal import Foundation
package import RPM
package import Storage
package import Workbench

/// Asks one user: finds or fits the model, asks, keeps the answer and prints it.
package struct Asker: Sendable {
  package var session: Session
  package var use: ModelUse
  /// What of the command line says which model that is, for commands that are suggested.
  package var modelFlags: String
  package var context: CommandContext
  package var summary: UserSummary
  package var user: User
  package var k: Int
  /// Whether answers and models are kept.
  package var stores: Bool
  package var json: Bool
  /// Whether JSON holds what was said to a language model and what it said.
  package var showsExchanges = false
  /// Factors that are masked. What is answered then is not kept: it is no answer of the model's.
  package var withoutFactors: [String] = []

  package init(
    session: Session, use: ModelUse, modelFlags: String, context: CommandContext,
    summary: UserSummary, user: User, k: Int, stores: Bool, json: Bool,
    showsExchanges: Bool = false, withoutFactors: [String] = []
  ) {
    self.session = session
    self.use = use
    self.modelFlags = modelFlags
    self.context = context
    self.summary = summary
    self.user = user
    self.k = k
    self.stores = stores
    self.json = json
    self.showsExchanges = showsExchanges
    self.withoutFactors = withoutFactors
  }

  /// The model to ask: the version, the newest, or where that costs nothing one fitted now.
  ///
  /// - Throws: `CommandFailure` where a fit would cost something, with the estimate.
  package func model(version: Int?) async throws -> StoredModel {
    if version != nil || summary.model != nil {
      let stored = try await session.library.model(for: summary.id, version: version)
      if version == nil, summary.model?.isStale == true {
        context.note(
          "\(user.name)'s history changed after version \(stored.version) was fitted; "
            + "`rationale fit \(ShellWord.quoted(user.name))` takes it in")
      }
      return stored
    }
    if case .chat = use.choice { throw try await refusal() }
    let start = EngineClock.system.seconds()
    let follower = RunFollower(context: context, title: "fitting \(user.name)")
    let window = session.window(nil)
    guard stores else {
      let user = try user.within(window)
      var model = try await follower.follow(session.engine(for: use, user: summary.id).fit(user))
      model.statistics.window = window
      let seconds = AnswerReport.milliseconds(EngineClock.system.seconds() - start)
      context.note("\(user.name) had no model; fitted one for this question only, \(seconds)")
      return StoredModel(version: 0, model: model, history: user.history)
    }
    let stored = try await follower.fit(
      try Fitting(user, id: summary.id, within: window, through: use, in: session))
    let model = stored.model
    let seconds = AnswerReport.milliseconds(EngineClock.system.seconds() - start)
    context.note(
      "\(user.name) had no model; fitted version \(stored.version) with the "
        + "\(model.identity.name) model, \(Count.of(model.factors.count, "factor")), \(seconds)")
    return stored
  }

  /// Nobody pays for a fit that was not asked for.
  private func refusal() async throws -> CommandFailure {
    let takes = try await FitCost.of(
      [summary], in: session, with: use, within: session.window(nil))
    let fit =
      "rationale fit \(ShellWord.quoted(user.name))"
      + (" --task \(ShellWord.quoted(user.task.name))")
    return .failed(
      """
      \(user.name) has no model yet. Fitting one with \(use.choice.title) takes \(takes.text). \
      Type: \(fit)\(modelFlags). Or fit the built-in model, for nothing: \(fit) --model built-in
      """)
  }

  /// Asks one question and prints all that the answer rests on.
  package func ask(_ question: Question, model: StoredModel) async throws {
    let answer = try await answer(question, model: model, showsText: !json)
    if json {
      try context.output.json(document(answer, question, model))
    } else {
      if !withoutFactors.isEmpty {
        try context.output.text(
          ["without \(withoutFactors.joined(separator: ", ")); not kept"])
      }
      try context.output.text(
        AnswerReport.lines(
          answer, user: user.name, stored: model, expected: question.expected,
          width: context.output.width))
    }
  }

  /// Asks every line of a file, each printed as it comes. What is wrong with a line is said, and
  /// the next one is asked.
  package func askEach(of channel: InputChannel, model: StoredModel) async throws {
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
      } catch let failure as RoleFailure where !failure.endsRun {
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
    var document = AnswerDocument(
      answer, user: user.name, model: stored.model, version: stored.version,
      expected: question.expected, withTexts: showsExchanges)
    document.without = withoutFactors.isEmpty ? nil : withoutFactors
    return document
  }

  /// Asks, and keeps what came of it: a failure and a cancellation are earlier asks as well.
  package func answer(
    _ question: Question, model: StoredModel, showsText: Bool = false
  ) async throws -> Answer {
    let masks = try withoutFactors.map {
      Mask.factor(try NamedFactor.id($0, in: model.model))
    }
    let follower = RunFollower(
      context: context, title: "asking \(user.name)", showsText: showsText)
    guard masks.isEmpty else {
      return try await follower.follow(
        session.engine(for: use, user: summary.id).ask(
          question.query, of: model.model, history: model.history, without: masks, k: k))
    }
    let asking = session.asking(
      .init(
        user: summary.id, stored: model, query: question.query, expected: question.expected),
      through: use, k: k)
    guard stores else { return try await follower.follow(asking.run) }
    return try await follower.follow(asking.run) { try await asking.kept() }.answer
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
