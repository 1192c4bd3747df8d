internal import ArgumentParser
internal import Intake
internal import Presentation
internal import Storage
internal import Workbench

/// `rationale import FILE…`
struct ImportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take people and their past answers from files.",
    discussion: """
      A file may be a table (CSV with any delimiter), JSON lines or a JSON list with one answer a \
      row, the program's own form with one person a line, or one of the forms that data sets have \
      (--list-formats); plain, gzip or zstd. What each column holds is guessed by names and contents \
      and told before anything happens; --dry-run stops there. A guess that is not sure asks.

      In the own form a person is {"user", "history": [{"query", "response", "date"}], "test": [...], \
      "task", "labels", "instruction"}; all but user and history may be missing. People that are \
      there already get what is new. When anything is wrong with any file, nothing is imported; \
      rows of other programs that cannot be read are named and left out.

        rationale import reviews.csv --user reviewer --query title,text --response stars
      """)

  @Argument(help: "Files to import; - is standard input.")
  var files: [String] = []

  @Flag(help: "Import the sample users that come with the program.")
  var samples = false

  @Flag(name: [.long, .customShort("n")], help: "Tell what would be imported, and stop.")
  var dryRun = false

  @Flag(help: "List the forms of files that are known.")
  var listFormats = false

  @Flag(name: .shortAndLong, help: "Take columns for what they seem to hold, without asking.")
  var yes = false

  @OptionGroup(title: "What the files hold") var intake: IntakeFlags

  @Flag(help: "Take the readable lines and name the others; still exits with 3.")
  var keepGood = false

  @Flag(help: "Start the users of the files over: their earlier history goes, their models stay.")
  var replace = false

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if files.isEmpty, !samples, !listFormats {
      throw ValidationError("name a file, - for standard input, or say --samples")
    }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("- can be named once")
    }
  }

  func run(in context: CommandContext) async throws {
    if listFormats { return try tellFormats(in: context) }
    let own = samples ? context.resources.sampleUsers : []
    if samples, own.isEmpty {
      throw CommandFailure.badData(
        "the sample users were not found; RATIONALE_SHARE names the folder that holds SampleUsers")
    }
    let options = try intake.intakeOptions()
    let progress = context.progressLine()
    defer { progress.clear() }
    let outcome = try await Library.plans(for: files + own, options: options) { state in
      progress.show("\(state.file): \(state.lines) looked at\(share(state))")
    }
    progress.clear()
    let plan = IntakeDocument(outcome)
    if dryRun { return try tell(plan, in: context) }
    // Of people's own form there is nothing to tell that the report does not.
    let isTold = !form.json && !outcome.plans.allSatisfy(\.stopsAtProblems)
    if isTold { for line in plan.plans { context.note(line) } }
    guard try await mayGuess(outcome, in: context) else {
      return context.note("nothing was imported")
    }
    try await context.withSession(library, loadsSamples: false) { session in
      var report = try await session.library.importPlans(
        outcome, keepGood: keepGood, replace: replace, takesGuesses: true
      ) { state in
        progress.show(
          "\(state.file): \(state.lines) lines, \(state.users) users\(share(state))")
      }
      progress.clear()
      if isTold {
        let told = Set(plan.files.flatMap { file in file.remarks.map { "\(file.file): \($0)" } })
        report.remarks.removeAll(where: told.contains)
        // Rows that the plan has named are not named again.
        let named = plan.files.reduce(0) { $0 + $1.problemCount }
        if report.unreadRowCount == named, named <= IntakeDocument.shownProblems {
          (report.unreadRows, report.unreadRowCount) = ([], 0)
        }
      }
      try tell(report, in: context)
    }
  }

  /// What of a file was read; nothing where its size is not known.
  private func share(_ state: ImportProgress) -> String {
    state.size > 0 ? ", \(min(100, state.bytes * 100 / state.size)) %" : ""
  }

  /// Whether columns that are not sure may be taken for what they seem to hold. Asks where there is
  /// somebody to ask.
  private func mayGuess(
    _ outcome: IntakePlanner.Outcome, in context: CommandContext
  ) async throws -> Bool {
    let unsure = outcome.plans.filter {
      $0.roles != nil && !$0.doubts.isEmpty && $0.failure == nil
    }
    if yes || unsure.isEmpty { return true }
    guard context.canAsk, !form.json else {
      let doubts = unsure.flatMap { plan in
        plan.doubts.map { "\(plan.file.source.name): \($0)" }
      }
      throw CommandFailure.badData(
        (doubts + ["nothing was imported; say what is not sure, or --yes to take it as told"])
          .joined(separator: "\n"))
    }
    return try await context.isAgreed(["Import it so?"])
  }

  private func tellFormats(in context: CommandContext) throws {
    let formats = FormatListing.all
    guard !form.json else {
      return try context.output.json(
        formats.map { ["name": $0.name, "summary": $0.summary, "knownBy": $0.knownBy] })
    }
    try context.output.text(
      formats.flatMap { ["\($0.name): \($0.summary)", "  known by \($0.knownBy)"] }
        + ["", FormatListing.containers])
  }

  private func tell(_ plan: IntakeDocument, in context: CommandContext) throws {
    if form.json { try context.output.json(plan) } else { try context.output.text(plan.text) }
    let isBad = !plan.problems.isEmpty
    guard isBad else { return }
    throw CommandFailure.badData("\(Count.of(plan.problems.count, "file")) cannot be imported")
  }

  private func tell(_ report: ImportReport, in context: CommandContext) throws {
    let document = ImportDocument(report)
    if form.json {
      try context.output.json(document)
    } else {
      try context.output.text(document.text)
    }
    context.tellLeftOut(report)
    guard report.problemCount > 0 else { return }
    let more = report.problemCount - report.problems.count
    let problems = report.problems.map(\.description) + (more > 0 ? ["and \(more) more"] : [])
    throw CommandFailure.badData(
      "\(Count.of(report.problemCount, "line")) left out:\n" + problems.joined(separator: "\n"))
  }
}

extension CommandContext {
  /// Names what was left out of other programs' files.
  func tellLeftOut(_ report: ImportReport) {
    for remark in report.remarks { note(remark) }
    guard report.unreadRowCount > 0 else { return }
    note("\(Count.of(report.unreadRowCount, "row")) could not be read and left out:")
    for row in report.unreadRows { complain(row.description) }
    let more = report.unreadRowCount - report.unreadRows.count
    if more > 0 { complain("and \(more) more") }
  }
}
