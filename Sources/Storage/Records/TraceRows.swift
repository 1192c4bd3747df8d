internal import Foundation
internal import GRDB
internal import RPM

/// Asks and fits as one list (ours).
enum TraceRows {
  static func asks(_ db: Database, user: Int64?, limit: Int) throws -> [TracedRun] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT run.id, run.user, user.name, run.model_version, run.name, run.make, query, response,
          expected, state, message, run.created, stages
        FROM run JOIN user ON user.id = run.user
        WHERE ?1 IS NULL OR run.user = ?1 ORDER BY run.id DESC LIMIT ?2
        """, arguments: [user, limit]
    ).map { row in
      let stages = try RunRows.stages(row[12])
      return TracedRun(
        id: .ask(row[0]), user: row[1], userName: row[2], modelVersion: row[3],
        identity: identity(row, at: 4), query: row[6], response: row[7], expected: row[8],
        state: Run.State(rawValue: row[9]) ?? .failed, message: row[10],
        created: Date(timeIntervalSinceReferenceDate: row[11]), stages: stages,
        usage: stages?.usage)
    }
  }

  static func fits(_ db: Database, user: Int64?, limit: Int) throws -> [TracedRun] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT fit.id, fit.user, user.name, fit.model_version, fit.name, fit.make,
          fit.interactions, factors, state, message, fit.created, stages
        FROM fit JOIN user ON user.id = fit.user
        WHERE ?1 IS NULL OR fit.user = ?1 ORDER BY fit.id DESC LIMIT ?2
        """, arguments: [user, limit]
    ).map { row in
      let stages = try RunRows.stages(row[11])
      return TracedRun(
        id: .fit(row[0]), user: row[1], userName: row[2], modelVersion: row[3],
        identity: identity(row, at: 4), query: "", interactions: row[6], factors: row[7],
        state: Run.State(rawValue: row[8]) ?? .failed, message: row[9],
        created: Date(timeIntervalSinceReferenceDate: row[10]), stages: stages,
        usage: stages?.usage)
    }
  }

  /// Models without a noted fit, but for those that were edited. What their fit used was always kept with them.
  static func models(_ db: Database, user: Int64?, limit: Int) throws -> [TracedRun] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT model.user, user.name, model.version, model.name, make, model.interactions,
          json_array_length(factors), saved, usage
        FROM model JOIN user ON user.id = model.user
        WHERE (?1 IS NULL OR model.user = ?1) AND NOT EXISTS (
          SELECT 1 FROM fit WHERE fit.user = model.user AND fit.model_version = model.version)
          AND NOT EXISTS (
            SELECT 1 FROM edit WHERE edit.user = model.user AND edit.version = model.version)
        ORDER BY model.id DESC LIMIT ?2
        """, arguments: [user, limit]
    ).map { row in
      TracedRun(
        id: .model(row[0], version: row[2]), user: row[0], userName: row[1], modelVersion: row[2],
        identity: identity(row, at: 3), query: "", interactions: row[5], factors: row[6],
        state: .finished, created: Date(timeIntervalSinceReferenceDate: row[7]),
        usage: try (row[8] as String?).map { try StoredJSON.decode(Usage.self, $0) })
    }
  }

  private static func identity(_ row: Row, at index: Int) -> ModelIdentity? {
    let name: String? = row[index]
    return name.map { ModelIdentity(name: $0, version: row[index + 1] ?? "") }
  }

  /// The newest first; of one moment, asks before the fits that made them possible.
  static func isBefore(_ first: TracedRun, _ second: TracedRun) -> Bool {
    if first.created != second.created { return first.created > second.created }
    return place(first.id) > place(second.id)
  }

  private static func place(_ id: TracedRun.ID) -> (Int, Int64, Int) {
    switch id {
    case .ask(let number): (2, number, 0)
    case .fit(let number): (1, number, 0)
    case .model(let user, let version): (0, user, version)
    }
  }
}
