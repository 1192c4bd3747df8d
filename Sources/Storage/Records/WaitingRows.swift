internal import Foundation
internal import GRDB
internal import RPM

/// The rows of the `batch_line`, `batch_file` and `batch_result` tables.
enum WaitingRows {
  private static let columns = """
    key, user, model, endpoint, stage, prompt, file, exported, cap, cuts, failed, reason
    """

  static func insert(_ line: WaitingLine, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO batch_line (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      line.key, line.user, line.model.name, line.model.version, line.stage.rawValue,
      try StoredJSON.encode(line.prompt), line.file,
      line.exported.timeIntervalSinceReferenceDate, line.cap, line.cuts, line.hasFailed,
      line.reason,
    ])
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO batch_file (user, file) VALUES (?, ?)")
      .execute(arguments: [line.user, line.file])
  }

  static func fetch(
    _ db: Database, where condition: String, arguments: StatementArguments
  ) throws -> [WaitingLine] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT \(columns) FROM batch_line WHERE \(condition)"),
      arguments: arguments
    ).map { row in
      let row = StoredRow(row, of: "batch_line")
      return WaitingLine(
        key: try row["key"], user: try row["user"],
        model: ModelIdentity(name: try row["model"], version: try row["endpoint"]),
        stage: Stage(rawValue: try row["stage"]) ?? .extract,
        prompt: try row.json(there: "prompt"), file: try row["file"],
        exported: try row.date("exported"), cap: try row.count("cap"),
        cuts: try row.count("cuts"), hasFailed: try row["failed"], reason: try row["reason"])
    }
  }

  /// Puts a reply in the place of the line that waited for it; `false` where none did.
  static func keep(
    _ body: Data, for settlement: BatchSettlement, in db: Database
  ) throws -> Bool {
    try db.cachedStatement(sql: "DELETE FROM batch_line WHERE key = ? AND user = ?")
      .execute(arguments: [settlement.key, settlement.user])
    guard db.changesCount > 0 else { return false }
    let created = settlement.booking?.created ?? Date()
    try ReplyRows.insert(
      body, for: settlement.key, of: settlement.user, created: created, in: db)
    return true
  }

  /// Notes a failure; `false` where none waits, or the same failure was noted before.
  static func fail(
    _ settlement: BatchSettlement, cap: Int, cuts: Int, reason: String?, in db: Database
  ) throws -> Bool {
    let waits =
      try Bool.fetchOne(
        db.cachedStatement(
          sql: "SELECT EXISTS (SELECT 1 FROM batch_line WHERE key = ? AND user = ?)"),
        arguments: [settlement.key, settlement.user]) ?? false
    guard waits else { return false }
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO batch_result (user, result) VALUES (?, ?)")
      .execute(arguments: [settlement.user, settlement.result])
    guard db.changesCount > 0 else { return false }
    try db.cachedStatement(
      sql: """
        UPDATE batch_line SET cap = ?, cuts = ?, failed = 1, reason = ? WHERE key = ? AND user = ?
        """
    ).execute(arguments: [cap, cuts, reason, settlement.key, settlement.user])
    return true
  }
}

/// The rows of the `reply` table.
enum ReplyRows {
  /// Keeps a reply in place of an earlier one with the same key.
  static func insert(
    _ body: Data, for key: String, of user: Int64, created: Date, in db: Database
  ) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO reply (user, key, body, created) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [user, key, body, created.timeIntervalSinceReferenceDate])
  }
}
