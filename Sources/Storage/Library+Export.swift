internal import GRDB
internal import Intake
package import RPM

extension Library {
  /// A user in the import format: one line that ends with a line feed. Importing it elsewhere gives
  /// an equal user, and exporting that one the same bytes.
  /// - Throws: `LibraryError.noSuchUser`.
  public func export(_ id: UserID) async throws -> String {
    try await read { db in
      let head = try UserRows.head(db, id: id)
      return try InteractionLinesExporter.line(try Self.user(id, in: db), extra: head.extra)
    }
  }

  /// The first row of a table of answers.
  package static var answerHeader: String { OwnRows.header }

  /// A user's past answers and test items as rows of a table, which imports again: empty where there
  /// are none. What is not in it: unknown keys of the user.
  /// - Throws: `LibraryError.noSuchUser`.
  package func exportAnswers(_ id: UserID) async throws -> String {
    try await read { db in AnswerRowsExporter.rows(try Self.user(id, in: db)) }
  }

  /// The answers that users may give, for the columns of a table of factors.
  /// - Throws: `LibraryError.noSuchUser`.
  package func answerSpaces(of ids: [UserID]) async throws -> [AnswerSpace] {
    try await read { db in try ids.map { try UserRows.head(db, id: $0).task.answers } }
  }

  private static func user(_ id: UserID, in db: Database) throws -> User {
    let head = try UserRows.head(db, id: id)
    return User(
      name: head.name, task: head.task,
      history: try InteractionRows.fetch(db, user: id, part: .history),
      test: try InteractionRows.fetch(db, user: id, part: .test))
  }
}
