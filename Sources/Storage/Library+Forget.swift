internal import Foundation
internal import GRDB
internal import RPM

extension Library {
  /// Removes every trace of a user: history, test items, models, runs, cached replies, lines that
  /// wait for a batch, search index, lines of the prompt history and of logs, recordings.
  ///
  /// Afterwards the file is rebuilt and the write-ahead log emptied, so that no byte of the user
  /// stays in free space. When that is interrupted, the next opening finishes it.
  /// - Returns: what was removed; `leftovers` names what another process still holds.
  /// - Throws: `LibraryError.noSuchUser`.
  public func forget(_ id: UserID) async throws -> ForgetReport {
    let (head, texts) = try await read { db in
      (try UserRows.head(db, id: id), try Self.texts(of: id, in: db))
    }
    var report = ForgetReport(name: head.name, task: head.task.name)
    let scrubber = StateScrubber(
      location: location, name: head.name, task: head.task.name,
      traces: Traces(name: head.name, texts: texts))
    report = try await write { [report] db in
      var report = report
      try Self.delete(id, from: db, into: &report)
      return report
    }
    // The person is gone for good now; what follows must not stop halfway.
    let path = location.database
    return await Task.detached { [pool, report] in
      var report = report
      scrubber.scrub(into: &report)
      do {
        try await pool.barrierWriteWithoutTransaction { db in try Purge.run(db, path: path) }
      } catch {
        let reason = LibraryError.wrapping(error, path: path)
        report.leftovers.append(
          """
          free space of \(path) could not be cleared yet: \(reason) It is done when the library is \
          next opened alone.
          """)
      }
      return report
    }.value
  }

  private static func texts(of id: UserID, in db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT query FROM interaction WHERE user = ?1
        UNION ALL SELECT response FROM interaction JOIN user ON user.id = interaction.user
          WHERE user = ?1 AND kind = 'open'
        UNION ALL SELECT query FROM run WHERE user = ?1
        """, arguments: [id])
  }

  private static func delete(
    _ id: UserID, from db: Database, into report: inout ForgetReport
  ) throws {
    let head = try UserRows.head(db, id: id)
    func count(_ table: String, _ condition: String = "1") throws -> Int {
      try Int.fetchOne(
        db, sql: "SELECT COUNT(*) FROM \(table) WHERE user = ? AND \(condition)", arguments: [id])
        ?? 0
    }
    report.interactions = try count("interaction", "part <> 1")
    report.tests = try count("interaction", "part = 1")
    report.models = try count("model")
    report.runs = try count("run")
    report.replies = try count("reply")
    let batches = try String.fetchAll(
      db, sql: "SELECT file FROM batch_file WHERE user = ? ORDER BY file", arguments: [id])
    report.leftovers += batches.filter { FileManager.default.fileExists(atPath: $0) }.map {
      "the batch file \($0) holds texts of this user; delete it"
    }

    try Purge.request(db)
    try InteractionRows.clear(db, user: id, keepingHistory: false)
    if let version = head.modelVersion {
      try ModelRows.removeFromIndex(user: id, version: version, in: db)
    }
    let runs = try Row.fetchCursor(
      db, sql: "SELECT id, query, answer FROM run WHERE user = ?", arguments: [id])
    while let row = try runs.next() {
      try SearchIndex.delete(.run(row["id"]), text: RunRows.searchableText(row), in: db)
    }
    try SearchIndex.delete(.user(id), text: head.name, in: db)
    // The other tables follow by their foreign keys.
    try db.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [id])
  }
}

/// Clears what deleted rows leave behind: index tombstones, free pages, the write-ahead log.
enum Purge {
  /// Above this size a rebuild goes through a temporary file instead of memory.
  private static let inMemoryLimit = 256 << 20

  /// Notes, in the transaction that deletes, that clearing is due.
  static func request(_ db: Database) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('purge', 'due')")
  }

  /// Whether an earlier clearing was interrupted.
  static func isDue(_ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'purge')") ?? false
  }

  /// Clears. The note goes only after the log has been emptied once, so that a kill in between
  /// leaves it standing.
  static func run(_ db: Database, path: String) throws {
    try db.execute(sql: "INSERT INTO search (search) VALUES ('optimize')")
    if LibraryFile.size(of: path) > inMemoryLimit {
      try db.execute(sql: "PRAGMA temp_store = FILE")
    }
    defer { try? db.execute(sql: "PRAGMA temp_store = MEMORY") }
    try db.execute(sql: "VACUUM")
    try db.checkpoint(.truncate)
    try db.execute(sql: "DELETE FROM meta WHERE key = 'purge'")
    try db.checkpoint(.truncate)
  }
}
