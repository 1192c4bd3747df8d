internal import Foundation
internal import GRDB
internal import RPM

/// The rows of the `fit` table.
enum FitRows {
  static func insert(_ fit: FitRecord, of user: Int64, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO fit (user, model_version, name, make, interactions, factors, state, message,
          created, stages)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      user, fit.modelVersion, fit.identity.name, fit.identity.version, fit.interactions,
      fit.factors, fit.state.rawValue, fit.message, fit.created.timeIntervalSinceReferenceDate,
      try StoredJSON.encode(fit.stages),
    ])
  }

  /// The stages behind a version of a model, `nil` where they were not noted.
  static func stages(
    _ db: Database, user: Int64, version: Int
  ) throws -> [StageRecord]? {
    try Row.fetchOne(
      db, sql: "SELECT id, stages FROM fit WHERE user = ? AND model_version = ?",
      arguments: [user, version]
    ).flatMap { try RunRows.stages(StoredRow($0, of: "fit")) }
  }
}
