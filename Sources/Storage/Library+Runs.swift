internal import Foundation
internal import GRDB
internal import RPM

extension Library {
  /// Keeps a run.
  /// - Returns: its id.
  /// - Throws: `LibraryError.noSuchUser`.
  @discardableResult
  public func saveRun(_ run: Run, for id: UserID) async throws -> Int64 {
    let answer = try run.answer.map { try StoredJSON.encode($0) }
    let stages = try run.stages.map { try StoredJSON.encode($0) }
    return try await write { db in
      _ = try UserRows.head(db, id: id)
      try db.execute(
        sql: """
          INSERT INTO run (user, model_version, query, response, confidence, expected, state,
            message, created, answer, name, make, stages)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, run.modelVersion, run.query, run.answer?.response, run.answer?.confidence,
          run.expected, run.state.rawValue, run.message,
          run.created.timeIntervalSinceReferenceDate, answer, run.identity?.name,
          run.identity?.version, stages,
        ])
      let runID = db.lastInsertedRowID
      let text = RunRows.searchableText(query: run.query, answer: run.answer)
      try SearchIndex.insert(.run(runID), text: text, in: db)
      return runID
    }
  }

  /// A user's runs, newest first, without the inner parts of their answers.
  public func runs(for id: UserID, limit: Int = 1000) async throws -> [RunSummary] {
    try await read { db in
      try Row.fetchAll(
        db, sql: "SELECT \(RunRows.columns) FROM run WHERE user = ? ORDER BY id DESC LIMIT ?",
        arguments: [id, limit]
      ).map { try RunSummary(row: StoredRow($0, of: "run")) }
    }
  }

  /// One run with its answer.
  /// - Throws: `LibraryError.noSuchRun`.
  public func run(_ id: Int64) async throws -> (summary: RunSummary, run: Run) {
    try await read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT \(RunRows.columns), answer FROM run WHERE id = ?", arguments: [id])
      guard let row else { throw LibraryError.noSuchRun(id) }
      let stored = StoredRow(row, of: "run")
      let summary = try RunSummary(row: stored)
      let answer = try RunRows.answer(stored)
      return (
        summary,
        Run(
          modelVersion: summary.modelVersion, query: summary.query, answer: answer,
          expected: summary.expected, state: summary.state, message: summary.message,
          identity: summary.identity, stages: summary.stages, created: summary.created)
      )
    }
  }

  /// Deletes a run. Deleting one that is gone is no error.
  public func deleteRun(_ id: Int64) async throws {
    try await write { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT query, answer FROM run WHERE id = ?", arguments: [id])
      guard let row else { return }
      try SearchIndex.delete(.run(id), text: RunRows.searchableText(row), in: db)
      try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id])
    }
  }
}
