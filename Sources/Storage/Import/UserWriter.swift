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
  /// People of the present file who come in pieces.
  private var cut: [Int64: CutPerson] = [:]
  /// People of the present file who came more than once, line after line.
  private var again: [Int64: RepeatedPerson] = [:]
  /// Interactions that `again` holds.
  private var heldCount = 0
  /// Names that are not in the search index yet. It takes rows in the order of their numbers; one
  /// that lies before the last makes it write out all that it has gathered.
  private var names: [(id: Int64, name: String)] = []

  init(
    keepsGood: Bool, replaces: Bool, created: Date,
    progress: @escaping @Sendable (ImportProgress) -> Void
  ) {
    self.keepsGood = keepsGood
    self.replaces = replaces
    self.created = created
    self.progress = progress
  }

  /// What is known of a person between two pieces of one list.
  private struct CutPerson {
    var name: String
    var answers: AnswerSpace
    /// What the library held before the list began, as often as the list did not say it yet.
    var history: [InteractionRows.Identity: Int]
    var test: [InteractionRows.Identity: Int]
    var added = 0
    var startsOver: Bool
  }

  /// What is known of a person between two lines of their own, so that not every line reads all that
  /// the person has.
  private struct RepeatedPerson {
    var name: String
    var answers: AnswerSpace
    /// What the library holds; `nil` where that was let go of, since it became too much.
    var held: (history: [InteractionRows.Identity: Int], test: [InteractionRows.Identity: Int])?
    var added = 0
  }

  /// Above so many interactions those of people who came more than once are read again.
  private static let heldLimit = 1 << 21
  /// So many names are indexed at once.
  private static let nameLimit = 1 << 13

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
      names.append((id, line.name))
      if names.count >= Self.nameLimit { try indexNames(in: db) }
      report.usersAdded += 1
    }
    let isAgain = met.contains(id)
    if met.insert(id).inserted { report.users.append(id) }

    if line.isPart {
      return try storePart(resolved, of: id, name: line.name, startsOver: startsOver, in: db)
    }
    if isAgain {
      try storeAgain(resolved, of: id, name: line.name, in: db)
    } else if known == nil {
      try storeAll(resolved, of: id, name: line.name, in: db)
    } else {
      try storeMore(resolved, of: id, name: line.name, startsOver: startsOver, in: db)
    }
  }

  /// Stores all that a new person has.
  private mutating func storeAll(
    _ line: ResolvedLine, of id: Int64, name: String, in db: Database
  ) throws {
    let order = try DateRows.insert(
      history: line.history, test: line.test, of: id, form: dateForm, in: db)
    orders.note(order, of: name, id: id)
    report.added += line.history.count
    report.testsAdded += line.test.count
    var responses: [String: Int] = [:]
    for item in line.history { responses[item.response, default: 0] += 1 }
    try UserRows.keepCounts(
      db, id: id, history: line.history.count, tests: line.test.count, responses: responses,
      answers: line.task.answers)
  }

  /// Stores what is new of a person who is there.
  private mutating func storeMore(
    _ line: ResolvedLine, of id: Int64, name: String, startsOver: Bool, in db: Database
  ) throws {
    let added = try InteractionRows.append(line.history, to: .history, of: id, in: db)
    let tests = try InteractionRows.append(line.test, to: .test, of: id, in: db)
    count(line, added: added, tests: tests)
    try settle(
      id, name: name, answers: line.task.answers, added: added, isChanged: startsOver, in: db)
  }

  /// Stores what is new of a person whom this import has met; what holds for all of them waits for the
  /// end of the file.
  private mutating func storeAgain(
    _ line: ResolvedLine, of id: Int64, name: String, in db: Database
  ) throws {
    var person =
      again.removeValue(forKey: id)
      ?? RepeatedPerson(
        name: name, answers: line.task.answers)
    if heldCount > Self.heldLimit {
      for other in again.keys { again[other]?.held = nil }
      (person.held, heldCount) = (nil, 0)
    }
    var held =
      try person.held
      ?? (
        InteractionRows.counts(db, user: id, part: .history),
        InteractionRows.counts(db, user: id, part: .test)
      )
    let before = person.held.map { $0.history.count + $0.test.count } ?? 0
    person.held = nil
    let added = try InteractionRows.append(
      line.history, to: .history, of: id, holding: &held.history, in: db)
    let tests = try InteractionRows.append(
      line.test, to: .test, of: id, holding: &held.test, in: db)
    count(line, added: added, tests: tests)
    heldCount += held.history.count + held.test.count - before
    person.held = held
    person.answers = line.task.answers
    person.added += added
    again[id] = person
  }

  /// Puts names into the search index that are not in it yet.
  private mutating func indexNames(in db: Database) throws {
    for (id, name) in names { try SearchIndex.insert(.user(id), text: name, in: db) }
    names = []
  }

  /// Stores a piece of a list; what holds for all of it waits for the last one.
  private mutating func storePart(
    _ line: ResolvedLine, of id: Int64, name: String, startsOver: Bool, in db: Database
  ) throws {
    var person =
      try cut.removeValue(forKey: id)
      ?? CutPerson(
        name: name, answers: line.task.answers,
        history: InteractionRows.counts(db, user: id, part: .history),
        test: InteractionRows.counts(db, user: id, part: .test), startsOver: startsOver)
    let added = try InteractionRows.append(
      line.history, to: .history, of: id, known: &person.history, in: db)
    let tests = try InteractionRows.append(
      line.test, to: .test, of: id, known: &person.test, in: db)
    count(line, added: added, tests: tests)
    person.answers = line.task.answers
    person.added += added
    cut[id] = person
  }

  /// Settles those who came in pieces or more than once, once a file is read.
  mutating func finishFile(in db: Database, halt: Halt) throws {
    try indexNames(in: db)
    for (id, person) in again.sorted(by: { $0.key < $1.key }) {
      try halt.check()
      try settle(
        id, name: person.name, answers: person.answers, added: person.added, isChanged: false,
        in: db)
    }
    (again, heldCount) = ([:], 0)
    for (id, person) in cut.sorted(by: { $0.key < $1.key }) {
      try halt.check()
      try settle(
        id, name: person.name, answers: person.answers, added: person.added,
        isChanged: person.startsOver, in: db)
    }
    cut = [:]
  }

  private mutating func count(_ line: ResolvedLine, added: Int, tests: Int) {
    report.added += added
    report.skipped += line.history.count - added
    report.testsAdded += tests
    report.testsSkipped += line.test.count - tests
  }

  private mutating func settle(
    _ id: Int64, name: String, answers: AnswerSpace, added: Int, isChanged: Bool, in db: Database
  ) throws {
    let order = try DateRows.settle(
      db, user: id, added: added, form: dateForm, isAskedFor: isDateFormAskedFor)
    orders.note(order, of: name, id: id)
    if added > 0 || isChanged { try UserRows.markStale(db, id: id) }
    try UserRows.recount(db, id: id, answers: answers)
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
    try writer.finishFile(in: db, halt: halt)
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
