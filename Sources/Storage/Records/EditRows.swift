internal import Foundation
internal import GRDB
internal import RPM

/// The rows of the `edit` table.
enum EditRows {
  private static let columns = "version, parent, created, body"

  static func insert(_ entry: JournalEntry, of user: Int64, in db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO edit (user, version, parent, created, body) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      user, entry.version, entry.parent, entry.created.timeIntervalSinceReferenceDate,
      try StoredJSON.encode(entry.change),
    ])
  }

  /// What made a version, `nil` where that was a fit.
  static func entry(_ db: Database, user: Int64, version: Int) throws -> JournalEntry? {
    try Row.fetchOne(
      db, sql: "SELECT \(columns) FROM edit WHERE user = ? AND version = ?",
      arguments: [user, version]
    ).map { try JournalEntry(row: $0) }
  }

  /// The newest change of a version.
  static func newestChild(_ db: Database, user: Int64, of version: Int) throws -> JournalEntry? {
    try Row.fetchOne(
      db,
      sql: "SELECT \(columns) FROM edit WHERE user = ? AND parent = ? ORDER BY version DESC",
      arguments: [user, version]
    ).map { try JournalEntry(row: $0) }
  }

  /// All changes, the newest first.
  static func all(_ db: Database, user: Int64) throws -> [JournalEntry] {
    try Row.fetchAll(
      db, sql: "SELECT \(columns) FROM edit WHERE user = ? ORDER BY version DESC",
      arguments: [user]
    ).map { try JournalEntry(row: $0) }
  }
}

extension JournalEntry {
  /// From the columns of `EditRows`.
  init(row: Row) throws {
    let row = StoredRow(row, of: "edit")
    self.init(
      version: try row.count("version", from: 1), parent: try row.count("parent", from: 1),
      created: try row.date("created"), change: try row.json(there: "body"))
  }
}
