internal import Foundation
internal import GRDB
public import RPM

extension Library {
  /// Keeps a model as the user's next version. Nothing is overwritten.
  /// - Parameters:
  ///   - history: what the model was fitted on, in that order; the user's present history when
  ///     `nil`.
  ///   - stages: what each stage of the fit took, `nil` where there was no fit.
  /// - Returns: the version, one more than the newest.
  /// - Throws: `LibraryError.noSuchUser`.
  @discardableResult
  public func save(
    _ model: UserModel, for id: UserID, fittedOn history: [Interaction]? = nil,
    stages: [StageRecord]? = nil
  ) async throws -> Int {
    let rows = try ModelRows.Encoded(model)
    let factors = model.factors.count
    let hasWindow = model.statistics.window != nil
    let created = Date()
    return try await write { db in
      let head = try UserRows.head(db, id: id)
      let present = try InteractionRows.rows(db, user: id, part: .history)
      let ids = try ModelRows.identify(history ?? present.map(\.item), user: id, in: db)
      // A fit of the recent part alone is as new as the history.
      let fitted = hasWindow ? present.suffix(ids.count) : present[...]
      let version = try ModelRows.insert(
        rows, of: head, history: ids, isStale: ids != fitted.map(\.id), in: db)
      if let stages {
        let fit = FitRecord(
          modelVersion: version, identity: rows.identity, interactions: ids.count,
          factors: factors, stages: stages, created: created)
        try FitRows.insert(fit, of: id, in: db)
      }
      return version
    }
  }

  /// A model: the newest, or the version asked for.
  /// - Throws: `LibraryError.noSuchUser`, `.noSuchModel`.
  public func model(for id: UserID, version: Int? = nil) async throws -> StoredModel {
    let (stored, rows) = try await read { db in
      let head = try UserRows.head(db, id: id)
      guard let wanted = version ?? head.modelVersion,
        let found = try ModelRows.fetch(db, user: id, version: wanted)
      else { throw LibraryError.noSuchModel(user: id, version: version) }
      return found
    }
    func damaged(_ detail: String) -> LibraryError {
      .unsound(path: location.database, place: "model \(stored.version) of user \(id): \(detail)")
    }
    do {
      let decoded = try ModelRows.decode(stored, entries: rows)
      if let misfit = decoded.model.misfit(with: decoded.history.count) { throw damaged(misfit) }
      return decoded
    } catch let error as DecodingError {
      throw damaged(StoredJSON.place(of: error))
    }
  }

  /// All versions of a user's model, newest first.
  /// - Throws: `LibraryError.noSuchUser`.
  public func modelVersions(for id: UserID) async throws -> [ModelVersion] {
    try await read { db in
      _ = try UserRows.head(db, id: id)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT id, version, name, make, fitted, interactions,
            json_array_length(factors) AS factors
          FROM model WHERE user = ? ORDER BY version DESC
          """, arguments: [id]
      ).map { row in
        let row = StoredRow(row, of: "model")
        return ModelVersion(
          version: try row.count("version", from: 1),
          identity: ModelIdentity(name: try row["name"], version: try row["make"]),
          fitted: try row.date("fitted"), interactions: try row.count("interactions"),
          factors: try row.count("factors"))
      }
    }
  }

  /// Takes an older model back: it is saved again as the newest version, and all versions stay.
  /// - Returns: the new version.
  /// - Throws: `LibraryError.noSuchUser`, `.noSuchModel`.
  @discardableResult
  public func restoreModel(for id: UserID, version: Int) async throws -> Int {
    let stored = try await model(for: id, version: version)
    return try await save(stored.model, for: id, fittedOn: stored.history)
  }
}
