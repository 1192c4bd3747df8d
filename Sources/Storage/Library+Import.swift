internal import Foundation
internal import GRDB

extension Library {
  /// Imports a file in one transaction: one JSON object a line, or one of the foreign formats that
  /// `ImportFormat` knows by its beginning.
  ///
  /// A user that is there already gets the interactions that are new and keeps the rest; with
  /// `replace` the user starts over. Models and runs always stay. A cancelled import leaves nothing
  /// behind.
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - keepGood: take the readable lines; the others stand in the report.
  ///   - progress: called every few lines, on the database's queue.
  /// - Throws: `ImportFailure` when anything is wrong with the file, and nothing was imported; with
  ///   `keepGood` only when the file cannot be read.
  @discardableResult
  public func importFile(
    _ path: String, keepGood: Bool = false, replace: Bool = false,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportReport {
    try await importFiles([path], keepGood: keepGood, replace: replace, progress: progress)
  }

  /// Imports several files as `importFile` does one, all in one transaction: when anything is wrong
  /// with one of them, nothing of any is imported. Rows of a foreign format that cannot be read are
  /// left out and stand in the report.
  @discardableResult
  public func importFiles(
    _ paths: [String], keepGood: Bool = false, replace: Bool = false,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportReport {
    try await importing(paths, keepGood: keepGood, replace: replace, progress: progress) { _ in
      true
    }
  }

  /// Imports sample users into a library that never held anyone, all files in one transaction.
  /// - Returns: `nil` when the library had users or had its samples already, so that a forgotten
  ///   sample user does not come back.
  /// - Throws: `ImportFailure` when anything is wrong with a file, and nothing was imported.
  public func importSamples(
    _ paths: [String], progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportReport? {
    let isFresh = try await read(Self.isFresh)
    guard isFresh else { return nil }
    let report = try await importing(
      paths, keepGood: false, replace: false, progress: progress
    ) { db in
      guard try Self.isFresh(db) else { return false }
      try db.execute(sql: "INSERT INTO meta (key, value) VALUES ('samples', 'loaded')")
      return true
    }
    return report.lines > 0 ? report : nil
  }

  @Sendable private static func isFresh(_ db: Database) throws -> Bool {
    // Row ids are never used twice, so the sequence remembers users that were forgotten.
    try
      !(Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'user' AND seq > 0)
            OR EXISTS (SELECT 1 FROM meta WHERE key = 'samples')
          """) ?? true)
  }

  private func importing(
    _ paths: [String], keepGood: Bool, replace: Bool,
    progress: @escaping @Sendable (ImportProgress) -> Void,
    unless isWanted: @escaping @Sendable (Database) throws -> Bool
  ) async throws -> ImportReport {
    let created = Date()
    do {
      // Whoever fills the pipe may take a while to begin: do not hold the write lock meanwhile.
      if paths.contains("-") { try await Self.waitForStandardInput() }
      return try await write { db in
        var writer = UserWriter(
          keepsGood: keepGood, replaces: replace, created: created, progress: progress)
        guard try isWanted(db) else { return writer.report }
        try ImportFormat.read(paths, with: &writer, into: db)
        var report = writer.report
        report.remarks += writer.orders.remarks
        if report.problemCount > 0, !keepGood {
          throw ImportFailure(problems: report.problems, problemCount: report.problemCount)
        }
        return report
      }
    } catch let problem as ImportProblem {
      throw ImportFailure(problems: [problem], problemCount: 1)
    }
  }

  private static func waitForStandardInput() async throws {
    while try !LineReader.isStandardInputReady() {
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
