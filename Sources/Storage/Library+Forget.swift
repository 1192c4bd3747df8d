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
    let (name, task, texts) = try await read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT id, name, task FROM user WHERE id = ?", arguments: [id])
      guard let row = row.map({ StoredRow($0, of: "user") }) else {
        throw LibraryError.noSuchUser(id)
      }
      return (
        try row["name"] as String, try row["task"] as String, try Self.texts(of: id, in: db)
      )
    }
    var report = ForgetReport(name: name, task: task)
    let scrubber = StateScrubber(
      location: location, name: name, task: task, traces: Traces(name: name, texts: texts))
    // First while the person is there: who is interrupted here can forget them again. Then once more
    // for what was written meanwhile.
    scrubber.scrub(into: &report)
    report.leftovers = []
    report = try await write { [report] db in
      var report = report
      try Self.delete(id, from: db, into: &report)
      return report
    }
    // The person is gone for good now; what follows must not stop halfway.
    let path = location.database
    return await Task.detached { [pool, file, report] in
      var report = report
      scrubber.scrub(into: &report)
      do {
        try await pool.barrierWriteWithoutTransaction { db in
          try file.check()
          try Scrub.done(db)
          try file.writing { try Purge.run(db, path: path) }
        }
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
    try Scrub.request(db, name: report.name, task: report.task)
    // What cannot be read any more cannot be taken out of the index; then that is made anew.
    let isUnsound: Bool
    do {
      try clearIndex(of: id, name: report.name, in: db)
      isUnsound = false
    } catch is DamagedValue {
      isUnsound = true
    }
    // The other tables follow by their foreign keys.
    try db.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [id])
    guard db.changesCount > 0 else { throw LibraryError.noSuchUser(id) }
    if isUnsound { try SearchRows.rebuild(db) }
  }

  private static func clearIndex(of id: UserID, name: String, in db: Database) throws {
    try InteractionRows.clear(db, user: id, keepingHistory: false)
    let version = try Int.fetchOne(
      db, sql: "SELECT model_version FROM user WHERE id = ?", arguments: [id])
    if let version { try ModelRows.removeFromIndex(user: id, version: version, in: db) }
    let runs = try Row.fetchCursor(
      db, sql: "SELECT id, query, answer FROM run WHERE user = ?", arguments: [id])
    while let row = try runs.next() {
      try SearchIndex.delete(
        .run(try StoredRow(row, of: "run")["id"]), text: RunRows.searchableText(row), in: db)
    }
    try SearchIndex.delete(.user(id), text: name, in: db)
  }
}

/// Remembers whose traces beside the library are to be taken away, so that the next opening does it
/// where a forgetting was killed.
enum Scrub {
  private struct Person: Codable {
    var name: String
    var task: String
  }

  /// Notes it, in the transaction that deletes.
  static func request(_ db: Database, name: String, task: String) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('scrub', ?)",
      arguments: [try StoredJSON.encode(try people(db) + [Person(name: name, task: task)])])
  }

  /// Whether an earlier one was interrupted.
  static func isDue(_ db: Database) throws -> Bool { try !people(db).isEmpty }

  /// Does what was left to do. Whose texts are gone is known by name.
  static func finish(_ db: Database, location: LibraryLocation) throws {
    for person in try people(db) {
      var report = ForgetReport(name: person.name, task: person.task)
      StateScrubber(
        location: location, name: person.name, task: person.task,
        traces: Traces(name: person.name, texts: [])
      ).scrub(into: &report)
    }
    try done(db)
  }

  /// Takes the note away.
  static func done(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta WHERE key = 'scrub'")
  }

  private static func people(_ db: Database) throws -> [Person] {
    let text = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'scrub'")
    return text.flatMap { try? StoredJSON.decode([Person].self, $0) } ?? []
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
