internal import BuiltInModel
package import Foundation
internal import RPM
package import Storage
package import Workbench

/// Measures what a report holds, and puts it together.
package struct ReportMaker: Sendable {
  /// A question for a comparison.
  package struct Asked: Sendable {
    package var text: String
    package var options: [String]
    package var use: ModelUse

    package init(text: String, options: [String], use: ModelUse) {
      self.text = text
      self.options = options
      self.use = use
    }
  }

  package var session: Session
  package var context: CommandContext
  /// The date of the report.
  package var made: Date

  package init(session: Session, context: CommandContext, made: Date) {
    self.session = session
    self.context = context
    self.made = made
  }

  // MARK: A user

  /// A report on a user.
  ///
  /// - Parameter version: the version of the model, `nil` for the one in use.
  package func user(
    _ summary: UserSummary, version: Int?
  ) async throws -> (report: Report, document: UserReportDocument) {
    let user = try await session.library.user(summary.id)
    let stored = try await model(of: summary, version: version)
    let progress = context.progressLine()
    defer { progress.clear() }
    let whyNot = reason(
      stored.model.identity,
      price: "each past answer would be paid for. `rationale what-if "
        + "\(ShellWord.quoted(user.name)) --history` measures it and tells the cost first.",
      wayOut: "`rationale fit \(ShellWord.quoted(user.name))` makes a new one.")
    let ownPast =
      whyNot == nil
      ? try await session.engine.leaveOneOut(of: stored.model, history: stored.history) {
        progress.show("\(user.name): \($0) of \($1) past answers")
      } : nil
    let audit = try await session.audit(of: summary.id, named: user.name, stored)
    let made = UserReport(
      user: user, stored: stored, isStale: version == nil && summary.model?.isStale == true,
      audit: audit.document, leaveOneOut: ownPast, whyNotMeasured: whyNot,
      edits: try await session.library.changes(to: stored.version, for: summary.id),
      made: self.made)
    return (made.report, made.document)
  }

  private func model(of summary: UserSummary, version: Int?) async throws -> StoredModel {
    guard let version else { return try await session.library.fittedModel(of: summary) }
    return try await session.library.model(for: summary.id, version: version)
  }

  private func isBuiltIn(_ identity: ModelIdentity) -> Bool {
    identity == BuiltInModel().identity
  }

  /// Why something that another model would have to be asked for is left out.
  ///
  /// - Parameters:
  ///   - price: what would be paid for.
  ///   - wayOut: what an earlier built-in model is helped with.
  private func reason(
    _ identity: ModelIdentity, price: String, wayOut: String
  ) -> String? {
    if isBuiltIn(identity) { return nil }
    return identity.name == ModelChoice.builtInName
      ? "Not measured: it is of an earlier built-in model. \(wayOut)" : "Not measured: \(price)"
  }

  // MARK: An ask

  /// A report on an earlier ask.
  package func run(_ id: Int64) async throws -> (report: Report, document: RunReportDocument) {
    let (ask, _) = try await session.library.run(id)
    guard ask.state == .finished, ask.modelVersion != nil else {
      throw CommandFailure.failed(
        "ask \(id) ended without an answer (\(ask.state.rawValue)); there is nothing to report")
    }
    let record = try await session.record(ofRun: id)
    let user = try await session.library.summary(ask.user)
    let stored = record.stored
    let whyNot = reason(
      record.answer.identity ?? stored.model.identity,
      price: "each mask would be one more call of the model that answered.",
      wayOut: "Ask again for an answer that can be put to the test.")
    let masks =
      whyNot == nil
      ? try await session.engine.whatIf(
        record.answer.query, of: stored.model, history: stored.history,
        k: record.answer.retrieved.count, baseline: record.answer
      ).value : nil
    let made = RunReport(
      ask: ask, record: record, user: user.name, whatIf: masks, whyNotMeasured: whyNot,
      made: self.made)
    return (made.report, made.document)
  }

  // MARK: Two users

  /// A report on two users.
  ///
  /// - Parameters:
  ///   - question: what is put to both, `nil` for nothing.
  ///   - modelFlags: what of the command line says which model is asked.
  package func comparison(
    _ first: UserSummary, _ second: UserSummary, question: Asked?, modelFlags: String
  ) async throws -> (report: Report, document: ComparisonReportDocument) {
    var people: [ComparisonReport.Person] = []
    for summary in [first, second] {
      people.append(
        ComparisonReport.Person(
          user: try await session.library.user(summary.id),
          stored: try await session.library.fittedModel(of: summary)))
    }
    var answered: QueryComparison?
    if let question {
      guard first.task == second.task else {
        throw CommandFailure.usage(
          "one question is asked of users of one task; here are \(first.task) and \(second.task)")
      }
      let asking = ComparedQuery(
        text: question.text, options: question.options, people: [first, second],
        uses: [question.use], k: Engine.defaultK, session: session, context: context,
        modelFlags: modelFlags, json: false)
      let prepared = try await asking.prepare()
      if let usage = prepared.usage {
        let time = await session.time(for: usage, at: question.use.choice)
        context.note("this takes \(FitCost(users: 2, usage: usage, time: time).text)")
      }
      answered = try await asking.ask(prepared)
    }
    let made = ComparisonReport(
      people[0], people[1],
      factors: try await session.compare(people[0].stored.model, people[1].stored.model),
      query: answered, made: self.made)
    return (made.report, made.document)
  }
}
