public import Foundation
internal import GRDB
public import RPM

/// A request that was written into a batch file and waits for its reply (ours).
public struct WaitingLine: Sendable, Hashable {
  /// What identifies the request; its `custom_id`.
  public var key: String
  /// For whom. Several users may wait for the same request.
  public var user: Library.UserID
  /// The model that is asked.
  public var model: ModelIdentity
  /// The stage that wants it.
  public var stage: Stage
  /// The prompt that was filled in.
  public var prompt: Exchange.Prompt
  /// The name of the file.
  public var file: String
  /// When it was written.
  public var exported: Date

  /// Creates a line.
  public init(
    key: String, user: Library.UserID, model: ModelIdentity, stage: Stage,
    prompt: Exchange.Prompt, file: String, exported: Date
  ) {
    self.key = key
    self.user = user
    self.model = model
    self.stage = stage
    self.prompt = prompt
    self.file = file
    self.exported = exported
  }
}

extension Library {
  /// Notes which requests wait for a batch; one that was written before now waits in its new file.
  /// - Throws: `LibraryError.noSuchUser`.
  public func addWaiting(_ lines: [WaitingLine]) async throws {
    try await write { db in
      for user in Set(lines.map(\.user)) { _ = try UserRows.head(db, id: user) }
      let statement = try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO batch_line (key, user, model, endpoint, stage, prompt, file,
            exported)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """)
      for line in lines {
        try statement.execute(arguments: [
          line.key, line.user, line.model.name, line.model.version, line.stage.rawValue,
          try StoredJSON.encode(line.prompt), line.file,
          line.exported.timeIntervalSinceReferenceDate,
        ])
      }
    }
  }

  /// Who waits for a request, by user.
  public func waiting(for key: String) async throws -> [WaitingLine] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT user, model, endpoint, stage, prompt, file, exported FROM batch_line
          WHERE key = ? ORDER BY user
          """, arguments: [key]
      ).map { row in
        WaitingLine(
          key: key, user: row[0], model: ModelIdentity(name: row[1], version: row[2]),
          stage: Stage(rawValue: row[3]) ?? .extract,
          prompt: try StoredJSON.decode(Exchange.Prompt.self, row[4]), file: row[5],
          exported: Date(timeIntervalSinceReferenceDate: row[6]))
      }
    }
  }

  /// Takes a request off the list without a reply, such as one that is asked in another way now.
  /// Keeping its reply does so by itself.
  /// - Returns: whether it waited.
  @discardableResult
  public func removeWaiting(for key: String, of id: UserID) async throws -> Bool {
    try await write { db in
      try db.execute(
        sql: "DELETE FROM batch_line WHERE key = ? AND user = ?", arguments: [key, id])
      return db.changesCount > 0
    }
  }

  /// How many requests of each user wait.
  public func waitingCounts() async throws -> [UserID: Int] {
    try await read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT user, COUNT(*) FROM batch_line GROUP BY user")
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }
  }
}
