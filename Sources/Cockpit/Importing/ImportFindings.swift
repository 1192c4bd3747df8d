internal import Intake
internal import RPM

/// What would become of files, as far as the sheet tells it.
struct ImportFindings: Hashable, Sendable {
  /// A sentence about the files.
  struct Note: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case error, doubt, remark }

    var kind: Kind
    var text: String
  }

  /// `412 people, 18,301 answers, 1 to 5`; `nil` where nothing would come in.
  private(set) var counts: String?
  /// The roles of columns; `nil` where the records are not rows.
  private(set) var roles: ColumnRoles?
  /// How the records are understood, as `--format` calls it.
  private(set) var format: String?
  /// How the dates are read; `nil` where there are none.
  private(set) var dates: String?
  /// In how many ways they can be read.
  private(set) var dateForms: [DateForm] = []
  /// How many ranges the answers fall into; `nil` where they are no numbers in ranges.
  private(set) var ranges: Int?
  /// The task of people whose file names none, and what its answers are.
  private(set) var task: String?
  private(set) var instruction: String?
  private(set) var answers: String?
  /// The name of the one person whose rows all are, where no column tells persons apart.
  private(set) var onePerson: String?
  /// People whose lines cannot be read, and stop the import unless they are left out.
  private(set) var badLines = 0
  /// What there is to say, the worst first.
  private(set) var notes: [Note] = []

  init(_ outcome: IntakePlanner.Outcome, keepsGood: Bool) {
    var counts: [String] = []
    for problem in outcome.problems {
      add(.error, ImportAdvice.sheet(problem))
    }
    for plan in outcome.plans {
      if plan.failure == nil { counts.append(plan.countWords) }
      look(at: plan)
      let before = notes.count
      tell(plan, keepsGood: keepsGood)
      for index in before..<notes.count {
        notes[index].text = ImportAdvice.short(notes[index].text, file: plan.file.source.name)
      }
    }
    if outcome.problems.isEmpty || keepsGood, !counts.isEmpty, badLines == 0 || keepsGood {
      self.counts = counts.joined(separator: "; ")
    }
    // Swift's own sort keeps no order among equals.
    notes = [Note.Kind.error, .doubt, .remark].flatMap { kind in
      notes.filter { $0.kind == kind }
    }
  }

  private mutating func add(_ kind: Note.Kind, _ text: String) {
    notes.append(Note(kind: kind, text: text))
  }

  /// Takes over what the sheet shows of the first file of a kind.
  private mutating func look(at plan: IntakePlan) {
    if format == nil { format = plan.interpretation.name }
    if roles == nil, let roles = plan.roles {
      self.roles = roles
      onePerson = roles.user == nil ? plan.file.plainName : nil
    }
    if dates == nil, plan.dates.seen > 0 { dates = plan.dates.words }
    if dateForms.isEmpty, case .ambiguous(let forms) = plan.dates.finding { dateForms = forms }
    for task in plan.tasks {
      if case .ranges(let found) = task.form.kind, ranges == nil { ranges = found.count }
      if self.task == nil { self.task = task.name }
      if instruction == nil { instruction = task.instruction ?? task.form.instruction }
      if answers == nil { answers = task.form.words }
    }
    if plan.stopsAtProblems { badLines += plan.problemCount }
  }

  private mutating func tell(_ plan: IntakePlan, keepsGood: Bool) {
    let stops = plan.stopsAtProblems && !keepsGood
    if let failure = plan.failure, plan.doubts.isEmpty {
      add(.error, ImportAdvice.sheet(failure))
    }
    for doubt in plan.doubts {
      let isFatal = plan.failure != nil && doubt.text.hasPrefix("no column holds")
      add(isFatal ? .error : .doubt, ImportAdvice.sheet(doubt))
    }
    if plan.failure != nil, let first = plan.problems.first, !plan.doubts.isEmpty,
      plan.roles?.query.isEmpty == false, plan.roles?.response != nil
    {
      add(.error, "no record can be read; the first: \(ImportAdvice.sheet(first))")
    }
    if plan.problemCount > 0, plan.failure == nil, !plan.doubts.contains(where: \.isOfRecords) {
      let count =
        plan.problemCount == 1 ? "1 record" : "\(plan.problemCount) of \(plan.records) records"
      let end =
        stops
        ? "cannot be read, and nothing comes in before it can; or set Bad lines to left out"
        : "cannot be read and \(plan.problemCount == 1 ? "is" : "are") left out"
      add(stops ? .error : .doubt, "\(count) \(end):")
      for problem in plan.problems.prefix(5) {
        add(stops ? .error : .doubt, "  \(ImportAdvice.sheet(problem))")
      }
    }
    for remark in plan.remarks { add(.remark, ImportAdvice.sheet(remark)) }
  }
}

extension IntakeDoubt {
  /// Whether it is about records that cannot be read, and names the first.
  fileprivate var isOfRecords: Bool { subject == .format }
}
