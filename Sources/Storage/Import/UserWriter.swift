internal import Foundation
internal import GRDB
internal import RPM

/// Takes users of files into a library, whatever the format, and counts what came of it.
struct UserWriter {
  /// Take what is readable and name the rest.
  var keepsGood: Bool
  /// Start the users of the files over.
  var replaces: Bool
  var created: Date
  /// How the dates of the files are written; `nil` lets each person's own dates say it.
  var dateForm: DateForm?
  /// Whether somebody asked for `dateForm`, so that it also holds for what was read before.
  var isDateFormAskedFor = false
  var progress: @Sendable (ImportProgress) -> Void

  var report = ImportReport()
  /// What is known of the order of their histories.
  private(set) var orders = ImportOrders()
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

  /// Stores one line, or only checks it when the file will not be imported anyway. Checks before
  /// it writes, so a line that is left out leaves nothing behind.
  mutating func store(_ line: UserLine, in db: Database) throws {
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
        try DateRows.keep(nil, of: id, in: db)
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
    let order = try DateRows.settle(
      db, user: id, added: added, form: dateForm, isAskedFor: isDateFormAskedFor)
    orders.note(order, of: line.name, id: id)
    if added > 0 || startsOver { try UserRows.markStale(db, id: id) }
    try UserRows.recount(db, id: id, answers: resolved.task.answers)
  }

  /// Tells how far a file is.
  func tell(_ reader: borrowing LineReader) {
    progress(
      ImportProgress(
        file: reader.name, lines: report.lines, users: report.users.count,
        bytes: reader.bytesRead))
  }
}
