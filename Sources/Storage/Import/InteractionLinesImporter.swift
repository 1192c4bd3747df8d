internal import Foundation
internal import GRDB
internal import RPM

/// Reads files of one JSON object a line into a library (ours).
struct InteractionLinesImporter {
  /// Take the readable lines and name the others.
  var keepsGood: Bool
  /// Start the users of the file over.
  var replaces: Bool
  var created: Date
  var progress: @Sendable (ImportProgress) -> Void

  private(set) var report = ImportReport()
  /// Users that were met in this import; `--replace` starts each over once.
  private var met: Set<Int64> = []

  init(
    keepsGood: Bool, replaces: Bool, created: Date,
    progress: @escaping @Sendable (ImportProgress) -> Void
  ) {
    self.keepsGood = keepsGood
    self.replaces = replaces
    self.created = created
    self.progress = progress
  }

  /// Imports one file inside a transaction that the caller holds.
  /// - Throws: `ImportProblem` when the file cannot be read to its end, `CancellationError`.
  mutating func read(_ reader: inout LineReader, into db: Database) throws {
    while true {
      try Task.checkCancellation()
      let parsed = try reader.next { bytes -> Result<UserLine, UserLine.Mistake>? in
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
        return Result { () throws(UserLine.Mistake) in try UserLine(bytes) }
      }
      guard let parsed else { break }
      guard let parsed else { continue }
      report.lines += 1
      do {
        try store(parsed.get(), in: db)
      } catch let mistake as UserLine.Mistake {
        report.add(ImportProblem(file: reader.name, line: reader.line, reason: mistake.reason))
      }
      if report.lines % 64 == 0 { tell(reader) }
    }
    tell(reader)
  }

  /// Stores one line, or only checks it when the file will not be imported anyway. Checks before
  /// it writes, so a line that is left out leaves nothing behind.
  private mutating func store(_ line: UserLine, in db: Database) throws {
    let known = try UserRows.head(db, name: line.name, task: line.task)
    let startsOver = known.map { replaces && !met.contains($0.id) } ?? false
    let resolved = try ResolvedLine(line, known: startsOver ? nil : known?.task)
    guard keepsGood || report.problemCount == 0 else { return }
    let id: Int64
    if let known {
      id = known.id
      if startsOver {
        let hasModel = known.modelVersion != nil
        try InteractionRows.clear(db, user: id, keepingHistory: hasModel)
        report.usersReplaced += 1
      } else if !met.contains(id) {
        report.usersRepeated += 1
      }
      let extra = line.extra ?? (startsOver ? nil : known.extra)
      if resolved.task != known.task || extra != known.extra {
        try UserRows.update(db, id: id, task: resolved.task, extra: extra)
      }
    } else {
      id = try UserRows.insert(
        db, name: line.name, task: resolved.task, extra: line.extra, created: created)
      report.usersAdded += 1
    }
    if met.insert(id).inserted { report.users.append(id) }

    let added = try InteractionRows.append(resolved.history, to: .history, of: id, in: db)
    let tests = try InteractionRows.append(resolved.test, to: .test, of: id, in: db)
    report.added += added
    report.skipped += resolved.history.count - added
    report.testsAdded += tests
    report.testsSkipped += resolved.test.count - tests
    if added > 0 { try InteractionRows.order(db, user: id) }
    if added > 0 || startsOver { try UserRows.markStale(db, id: id) }
    try UserRows.recount(db, id: id, answers: resolved.task.answers)
  }

  private func tell(_ reader: borrowing LineReader) {
    progress(
      ImportProgress(
        file: reader.name, lines: report.lines, users: report.users.count,
        bytes: reader.bytesRead))
  }
}
