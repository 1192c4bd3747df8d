public import Foundation
internal import GRDB

extension Library {
  /// A reply of a language model that was kept for a user, `nil` where there is none.
  /// - Parameter key: what identifies the request, such as a digest of it.
  public func reply(for key: String, of id: UserID) async throws -> Data? {
    try await read { db in
      try Data.fetchOne(
        db, sql: "SELECT body FROM reply WHERE user = ? AND key = ?", arguments: [id, key])
    }
  }

  /// Keeps a reply of a language model, in place of an earlier one with the same key.
  /// - Throws: `LibraryError.noSuchUser`.
  public func keepReply(_ body: Data, for key: String, of id: UserID) async throws {
    try await write { db in
      _ = try UserRows.head(db, id: id)
      try db.execute(
        sql: "INSERT OR REPLACE INTO reply (user, key, body, created) VALUES (?, ?, ?, ?)",
        arguments: [id, key, body, Date().timeIntervalSinceReferenceDate])
    }
  }
}
