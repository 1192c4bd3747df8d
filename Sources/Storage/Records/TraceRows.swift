internal import Foundation
internal import GRDB
internal import RPM

/// Asks and fits as one list.
enum TraceRows {
  static func asks(_ db: Database, user: Int64?, limit: Int) throws -> [TracedRun] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT run.id, run.user, user.name AS user_name, run.model_version, run.name, run.make,
          query, response, expected, state, message, run.created, stages
        FROM run JOIN user ON user.id = run.user
        WHERE ?1 IS NULL OR run.user = ?1 ORDER BY run.id DESC LIMIT ?2
        """, arguments: [user, limit]
    ).map { try TracedRun(row: StoredRow($0, of: "run")) { try .ask($0["id"]) } }
  }

  static func fits(_ db: Database, user: Int64?, limit: Int) throws -> [TracedRun] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT fit.id, fit.user, user.name AS user_name, fit.model_version, fit.name, fit.make,
          fit.interactions, factors, state, message, fit.created, stages
        FROM fit JOIN user ON user.id = fit.user
        WHERE ?1 IS NULL OR fit.user = ?1 ORDER BY fit.id DESC LIMIT ?2
        """, arguments: [user, limit]
    ).map { try TracedRun(row: StoredRow($0, of: "fit")) { try .fit($0["id"]) } }
  }

  /// Models without a noted fit, but for those that were edited. What their fit used was always
  /// kept with them.
  static func models(_ db: Database, user: Int64?, limit: Int) throws -> [TracedRun] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT model.id, model.user, user.name AS user_name, model.version AS model_version, model.name,
          make, model.interactions, json_array_length(factors) AS factors,
          'finished' AS state, saved AS created, usage
        FROM model JOIN user ON user.id = model.user
        WHERE (?1 IS NULL OR model.user = ?1) AND NOT EXISTS (
          SELECT 1 FROM fit WHERE fit.user = model.user AND fit.model_version = model.version)
          AND NOT EXISTS (
            SELECT 1 FROM edit WHERE edit.user = model.user AND edit.version = model.version)
        ORDER BY model.id DESC LIMIT ?2
        """, arguments: [user, limit]
    ).map { row in
      try TracedRun(row: StoredRow(row, of: "model")) {
        .model(try $0["user"], version: try $0.count("model_version", from: 1))
      }
    }
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

extension TracedRun {
  /// From the columns of `TraceRows`. Those that a query does not select are `nil`.
  init(row: StoredRow, id: (StoredRow) throws -> ID) throws {
    let stages = try RunRows.stages(row)
    self.init(
      id: try id(row), user: try row["user"], userName: try row["user_name"],
      modelVersion: try row["model_version"], identity: try ModelIdentity(row: row),
      query: try row["query"] ?? "", response: try row["response"],
      expected: try row["expected"], interactions: try row["interactions"],
      factors: try row["factors"], state: Run.State(rawValue: try row["state"]) ?? .failed,
      message: try row["message"], created: try row.date("created"), stages: stages,
      usage: try stages?.usage ?? row.json("usage"))
  }
}
