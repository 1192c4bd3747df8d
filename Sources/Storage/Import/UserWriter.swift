internal import Foundation
internal import GRDB
internal import Intake
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

  /// Reads a file as its plan says.
  /// - Throws: `ImportProblem` when the file cannot be read to its end, `CancellationError`.
  mutating func store(_ plan: IntakePlan, in db: Database, halt: Halt) throws {
    // Two-sided dates are told apart by each person's own.
    dateForm = plan.options.dateForm ?? plan.dates.form
    isDateFormAskedFor = plan.options.dateForm != nil
    let before = report
    let file = plan.file.source.name
    var seen: IntakeProgress?
    // Both functions change the writer, one after the other.
    var writer = self
    defer { self = writer }
    let remarks = try plan.read(
      halt: halt,
      progress: { state in
        writer.report.lines = before.lines + state.records
        seen = state
        writer.tell(state)
      },
      into: { event in
        switch event {
        case .problem(let problem): writer.add(problem, of: plan)
        case .person(let line, let number):
          do {
            try writer.store(line, in: db)
          } catch let mistake as RecordMistake {
            let person = plan.stopsAtProblems ? "" : "\(line.name): "
            writer.add(
              ImportProblem(file: file, line: number, reason: person + mistake.description),
              of: plan)
          }
        }
      })
    if let seen { writer.tell(seen) }
    // What the plan told and what was left out while reading are mostly the same.
    let told = plan.remarks + remarks.filter { !plan.remarks.contains($0) }
    writer.report.remarks += told.map { "\(file): \($0)" }
    writer.report.files.append(
      ImportReport.File(
        name: file, format: plan.interpretation.name,
        users: writer.report.users.count - before.users.count,
        added: writer.report.added - before.added))
  }

  /// Of people, a line that cannot be read stops all; rows of other programs are left out.
  private mutating func add(_ problem: ImportProblem, of plan: IntakePlan) {
    if plan.stopsAtProblems { report.add(problem) } else { report.addUnread(problem) }
  }

  /// Tells how far a file is.
  private func tell(_ state: IntakeProgress) {
    progress(
      ImportProgress(
        file: state.file, lines: report.lines, users: report.users.count, bytes: state.bytes,
        size: state.size))
  }
}
