internal import ArgumentParser
internal import BuiltInModel
internal import ChatModel
internal import Embeddings
internal import Evaluation
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale eval FILE…`
struct EvalCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Compare methods on people whose answers are known: does it help?",
    discussion: """
      Files are in the import format, and nobody of them comes into the library; without a file the \
      people of the library are taken. Who has no test items is asked the last 20 % of the history \
      (5 to 20 items, none where there are fewer than 10), and nothing of these is ever shown to a \
      method.

      Intervals hold 95 % of 2,000 draws of people with replacement. A difference is to the best \
      simple baseline, and p says how often chance does as much, corrected for how many methods are \
      compared; under ten people, or twenty items of one person, it is too few to tell.

      What came of each method with each person is kept in the state folder: after ^C, a failure or \
      an exhausted budget the same command goes on from there, and --fresh starts over.

      Methods: \(EvaluationMethods.names.joined(separator: ", ")). Groups of them: \
      \(EvaluationMethods.Group.allCases.map(\.rawValue).joined(separator: ", ")). Without a row, \
      since they train parameters: \(MethodCatalog.trained.map(\.name).joined(separator: ", ")).
      """)

  @Argument(help: "Files with people; - is standard input. Without one: the library.")
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "The methods, with commas between them; groups too.",
      discussion: "Default: standard, which leaves out what multiplies the cost.",
      valueName: "names"))
  var methods: String?

  @OptionGroup var people: PeopleOptions

  /// Every second person, so that what is chosen on one half can be checked on the other.
  enum Half: String, ExpressibleByArgument, CaseIterable, Sendable {
    case odd, even
  }

  @Option(help: "Only every second person, counted from 1: odd or even.")
  var half: Half?

  @Option(help: "Where the draws of the intervals begin.")
  var seed = Bootstrap.defaultSeed

  @OptionGroup var examples: ExamplesOption

  @Flag(help: "A line for every person too.")
  var perUser = false

  @Option(
    help: ArgumentHelp(
      "The items behind a method's scores, or those on which several differ.",
      discussion: "With the reasoning of each; texts and answers of people are in it.",
      valueName: "methods"))
  var items: String?

  @Option(
    help: ArgumentHelp(
      "Set it beside a report that was written before with --json.",
      discussion: "Both with --per-user, and the differences have intervals.",
      valueName: "file"))
  var against: String?

  @Flag(help: "Print what it would take, and stop.")
  var estimate = false

  @Flag(help: "Go on from what is kept of the same command: the default; --fresh is the opposite.")
  var resume = false

  @OptionGroup var form: JSONOption

  @Option(help: ArgumentHelp("Write the report as Markdown too.", valueName: "file"))
  var markdown: String?

  @Option(help: ArgumentHelp("Write the report as one HTML file too.", valueName: "file"))
  var html: String?

  @Flag(help: "Write over files that are there.")
  var force = false

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    try examples.check()
    if resume, models.fresh { throw ValidationError("--resume and --fresh exclude each other") }
    if items != nil, against != nil {
      throw ValidationError("--items and --against exclude each other")
    }
    if let items, let named = try named() {
      for method in try EvaluationMethods.called(items, by: "items")
      where !named.contains(where: { $0.name == method.name }) {
        throw ValidationError("--items \(method.name) is none of --methods")
      }
    }
  }

  func run(in context: CommandContext) async throws {
    // What cannot be written is said before hours are spent on it.
    for file in [markdown, html].compactMap(\.self) {
      try NewFile.check(context.absolute(file), replacing: force)
    }
    let earlier = try against.map { try EarlierReport.read($0, context) }
    let (language, use) = try context.modelUse(models)
    if case .builtIn = use.choice, !files.isEmpty {
      return try await evaluate(
        try await chosenPeople(in: nil, context), with: use, session: nil, earlier, context)
    }
    try await context.withSession(library, models: language, spending: use.spending) { session in
      try await evaluate(
        try await chosenPeople(in: session, context), with: use, session: session, earlier, context)
    }
  }

  // MARK: What is asked

  /// The methods that were named, or those whose items are wanted; `nil` for none.
  private func named() throws -> [any EvaluationMethod]? {
    try (methods ?? items).map {
      try EvaluationMethods.called($0, by: methods == nil ? "items" : "methods")
    }
  }

  private func chosenPeople(
    in session: Session?, _ context: CommandContext
  ) async throws -> [User] {
    try await PeopleChoice(files: files, options: people, half: half).read(in: session, context)
  }

  // MARK: Doing it

  private func evaluate(
    _ users: [User], with use: ModelUse, session: Session?, _ earlier: EvaluationReport?,
    _ context: CommandContext
  ) async throws {
    guard users.contains(where: { !$0.test.isEmpty }) else {
      throw PeopleChoice.nobodyToAsk
    }
    let bench = try EvaluationBench(
      use: use, session: session, k: examples.k, split: people.split,
      bootstrap: Bootstrap(seed: seed), methods: try named(), users: users)
    let shelf = try bench.shelf(in: try context.location(library).stateFolder)
    let kept = use.isFresh ? [:] : try shelf.kept(bench.jobs, of: users)
    let cost = await bench.cost(except: Set(kept.keys))
    if estimate {
      return form.json ? try context.output.json(cost) : try context.output.text(cost.lines)
    }
    if use.choice != .builtIn {
      context.note(cost.sentence + "; --estimate lists it method by method")
    }
    if !kept.isEmpty {
      context.note(
        "\(kept.count) of \(bench.jobs.count) results were kept from before; --fresh starts over")
    }

    let progress = EvaluationProgress(
      context: context, total: bench.jobs.count - kept.count, used: { use.spending.used })
    let (runs, stopped) = await progress.following {
      await bench.run(except: kept, keepingOn: shelf) { job, _ in progress.ended(job) }
    }
    if stopped == nil || !runs.isEmpty {
      let report = try bench.report(of: runs)
      if let items {
        try show(
          bench.items(of: try EvaluationMethods.called(items, by: "items"), runs: runs), report,
          context)
      } else {
        try show(report, against: earlier, context)
      }
    }
    if let stopped { throw stopped }
    if use.choice != .builtIn {
      context.note("used \(UsageText.summary(use.spending.used))")
    }
  }

  private func show(
    _ items: [ComparedItem], _ report: EvaluationReport, _ context: CommandContext
  ) throws {
    try write(report, context)
    let text = ComparedItemsText(items: items)
    if form.json { return try context.output.json(text.document) }
    try context.output.text(text.lines)
  }

  private func show(
    _ report: EvaluationReport, against earlier: EvaluationReport?, _ context: CommandContext
  ) throws {
    try write(report, context)
    let comparison = earlier.map { ReportComparison($0, report) }
    if form.json, let comparison { return try context.output.json(comparison) }
    if form.json {
      return try context.output.json(perUser ? report : report.withoutPeople)
    }
    let output = context.output
    let text = EvaluationText(
      report: report, width: output.isTerminal ? output.width : nil)
    for part in text.parts(perUser: perUser) {
      switch part {
      case .lines(let lines): try context.output.text(lines)
      case .table(let table): try context.output.table(table)
      }
    }
    guard let comparison, let against else { return }
    let change = ReportComparisonText(comparison: comparison, file: against)
    try context.output.text(change.head)
    try context.output.table(change.table)
    try context.output.text(change.notes)
  }

  private func write(_ report: EvaluationReport, _ context: CommandContext) throws {
    guard markdown != nil || html != nil else { return }
    let page = EvaluationPage(evaluation: report, perUser: perUser, made: Date()).report
    for (file, render) in [(markdown, MarkdownRenderer.render), (html, HTMLRenderer.render)] {
      guard let file else { continue }
      try NewFile.write(render(page), to: context.absolute(file), replacing: force)
      context.note("the report is in \(file)")
    }
  }
}
