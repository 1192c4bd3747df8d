internal import Foundation
internal import GRDB
public import RPM

extension Library {
  /// Notes which requests wait for a batch; one that was written before now waits in its new file.
  /// - Throws: `LibraryError.noSuchUser`.
  public func addWaiting(_ lines: [WaitingLine]) async throws {
    try await write { db in
      for user in Set(lines.map(\.user)) { _ = try UserRows.head(db, id: user) }
      for line in lines { try WaitingRows.insert(line, in: db) }
    }
  }

  /// Who waits for a request, by user.
  public func waiting(for key: String) async throws -> [WaitingLine] {
    try await waiting(for: [key])[key] ?? []
  }

  /// Who waits for requests, by request; those of a request by user.
  public func waiting(for keys: [String]) async throws -> [String: [WaitingLine]] {
    try await read { db in
      var lines: [String: [WaitingLine]] = [:]
      for key in Set(keys) {
        let found = try WaitingRows.fetch(
          db, where: "key = ? ORDER BY user", arguments: [key])
        if !found.isEmpty { lines[key] = found }
      }
      return lines
    }
  }

  /// What a user waits for, given up or not, by request.
  public func waiting(of id: UserID) async throws -> [WaitingLine] {
    try await read { db in
      try WaitingRows.fetch(db, where: "user = ? ORDER BY key", arguments: [id])
    }
  }

  /// Keeps what batches brought, in one transaction: replies in place of the lines that waited for
  /// them, and of failures what is to be done about them. What it cost is booked once for each
  /// result, however often that comes.
  ///
  /// - Returns: which of them changed anything. The others were settled before, or their user is
  ///   gone.
  public func settle(_ settlements: [BatchSettlement]) async throws -> [Bool] {
    try await write { db in
      var booked: Set<String> = []
      return try settlements.map { settlement in
        let isNew =
          switch settlement.outcome {
          case .reply(let body): try WaitingRows.keep(body, for: settlement, in: db)
          case .failure(let cap, let cuts, let reason):
            try WaitingRows.fail(settlement, cap: cap, cuts: cuts, reason: reason, in: db)
          }
        if isNew, let booking = settlement.booking, booked.insert(settlement.result).inserted {
          try UsageRows.insert(booking, of: settlement.user, in: db)
        }
        return isNew
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

  /// Takes off the list what a user waits for from a model, as after the fit is done. What was given
  /// up stays noted, so that the same fit comes to the same.
  public func removeWaiting(of id: UserID, from model: ModelIdentity) async throws {
    try await write { db in
      try db.execute(
        sql: """
          DELETE FROM batch_line
          WHERE user = ? AND model = ? AND endpoint = ? AND reason IS NULL
          """, arguments: [id, model.name, model.version])
    }
  }

  /// How many requests of each user wait; those that were given up do not.
  public func waitingCounts() async throws -> [UserID: Int] {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT user, COUNT(*) AS count FROM batch_line WHERE reason IS NULL GROUP BY user
          """)
      return Dictionary(
        uniqueKeysWithValues: rows.map { ($0["user"] as Int64, $0["count"] as Int) })
    }
  }
}
