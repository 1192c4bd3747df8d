internal import BuiltInModel
package import Foundation
package import RPM
package import Storage
package import Workbench

/// Measures what a report holds, and puts it together.
package struct ReportMaker: Sendable {
  package var session: Session
  /// The date of the report.
  package var made: Date
  /// Hears of whom how many of how many past answers were asked for.
  package var onProgress: @Sendable (_ user: String, _ done: Int, _ total: Int) -> Void

  package init(
    session: Session, made: Date,
    onProgress: @escaping @Sendable (_ user: String, _ done: Int, _ total: Int) -> Void = {
      _, _, _ in
    }
  ) {
    self.session = session
    self.made = made
    self.onProgress = onProgress
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
    let whyNot = reason(
      stored.model.identity,
      price: "each past answer would be paid for. `rationale what-if "
        + "\(ShellWord.quoted(user.name)) --history` measures it and tells the cost first.",
      wayOut: "`rationale fit \(ShellWord.quoted(user.name))` makes a new one.")
    let ownPast =
      whyNot == nil
      ? try await session.engine.leaveOneOut(of: stored.model, history: stored.history) {
        onProgress(user.name, $0, $1)
      } : nil
    let audit = try await session.audit(of: summary.id, stored)
    let made = UserReport(
      user: user, stored: stored, isStale: version == nil && summary.model?.isStale == true,
      audit: AuditDocument(audit, user: user.name), leaveOneOut: ownPast, whyNotMeasured: whyNot,
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
  /// - Parameter answered: what both said to one question, `nil` where none was put.
  package func comparison(
    _ first: UserSummary, _ second: UserSummary, answered: QueryComparison? = nil
  ) async throws -> (report: Report, document: ComparisonReportDocument) {
    var people: [ComparisonReport.Person] = []
    for summary in [first, second] {
      people.append(
        ComparisonReport.Person(
          user: try await session.library.user(summary.id),
          stored: try await session.library.fittedModel(of: summary)))
    }
    let made = ComparisonReport(
      people[0], people[1],
      factors: try await session.compare(people[0].stored.model, people[1].stored.model),
      query: answered, made: self.made)
    return (made.report, made.document)
  }
}
