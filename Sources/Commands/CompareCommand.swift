internal import ArgumentParser
internal import Evaluation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale compare USER1 USER2`, `rationale compare USER… --query TEXT`
struct CompareCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two users' factors, or the answers that users or models give to a question.",
    discussion: """
      Without a question: the factors of two users, paired by how alike their names and features \
      sound. A shift says how far the factor moves the answers of each: labels up or down a scale, \
      or the share of for less against.

      With --query: the question asked as each of the users, with the factors that decide each \
      answer. These are the ones whose removal moves it, by a second run; of a language model those \
      that its path cites. Several --model put it to one user through each of them; work/large is \
      the model large at the endpoint work of the config file. --method puts it to one user by \
      several methods, from the usual answer to all of the method; the names are those of \
      `rationale eval`, and all stands for all of them. Nothing is kept as an earlier ask. What \
      differs from the commonest answer is marked, and --differences leaves out the rest.

      A language model is paid for every answer; the estimate comes first, and --estimate stops \
      there. The JSON is one object: "columns" holds each answer with "deciding", "examples" and \
      "steps", "rows" the same by aspect with "differs" for each column, and "reference" the column \
      that the others are compared with.
      """)

  @Argument(help: "The users: names, or their beginnings.")
  var users: [String] = []

  @Flag(help: "With --query: every user of the task.")
  var all = false

  @Option(help: "The task, where users of several tasks have these names.")
  var task: String?

  @Option(help: ArgumentHelp("The question; - reads it from standard input.", valueName: "text"))
  var query: String?

  @OptionGroup var choices: ChoiceOptions

  @Option(
    name: .customLong("method"),
    help: ArgumentHelp("With --query: a method, or several with commas.", valueName: "name"))
  var methods: [String] = []

  @OptionGroup var examples: ExamplesOption

  @Flag(help: "Only what differs from the commonest answer.")
  var differences = false

  @Flag(help: "Print what it would take of a language model, and stop.")
  var estimate = false

  @OptionGroup var form: JSONOption

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    guard query != nil else { return try validateFactors() }
    if all != users.isEmpty {
      throw ValidationError("name the users, or say --all")
    }
    if models.names.count > 1, all || users.count > 1 {
      throw ValidationError("several models are compared for one user")
    }
    if !methods.isEmpty, all || users.count > 1 || models.names.count > 1 {
      throw ValidationError("several methods are compared for one user and one model")
    }
    if !all, users.count == 1, models.names.count < 2, methods.isEmpty {
      throw ValidationError("name several users, or one and several --model or --method")
    }
    try examples.check()
  }

  private func validateFactors() throws {
    if users.count != 2 || all { throw ValidationError("name two users, or ask a --query") }
    if !choices.options.isEmpty || !models.names.isEmpty || differences || estimate
      || !methods.isEmpty
    {
      throw ValidationError(
        "--option, --model, --method, --differences and --estimate go with --query")
    }
  }

  func run(in context: CommandContext) async throws {
    guard let query else { return try await compareFactors(context) }
    let (language, uses) = try context.modelUses(models)
    try await context.withSession(library, models: language, spending: uses[0].spending) {
      session in
      let people = try await people(in: session)
      let text = query == "-" ? try await context.input.text().trimmingLineEnds : query
      let asking = ComparedQuery(
        text: text, options: choices.options, people: people, uses: uses, k: examples.k,
        session: session, context: context, modelFlags: models.words, json: form.json)
      let prepared = try await asking.prepare()
      let byMethod = try methods.isEmpty ? nil : comparedMethods(prepared, in: session)
      let usage = byMethod.map(\.usage) ?? prepared.usage
      var cost = FitCost(users: people.count, usage: usage)
      if uses.count == 1, let usage {
        cost.time = await session.time(for: usage, at: uses[0].choice)
      }
      if estimate {
        return form.json ? try context.output.json(cost) : try context.output.text([cost.text])
      }
      if usage != nil {
        context.note("this takes \(byMethod == nil ? "" : "at least ")\(cost.text)")
      }
      let comparison =
        if let byMethod { try await byMethod.ask() } else { try await asking.ask(prepared) }
      if form.json {
        try context.output.json(comparison)
      } else {
        try print(comparison, context)
      }
      // A method that does not exist with this model is no failure.
      let failed =
        byMethod == nil ? comparison.columns.count { $0.failure != nil } : 0
      if failed > 0 {
        throw CommandFailure.failed("\(Count.of(failed, "answer")) could not be had")
      }
    }
  }

  private func comparedMethods(
    _ prepared: ComparedQuery.Prepared, in session: Session
  ) throws -> ComparedMethods? {
    guard let part = prepared.parts.first else { return nil }
    return ComparedMethods(
      methods: try Self.methods(called: methods.filter { $0 != "all" }),
      user: part.summary.id, stored: part.stored, query: part.question.query, use: part.use,
      k: examples.k, session: session)
  }

  /// The methods of names, each once and in the order of the catalogue; all of them without names.
  ///
  /// - Throws: `CommandFailure` (usage) with the names there are.
  private static func methods(called names: [String]) throws -> [any EvaluationMethod] {
    let wanted = names.flatMap { $0.split(separator: ",") }.map { $0.trimmingWhitespace() }
    for name in wanted where MethodCatalog.method(named: name) == nil {
      throw CommandFailure.usage(
        "there is no method '\(name)'; there are \(MethodCatalog.names.joined(separator: ", "))")
    }
    return MethodCatalog.all.filter { wanted.isEmpty || wanted.contains($0.name) }
  }

  private func print(_ comparison: QueryComparison, _ context: CommandContext) throws {
    let report = QueryComparisonReport(comparison: comparison, onlyDifferences: differences)
    try context.output.text(report.heading)
    if let table = report.table(width: context.output.width) { try context.output.table(table) }
    try context.output.text(report.conclusion)
  }

  /// The users that are meant, each once.
  private func people(in session: Session) async throws -> [UserSummary] {
    let people =
      all
      ? try await session.library.everybody(of: task)
      : try await session.library.theUsers(named: users, task: task)
    let tasks = Set(people.map(\.task)).sorted()
    guard tasks.count <= 1 else {
      throw CommandFailure.usage(
        "one question is asked of users of one task; here are \(tasks.joined(separator: ", ")). "
          + "Say which with --task")
    }
    return people
  }

  // MARK: Factors

  private func compareFactors(_ context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let one = try await fitted(users[0], in: session)
      let other = try await fitted(users[1], in: session)
      let document = CompareDocument(
        first: one.name, second: other.name,
        comparison: try await session.compare(one.stored.model, other.stored.model))
      if form.json { return try context.output.json(document) }
      try context.output.text(document.title)
      if !document.comparison.pairs.isEmpty { try context.output.table(document.table) }
      try context.output.text(document.rest)
    }
  }

  private func fitted(
    _ name: String, in session: Session
  ) async throws -> (name: String, stored: StoredModel) {
    let summary = try await session.library.theUser(named: name, task: task)
    return (summary.name, try await session.library.fittedModel(of: summary))
  }
}

extension String {
  /// The text without the line ends at its end.
  fileprivate var trimmingLineEnds: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
