public import Foundation
internal import GRDB
internal import RPM

extension Library {
  /// A reply of a language model that was kept for a user, `nil` where there is none.
  /// - Parameter key: what identifies the request, such as a digest of it.
  public func reply(for key: String, of id: UserID) async throws -> Data? {
    try await read { db in
      try Data.fetchOne(
        db, sql: "SELECT body FROM reply WHERE user = ? AND key = ?", arguments: [id, key])
    }
  }

  /// Keeps a reply of a language model, in place of an earlier one with the same key, and books what
  /// it used: both or neither. A line of a batch that waited for it is done.
  /// - Throws: `LibraryError.noSuchUser`.
  public func keepReply(
    _ body: Data, for key: String, of id: UserID, booking: UsageBooking
  ) async throws {
    try await write { db in
      _ = try UserRows.head(db, id: id)
      try ReplyRows.insert(body, for: key, of: id, created: booking.created, in: db)
      try db.cachedStatement(sql: "DELETE FROM batch_line WHERE key = ? AND user = ?")
        .execute(arguments: [key, id])
      try UsageRows.insert(booking, of: id, in: db)
    }
  }

  /// What was found out about an endpoint or a model there, `nil` where nothing was.
  public func trait(for key: String) async throws -> Data? {
    try await read { db in
      try Data.fetchOne(db, sql: "SELECT body FROM trait WHERE key = ?", arguments: [key])
    }
  }

  /// Keeps what was found out about an endpoint or a model there. Nothing of a person belongs here.
  public func keepTrait(_ body: Data, for key: String) async throws {
    try await write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO trait (key, body) VALUES (?, ?)", arguments: [key, body])
    }
  }
}
