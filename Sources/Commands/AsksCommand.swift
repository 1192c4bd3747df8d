internal import ArgumentParser
internal import Presentation
internal import Storage
internal import Workbench

/// `rationale asks USER`
struct AsksCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "asks", abstract: "List earlier asks of a user, show one again, or delete one.",
    discussion: "The JSON of the list is one array, newest first.")

  @OptionGroup var person: UserArgument

  @Option(help: ArgumentHelp("Show an ask as it was answered.", valueName: "id"))
  var show: Int64?

  @Option(help: ArgumentHelp("Delete an ask.", valueName: "id"))
  var delete: Int64?

  @Option(help: "How many are listed at most.")
  var limit = 50

  @OptionGroup var form: JSONOption

  @Flag(help: "With --show and --json: also what a language model was told, and what it said.")
  var exchanges = false

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if show != nil, delete != nil {
      throw ValidationError("--show and --delete exclude each other")
    }
    if exchanges, show == nil || !form.json {
      throw ValidationError("--exchanges goes with --show and --json")
    }
    if limit < 1 { throw ValidationError("--limit is 1 or more") }
  }

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let summary = try await person.find(in: session.library)
      if let id = delete {
        _ = try await run(id, of: summary, in: session.library)
        try await session.library.deleteRun(id)
        return context.note("ask \(id) of \(summary.name) is deleted")
      }
      if let id = show {
        return try await show(run(id, of: summary, in: session.library), session, context)
      }
      let asks = try await session.library.runs(for: summary.id, limit: limit)
      if form.json { return try context.output.json(asks.map(AskDocument.init)) }
      if asks.isEmpty { return context.note("\(summary.name) was not asked anything yet") }
      try context.output.table(AskTable.of(asks))
    }
  }

  private func run(
    _ id: Int64, of user: UserSummary, in library: Library
  ) async throws -> RunSummary {
    let (summary, _) = try await library.run(id)
    guard summary.user == user.id else {
      throw CommandFailure.usage(
        "ask \(id) is not one of \(user.name)'s; "
          + "`rationale asks \(ShellWord.quoted(user.name))` lists them")
    }
    return summary
  }

  private func show(
    _ ask: RunSummary, _ session: Session, _ context: CommandContext
  ) async throws {
    guard ask.state == .finished, ask.modelVersion != nil else {
      if form.json { return try context.output.json(AskDocument(ask)) }
      let why = ask.message.map { ": \($0)" } ?? ""
      return try context.output.text([
        "ask \(ask.id) ended without an answer (\(ask.state.rawValue))\(why)", "", ask.query,
      ])
    }
    let record = try await session.record(ofRun: ask.id)
    let user = try await session.library.summary(ask.user)
    if form.json {
      return try context.output.json(
        AnswerDocument(
          record.answer, user: user.name, model: record.stored.model,
          version: record.stored.version, expected: record.expected, withTexts: exchanges))
    }
    try context.output.text(
      [ReportLine("query", ask.query).printed, ""]
        + AnswerReport.lines(
          record.answer, user: user.name, stored: record.stored, expected: record.expected,
          width: context.output.width))
  }
}
