internal import Foundation
internal import GRDB
public import RPM

extension Library {
  /// Keeps a fit of which no model came.
  /// - Throws: `LibraryError.noSuchUser`.
  public func saveFit(_ fit: FitRecord, for id: UserID) async throws {
    try await write { db in
      _ = try UserRows.head(db, id: id)
      try FitRows.insert(fit, of: id, in: db)
    }
  }

  /// Asks and fits, the newest first.
  /// - Parameters:
  ///   - id: of one user; of everybody when `nil`.
  ///   - limit: how many at most.
  public func trace(of id: UserID? = nil, limit: Int = 500) async throws -> [TracedRun] {
    try await read { db in
      let asks = try TraceRows.asks(db, user: id, limit: limit)
      let fits = try TraceRows.fits(db, user: id, limit: limit)
      let models = try TraceRows.models(db, user: id, limit: limit)
      let all = (asks + fits + models).sorted(by: TraceRows.isBefore)
      return Array(all.prefix(limit))
    }
  }

  /// What each stage of the fit behind a version of a model took, `nil` where it was not noted.
  public func fitStages(for id: UserID, version: Int) async throws -> [StageRecord]? {
    try await read { db in try FitRows.stages(db, user: id, version: version) }
  }
}
