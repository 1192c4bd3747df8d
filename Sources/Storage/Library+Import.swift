internal import Foundation
internal import GRDB
package import Intake

extension Library {
  /// Imports a file in one transaction, whatever it is of what `IntakePlanner` knows.
  ///
  /// A user that is there already gets the interactions that are new and keeps the rest; with
  /// `replace` the user starts over. Models and runs always stay. A cancelled import leaves nothing
  /// behind.
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - keepGood: take the readable lines; the others stand in the report.
  ///   - progress: called every few lines, on a queue of its own.
  /// - Throws: `ImportFailure` when anything is wrong with the file, or it would have to be guessed
  ///   what its columns hold, and nothing was imported; with `keepGood` only when nothing can be.
  @discardableResult
  package func importFile(
    _ path: String, keepGood: Bool = false, replace: Bool = false,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportReport {
    try await importFiles([path], keepGood: keepGood, replace: replace, progress: progress)
  }

  /// Imports several files as `importFile` does one, all in one transaction: when anything is wrong
  /// with one of them, nothing of any is imported. Rows of other programs' files that cannot be read
  /// are left out and stand in the report.
  ///
  /// - Parameter takesGuesses: whether columns are taken for what they seem to be, also where that
  ///   is not sure.
  @discardableResult
  package func importFiles(
    _ paths: [String], options: IntakeOptions = IntakeOptions(), keepGood: Bool = false,
    replace: Bool = false, takesGuesses: Bool = false,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportReport {
    let outcome = try await Self.plans(for: paths, options: options, progress: progress)
    return try await importPlans(
      outcome, keepGood: keepGood, replace: replace, takesGuesses: takesGuesses,
      progress: progress)
  }

  /// Tells what would become of files, without touching the library.
  /// - Throws: `CancellationError`; also while a pipe is silent.
  package static func plans(
    for paths: [String], options: IntakeOptions = IntakeOptions(),
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> IntakePlanner.Outcome {
    try await Halt.reading { halt in
      try IntakePlanner(options).plans(for: paths, halt: halt) { state in
        progress(
          ImportProgress(
            file: state.file, lines: state.records, users: 0, bytes: state.bytes,
            size: state.size))
      }
    }
  }

  /// Imports what was planned, in one transaction.
  /// - Throws: as `importFiles` does.
  @discardableResult
  package func importPlans(
    _ outcome: IntakePlanner.Outcome, keepGood: Bool = false, replace: Bool = false,
    takesGuesses: Bool = false,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportReport {
    try await importing(
      outcome, keepGood: keepGood, replace: replace, takesGuesses: takesGuesses,
      progress: progress
    ) { _ in true }
  }

  /// Imports sample users into a library that never held anyone, all files in one transaction.
  /// - Returns: `nil` when the library had users or had its samples already, so that a forgotten
  ///   sample user does not come back.
  /// - Throws: `ImportFailure` when anything is wrong with a file, and nothing was imported.
  package func importSamples(
    _ paths: [String], progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportReport? {
    let isFresh = try await read(Self.isFresh)
    guard isFresh else { return nil }
    let outcome = try await Self.plans(for: paths, progress: progress)
    let report = try await importing(
      outcome, keepGood: false, replace: false, takesGuesses: true, progress: progress
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

  /// Kibibytes of pages that an import may keep, where it has as many.
  private static let importCache = 256 << 10

  private func importing(
    _ outcome: IntakePlanner.Outcome, keepGood: Bool, replace: Bool, takesGuesses: Bool,
    progress: @escaping @Sendable (ImportProgress) -> Void,
    unless isWanted: @escaping @Sendable (Database) throws -> Bool
  ) async throws -> ImportReport {
    var (plans, problems) = (outcome.plans, outcome.problems)
    for plan in outcome.plans {
      if let failure = plan.failure {
        problems.append(failure)
      } else if !takesGuesses, plan.roles != nil, !plan.doubts.isEmpty {
        problems += plan.doubts.map {
          ImportProblem(file: plan.file.source.name, line: nil, reason: $0.description)
        }
      } else {
        continue
      }
      plans.removeAll { $0.file.source === plan.file.source }
    }
    if !problems.isEmpty, !keepGood || plans.isEmpty {
      throw ImportFailure(
        problems: problems, problemCount: problems.count,
        leftOut: plans.map(\.file.source.name))
    }
    let created = Date()
    let halt = Halt()
    let (wanted, bad) = (plans, problems)
    do {
      return try await withTaskCancellationHandler {
        try await write { db in
          // Names come in no order, so the pages of their indexes are wanted again and again; those that
          // do not fit are written to the log and read back from it.
          try db.execute(sql: "PRAGMA cache_size = -\(Self.importCache)")
          defer { try? db.execute(sql: "PRAGMA cache_size = -2000; PRAGMA shrink_memory") }
          var writer = UserWriter(
            keepsGood: keepGood, replaces: replace, created: created, progress: progress)
          guard try isWanted(db) else { return writer.report }
          for problem in bad { writer.report.add(problem) }
          for plan in wanted { try writer.store(plan, in: db, halt: halt) }
          var report = writer.report
          report.remarks += writer.orders.remarks
          if report.problemCount > 0, !keepGood {
            throw ImportFailure(
              problems: report.problems, problemCount: report.problemCount,
              leftOut: report.files.map(\.name).filter { name in
                !report.problems.contains { $0.file == name }
              })
          }
          return report
        }
      } onCancel: {
        halt.stop()
      }
    } catch let problem as ImportProblem {
      throw ImportFailure(
        problems: [problem], problemCount: 1,
        leftOut: plans.map(\.file.source.name).filter { $0 != problem.file })
    }
  }
}
