internal import RPM

extension IntakePlan {
  /// Looks at all of a file and tells what would become of it.
  /// - Throws: `ImportProblem`, `CancellationError`.
  package init(
    _ file: IntakeFile, _ interpretation: Interpretation, options: IntakeOptions,
    remarks known: [String] = [], halt: Halt = Halt(),
    progress: (IntakeProgress) -> Void = { _ in }
  ) throws {
    var interpretation = interpretation
    var doubts: [IntakeDoubt] = []
    var given = options.roles
    if case .columns = interpretation {
      do throws(RecordMistake) {
        given = try options.roles.settled(among: file.columns.columns.map(\.name))
      } catch {
        throw ImportProblem(file: file.source.name, line: nil, reason: error.description)
      }
      if given.isEmpty, OwnRows.isOne(file.container) { given = OwnRows.roles }
      interpretation = .columns(RoleGuess(file.columns, given: given).roles)
    }
    var tally = try Self.tally(file, interpretation, options, halt, progress)
    if case .columns(let first) = interpretation {
      // All rows may say something else than the first.
      let guess = RoleGuess(tally.columns, given: given)
      if guess.roles != first {
        interpretation = .columns(guess.roles)
        tally = try Self.tally(file, interpretation, options, halt, progress)
      }
      doubts += guess.doubts
    }
    var tasks: [TaskPlan] = []
    var remarks = known
    for name in tally.names {
      guard let entry = tally.tasks[name] else { continue }
      let choice = Self.choice(entry, name, interpretation, options)
      tasks.append(
        TaskPlan(
          name: name, instruction: Self.instruction(entry, name, interpretation),
          form: choice.form, people: entry.people.count, answers: entry.answers,
          tests: entry.tests))
      let prefix = tally.names.count > 1 ? "\(name): " : ""
      remarks += choice.remarks.map { prefix + $0 }
      doubts += choice.doubts
    }
    if let remark = tally.nameBook.remark { remarks.append(remark) }
    remarks += Self.doubledColumns(file)
    remarks += tally.notes.omissions.map { "\($0.reason): \($0.count) left out" }
    Self.tellDates(tally, &remarks, &doubts)
    Self.tellProblems(tally, &doubts)

    self.file = file
    self.interpretation = interpretation
    self.options = options
    self.tasks = tasks
    columns = tally.columns
    people =
      Self.isPersonPerRecord(interpretation)
      ? tasks.reduce(0) { $0 + $1.people } : tally.people.count
    answers = tally.answers
    tests = tally.tests
    records = tally.records
    dates = tally.dates
    problems = tally.problems
    problemCount = tally.problemCount
    self.remarks = remarks
    self.doubts = doubts
  }

  private static func isPersonPerRecord(_ interpretation: Interpretation) -> Bool {
    if case .shape(let shape, _) = interpretation { shape.isPersonPerRecord } else { false }
  }

  private static func tally(
    _ file: IntakeFile, _ interpretation: Interpretation, _ options: IntakeOptions, _ halt: Halt,
    _ progress: (IntakeProgress) -> Void
  ) throws -> PlanTally {
    let walk = RecordWalk(file: file, interpretation: interpretation, halt: halt)
    var tally = PlanTally(
      dateForm: options.dateForm, columns: ColumnSurvey(names: file.columns.columns.map(\.name)))
    let standard = defaultTask(interpretation, file)
    let isPersonPerRecord = isPersonPerRecord(interpretation)
    var roles: ColumnRoles?
    if case .columns(let found) = interpretation { roles = found }
    tally.notes = try walk.run(
      progress: { bytes, records in
        tally.records = records
        progress(
          IntakeProgress(
            file: file.source.name, bytes: bytes, size: file.source.size, records: records,
            isReading: false))
      },
      wrong: { tally.add($0) },
      record: { record in if roles != nil { tally.columns.add(record) } },
      body: { yield, place in
        switch yield {
        case .person(let line): try tally.add(line, place: place)
        case .answers(let answers, let record):
          var names: [String: String] = [:]
          for var answer in answers {
            let task = answer.task ?? standard
            if isPersonPerRecord {
              let key = answer.person + "\0" + task
              let name =
                names[key]
                ?? tally.nameBook.name(answer.person, orElse: answer.personIfTaken, task: task)
              names[key] = name
              answer.person = name
            }
            try tally.add(answer, task: task, place: place)
            if let roles { try tally.note(record, roles, task: task) }
          }
        }
      })
    return tally
  }

  private static func choice(
    _ entry: PlanTally.Task, _ name: String, _ interpretation: Interpretation,
    _ options: IntakeOptions
  ) -> AnswerChoice {
    var template = TaskTemplate.Answers.byContent
    var labels = options.roles.labels
    switch interpretation {
    case .shape(let shape, let companions):
      template = Self.template(shape, companions, name).answers
    case .columns(let roles):
      if roles.isOwn, let form = OwnRows.form(kind: entry.kind, labels: entry.labels) {
        return AnswerChoice(form: form)
      }
      labels = roles.labels ?? (entry.labels.isEmpty ? nil : entry.labels)
    case .people:
      // What is told for a person without labels holds what the others of the task name.
      labels = entry.named.isEmpty ? nil : entry.named
      if labels == nil, !entry.lacksLabels {
        let isAsked = entry.free.withOptions > 0 || entry.free.printed == entry.free.total
        return AnswerChoice(form: AnswerForm(isAsked && entry.free.total > 0 ? .options : .open))
      }
    }
    return AnswerForm.chosen(
      by: entry.responses, template: template, labels: labels, ranges: options.ranges)
  }

  private static func template(
    _ shape: any SourceShape.Type, _ companions: CompanionFiles, _ name: String
  ) -> TaskTemplate {
    // A shape whose companions cannot be read was told before.
    (try? shape.init(companions: companions))?.template(of: name) ?? shape.task
  }

  private static func instruction(
    _ entry: PlanTally.Task, _ name: String, _ interpretation: Interpretation
  ) -> String? {
    switch interpretation {
    case .people: nil
    case .shape(let shape, let companions):
      template(shape, companions, name).instruction
    case .columns(let roles):
      if case .text(let text)? = roles.instruction { text } else { entry.instruction }
    }
  }

  private static func doubledColumns(_ file: IntakeFile) -> [String] {
    guard case .table(let form) = file.container else { return [] }
    return form.columns.compactMap { name in
      guard name.hasSuffix(" (2)"), form.columns.contains(String(name.dropLast(4))) else {
        return nil
      }
      return "the column \"\(name.dropLast(4))\" is there twice; the second is called \"\(name)\""
    }
  }

  /// Many records that cannot be read, or a quote that takes the rest of the file in, may mean that
  /// the file is not what it is taken for.
  private static func tellProblems(_ tally: PlanTally, _ doubts: inout [IntakeDoubt]) {
    if let open = tally.problems.last(where: { $0.reason.contains("is never closed") }) {
      doubts.append(
        IntakeDoubt(about: .format, open.description, wayOut: "close it, or leave the row out"))
    } else if tally.problemCount * 10 > tally.records, let first = tally.problems.first,
      tally.answers > 0
    {
      doubts.append(
        IntakeDoubt(
          about: .format,
          "\(Count.grouped(tally.problemCount)) of \(Count.of(tally.records, "record")) cannot be "
            + "read; the first: \(first)", wayOut: "--keep-good leaves them out"))
    }
  }

  private static func tellDates(
    _ tally: PlanTally, _ remarks: inout [String], _ doubts: inout [IntakeDoubt]
  ) {
    guard tally.dates.seen > 0 else { return }
    if case .ambiguous(let forms) = tally.dates.finding {
      doubts.append(
        IntakeDoubt(
          about: .dates, tally.dates.problem ?? "the dates can be read in two ways",
          wayOut: "--date-format " + forms.map(\.text).joined(separator: " or ")))
    } else if let problem = tally.dates.problem {
      remarks.append(problem)
    }
  }
}
