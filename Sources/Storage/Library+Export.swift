internal import GRDB
internal import RPM

extension Library {
  /// A user in the import format: one line that ends with a line feed. Importing it elsewhere gives
  /// an equal user, and exporting that one the same bytes.
  /// - Throws: `LibraryError.noSuchUser`.
  public func export(_ id: UserID) async throws -> String {
    try await read { db in
      let head = try UserRows.head(db, id: id)
      let user = User(
        name: head.name, task: head.task,
        history: try InteractionRows.fetch(db, user: id, part: .history),
        test: try InteractionRows.fetch(db, user: id, part: .test))
      return try InteractionLinesExporter.line(user, extra: head.extra)
    }
  }
}
