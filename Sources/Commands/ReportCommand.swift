internal import ArgumentParser
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale report USER`
struct ReportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a user, an earlier ask or a comparison as a page to read or to send.",
    discussion: """
      Markdown, one HTML file that needs nothing else, or JSON, by the ending of the file or by \
      --format. The figures are those of show, drift, audit, what-if, asks and compare. Nobody is \
      asked for a report on a user or an ask: where the model is a language model, what each figure \
      would cost is left out and said to be not measured. --schema prints the JSON Schema of the \
      JSON. The file is readable by you only; it holds texts of the user.
      """)

  @Argument(help: "The user's name, or its beginning; with --compare two.")
  var users: [String] = []

  @Option(
    help: ArgumentHelp("An earlier ask instead; `rationale asks` lists them.", valueName: "id"))
  var run: Int64?

  @Flag(help: "Two users beside each other.")
  var compare = false

  @Option(
    help: ArgumentHelp("With --compare: a question that is put to both.", valueName: "text"))
  var query: String?

  @OptionGroup var choices: ChoiceOptions

  @Option(help: "The task, where users of several tasks have this name.")
  var task: String?

  @OptionGroup var chosen: VersionOption

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output."))
  var output = "-"

  @Option(help: "markdown, html or json; otherwise by the file's ending, or markdown.")
  var format: ReportFormat?

  @Flag(help: "Write over a file that is there.")
  var force = false

  @Flag(help: "Print the JSON Schema of the JSON.")
  var schema = false

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if schema { return }
    if compare {
      if users.count != 2 { throw ValidationError("--compare takes two users") }
      if chosen.version != nil { throw ValidationError("--version is of one user") }
    } else {
      if run == nil, users.count != 1 {
        throw ValidationError("name a user, --run ID, or --compare USER1 USER2")
      }
      if query != nil || !choices.options.isEmpty {
        throw ValidationError("--query and --option go with --compare")
      }
    }
    if run != nil, compare || !users.isEmpty || chosen.version != nil {
      throw ValidationError("--run stands alone: an ask knows its user and version")
    }
    if query == nil, !choices.options.isEmpty {
      throw ValidationError("--option goes with --query")
    }
    if query == nil, !models.names.isEmpty || models.endpoint != nil {
      throw ValidationError("--model and --endpoint go with --query")
    }
    if output != "-", format == nil, ReportFormat(file: output) == nil {
      throw ValidationError("end the file's name with .md, .html or .json, or say --format")
    }
  }

  func run(in context: CommandContext) async throws {
    if schema { return try context.output.json(ReportSchema.document) }
    // What cannot be written is said before anything is measured.
    if output != "-" { try NewFile.check(context.absolute(output), replacing: force) }
    let format = format ?? ReportFormat(file: output) ?? .markdown
    try await context.withSession(library, models: models) { session, use in
      let progress = context.progressLine()
      defer { progress.clear() }
      let maker = ReportMaker(session: session, made: Date()) { user, done, total in
        progress.show("\(user): \(done) of \(total) past answers")
      }
      if let run {
        let made = try await maker.run(run)
        try write(made.report, made.document, as: format, in: context)
      } else if compare {
        let people = [
          try await summary(users[0], session), try await summary(users[1], session),
        ]
        let answered = try await answered(by: people, through: use, in: session, context)
        let made = try await maker.comparison(people[0], people[1], answered: answered)
        try write(made.report, made.document, as: format, in: context)
      } else {
        let made = try await maker.user(
          try await summary(users[0], session), version: chosen.version)
        try write(made.report, made.document, as: format, in: context)
      }
    }
  }

  /// What two people say to the question, where there is one.
  private func answered(
    by people: [UserSummary], through use: ModelUse, in session: Session, _ context: CommandContext
  ) async throws -> QueryComparison? {
    guard let query else { return nil }
    // What cannot be compared is said before anybody is asked.
    for person in people { _ = try await session.library.fittedModel(of: person) }
    guard people[0].task == people[1].task else {
      throw CommandFailure.usage(
        "one question is asked of users of one task; here are \(people[0].task) and "
          + people[1].task)
    }
    let asking = ComparedQuery(
      text: query, options: choices.options, people: people, uses: [use], k: Engine.defaultK,
      session: session, context: context, modelFlags: models.words, json: false)
    let prepared = try await asking.prepare()
    if let quote = await session.quote(prepared.usage, at: use.choice) {
      context.note("this takes \(quote.text)")
    }
    return try await asking.ask(prepared)
  }

  private func summary(_ name: String, _ session: Session) async throws -> UserSummary {
    try await session.library.theUser(named: name, task: task)
  }

  private func write(
    _ report: Report, _ document: some Encodable, as format: ReportFormat,
    in context: CommandContext
  ) throws {
    let text = try format.text(of: report, document)
    guard output != "-" else { return try context.output.raw(text) }
    try NewFile.write(text, to: context.absolute(output), replacing: force)
    context.note(
      "\(report.title.isEmpty ? "the report" : "a report on \(report.title)") is in \(output)")
  }
}

extension ReportFormat: ExpressibleByArgument {}
