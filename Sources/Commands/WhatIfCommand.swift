internal import ArgumentParser
internal import ChatModel
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale what-if USER QUERY`
struct WhatIfCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Take evidence away and see what becomes of an answer.",
    discussion: """
      Without a mask every factor of the query is masked by itself, and those that decide come \
      first. Several masks are tried each by itself, then all together. Nothing is kept.

      direct is the bar alone: the answer summed up without it. total is a second run: features \
      gone, their words silent, examples looked up anew. What lies between comes about by other \
      examples and by wording. All are log-odds of the answer against its runner-up, in nats: \
      below 0 where what is masked spoke for the answer.

      --history asks the model about every past answer as if it had not been given, and says how \
      often it is right and whether the factors it cites are those that decide. A language model \
      is paid for each run; the estimate comes first, and --estimate stops there.
      """)

  @OptionGroup var person: UserArgument

  @OptionGroup var asked: QuestionArgument

  @Option(name: .customLong("test"), help: "Ask a test item.")
  var testItem: Int?

  @Option(
    help: ArgumentHelp("Without a feature: its name, or f3.", valueName: "feature"))
  var withoutFeature: [String] = []

  @Option(help: ArgumentHelp("Without a factor.", valueName: "name"))
  var withoutFactor: [String] = []

  @Option(
    help: ArgumentHelp("Without an example: its item number in the history.", valueName: "n"))
  var withoutExample: [Int] = []

  @Option(help: ArgumentHelp("With another text for a feature.", valueName: "old=new"))
  var editFeature: [String] = []

  @Flag(help: "Every factor by itself; that is done where no mask is given.")
  var everyFactor = false

  @Flag(help: "The user's own history instead of one question.")
  var history = false

  @Option(help: "With --history: only the last so many.")
  var limit: Int?

  @OptionGroup var examples: ExamplesOption

  @OptionGroup var chosen: VersionOption

  @Flag(help: "Print what it would take of a language model, and stop.")
  var estimate = false

  @OptionGroup var form: JSONOption

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  private var hasMasks: Bool {
    !(withoutFeature + withoutFactor + editFeature).isEmpty || !withoutExample.isEmpty
  }

  func validate() throws {
    let sources = [asked.query != nil, testItem != nil, history].count { $0 }
    if sources != 1 {
      throw ValidationError("give one question: a text or --test N; or say --history")
    }
    if history, hasMasks { throw ValidationError("--history masks every factor by itself") }
    if limit != nil, !history { throw ValidationError("--limit goes with --history") }
    if let limit, limit < 1 { throw ValidationError("--limit is 1 or more") }
    try asked.check()
    try examples.check()
    for edit in editFeature where WhatIfMasks.split(edit) == nil {
      throw ValidationError("--edit-feature is 'old=new', and neither is empty")
    }
  }

  func run(in context: CommandContext) async throws {
    try await context.withSession(library, models: models) { session, use in
      let summary = try await person.find(in: session.library)
      let user = try await session.library.user(summary.id)
      let engine = session.engine(for: use, user: summary.id)
      let asker = Asker(
        session: session, use: use, modelFlags: models.words, context: context, summary: summary,
        user: user, k: examples.k, stores: true, json: form.json)
      let question =
        history
        ? nil
        : try await Question.read(
          asked.query, options: asked.options, testItem: testItem, of: user, from: context.input)
      let stored = try await asker.model(version: chosen.version)
      if let question {
        try await mask(question, of: user, stored, engine, session, use, context)
      } else {
        try await leaveOneOut(of: user, stored, engine, session, use, context)
      }
    }
  }

  // MARK: One question

  private func mask(
    _ question: Question, of user: User, _ stored: StoredModel, _ engine: Engine,
    _ session: Session, _ use: ModelUse, _ context: CommandContext
  ) async throws {
    let wanted = WhatIfMasks(
      features: withoutFeature, factors: withoutFactor, examples: withoutExample,
      edits: editFeature, everyFactor: everyFactor || !hasMasks)
    // What can be said before anybody is asked.
    try wanted.check(against: stored, user: user)
    let expected = wanted.expectedCount(in: stored.model)
    try await say(
      WhatIfCost(
        query: question.query, masks: expected, edits: editFeature.count, asksFirst: true,
        k: examples.k),
      stored, session, use, context)
    if estimate { return }
    let follower = RunFollower(context: context, title: "asking \(user.name)")
    let baseline = try await follower.follow(
      engine.ask(question.query, of: stored.model, history: stored.history, k: examples.k))
    let masks = try wanted.masks(for: baseline, stored: stored)
    let result = try await RunFollower(context: context, title: "what if, \(user.name)").follow(
      engine.whatIf(
        question.query, of: stored.model, history: stored.history, masks: masks, k: examples.k,
        baseline: baseline))
    if form.json {
      try context.output.json(
        WhatIfDocument(result, user: user.name, model: stored.model, version: stored.version))
    } else {
      try context.output.text(WhatIfReport.heading(result, user: user.name, stored: stored).printed)
      try context.output.table(WhatIfReport.table(result))
      try context.output.text(WhatIfReport.conclusion(result))
    }
  }

  /// Says what a language model will take; prints it where that is all that is wanted.
  private func say(
    _ cost: WhatIfCost, _ stored: StoredModel, _ session: Session, _ use: ModelUse,
    _ context: CommandContext
  ) async throws {
    let usage = cost.usage(stored, session: session, use: use)
    var fit = FitCost(users: 1, usage: usage)
    if let usage { fit.time = await session.time(for: usage, at: use.choice) }
    if estimate {
      return form.json ? try context.output.json(fit) : try context.output.text([fit.text])
    }
    if usage != nil { context.note("this takes \(fit.text)") }
  }

  // MARK: The history

  private func leaveOneOut(
    of user: User, _ stored: StoredModel, _ engine: Engine, _ session: Session, _ use: ModelUse,
    _ context: CommandContext
  ) async throws {
    let items = stored.model.memory.entries.filter { !$0.features.isEmpty }.suffix(limit ?? .max)
    let masks = items.reduce(0) { $0 + $1.features.activeFactorCount }
    let query = items.last.map { stored.history[$0.interaction].query } ?? ""
    // The features are there; each item is one generation more.
    try await say(
      WhatIfCost(
        query: query, masks: masks + items.count, edits: 0, asksFirst: false, k: examples.k),
      stored, session, use, context)
    if estimate { return }
    let progress = context.progressLine()
    defer { progress.clear() }
    let result = try await engine.leaveOneOut(
      of: stored.model, history: stored.history, limit: limit, k: examples.k
    ) { done, total in
      progress.show("\(user.name): \(done) of \(total) past answers")
    }
    progress.clear()
    if form.json {
      return try context.output.json(
        LeaveOneOutDocument(
          result, user: user.name, model: stored.model, version: stored.version))
    }
    try context.output.text(
      LeaveOneOutReport.lines(
        result, user: user.name, stored: stored, width: context.output.width))
  }
}
