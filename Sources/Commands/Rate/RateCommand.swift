internal import ArgumentParser
internal import ChatModel
internal import Evaluation
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale rate FILE…`
struct RateCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "rate",
    abstract: "Compare the rationales of two methods without knowing which is which.",
    discussion: """
      Two methods answer the test items of people whose answers are known, as `rationale eval` asks \
      them. For each item you see the text, the person's answer, some past answers, and the two \
      rationales: in which order and on which side is drawn by chance, and names are hidden. Two \
      questions: which is truer to the person, and which is better grounded.

      A language model judges each pair both ways round; a verdict that changes with the side \
      counts as equal, and is counted. --by both also tells how far the two agree.

      Ratings are kept in the state folder as they are given: after q or ^C the same command goes \
      on from there. No method ever sees them, and forgetting a user removes them.
      """)

  /// Who compares.
  enum By: String, ExpressibleByArgument, CaseIterable, Sendable {
    case person, model, both

    var asksPerson: Bool { self != .model }
    var asksModel: Bool { self != .person }
  }

  @Argument(help: "Files with people; - is standard input. Without one: the library.")
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "The two methods, with a comma between them.",
      discussion: "Default: rpm and zero-shot-cot, with the built-in model rpm and factors.",
      valueName: "names"))
  var methods: String?

  @Option(help: "Who compares.")
  var by = By.person

  @Option(
    help: ArgumentHelp(
      "The language model that judges, at --endpoint or written endpoint/name.",
      discussion: "Default: the one of --model.", valueName: "name"))
  var judge: String?

  @Option(
    help: ArgumentHelp(
      "How many pairs at most; of each person those of nearest length first.", valueName: "n"))
  var pairs = 40

  @Option(help: "Where order and sides are drawn from.")
  var seed = Bootstrap.defaultSeed

  @OptionGroup var people: PeopleOptions

  @OptionGroup var examples: ExamplesOption

  @Flag(help: "Print what it would take, and stop.")
  var estimate = false

  @Option(
    help: ArgumentHelp(
      "Write all ratings with texts and rationales, one JSON object a line.", valueName: "file"))
  var export: String?

  @Flag(help: "Write over a file that is there.")
  var force = false

  @OptionGroup var form: JSONOption

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    try examples.check()
    if pairs < 1 { throw ValidationError("--pairs is 1 or more") }
    if judge != nil, !by.asksModel {
      throw ValidationError("--judge goes with --by model or --by both")
    }
    if by.asksPerson, files.contains("-") {
      throw ValidationError("standard input is where you answer; name a file")
    }
    _ = try named()
  }

  private func named() throws -> [any EvaluationMethod]? {
    guard let methods else { return nil }
    let named = try EvaluationMethods.called(methods, by: "methods")
    guard named.count == 2 else { throw ValidationError("--methods takes two methods") }
    return named
  }

  func run(in context: CommandContext) async throws {
    if let export { try NewFile.check(context.absolute(export), replacing: force) }
    let (language, use, judgeUse) = try context.modelUses(
      models, judges: by.asksModel, judge: judge)
    if case .builtIn = use.choice, judgeUse == nil, !files.isEmpty {
      return try await rate(
        try await chosenPeople(in: nil, context), with: use, judge: nil, in: nil, context)
    }
    try await context.withSession(library, models: language, spending: use.spending) { session in
      try await rate(
        try await chosenPeople(in: session, context), with: use,
        judge: judgeUse.map { RationaleJudge(use: $0, session: session) }, in: session, context)
    }
  }

  private func chosenPeople(in session: Session?, _ context: CommandContext) async throws -> [User]
  {
    try await PeopleChoice(files: files, options: people).read(in: session, context)
  }

  // MARK: Doing it

  private func rate(
    _ users: [User], with use: ModelUse, judge: RationaleJudge?, in session: Session?,
    _ context: CommandContext
  ) async throws {
    let methods =
      try named()
      ?? EvaluationMethods.called(
        use.choice == .builtIn ? "factors,rpm" : "zero-shot-cot,rpm", by: "methods")
    let bench = try EvaluationBench(
      use: use, session: session, k: examples.k, split: people.split,
      bootstrap: Bootstrap(seed: seed), methods: methods, users: users)
    let folder = try context.location(library).stateFolder
    let shelf = try bench.shelf(in: folder)
    // What was kept before reasoning was is answered again.
    let kept =
      use.isFresh ? [:] : try shelf.kept(bench.jobs, of: users).filter(\.value.hasReasoning)
    let ratings = RatingShelf(in: folder)
    let names = (methods[0].name, methods[1].name)
    func chosen(_ runs: [Evaluator.Job: MethodRun]) -> [RationalePair] {
      RationalePair.chosen(
        self.pairs, of: RationalePair.all(of: users, methods: names, runs: runs))
    }

    if use.choice != .builtIn || judge != nil || estimate {
      let cost = await bench.cost(except: Set(kept.keys))
      let judging = judge.map { judge in
        let known = chosen(kept)
        let rated = Set(ratings.kept(of: known, by: judge.rater).map(\.pair))
        return judge.usage(
          of: known.isEmpty ? expected(users, names) : known.filter { !rated.contains($0.key) },
          users: users)
      }
      let total = judging.map { cost.adding($0, for: "judging") } ?? cost
      if estimate {
        return form.json ? try context.output.json(total) : try context.output.text(total.lines)
      }
      context.note(total.sentence + "; --estimate lists it")
    }

    let progress = EvaluationProgress(
      context: context, total: bench.jobs.count - kept.count, used: { use.spending.used })
    let (runs, stopped) = await progress.following {
      await bench.run(except: kept, keepingOn: shelf) { job, _ in progress.ended(job) }
    }
    if let stopped { throw stopped }
    let pairs = chosen(runs)
    guard !pairs.isEmpty else { throw nothing(to: users, names, runs) }
    if by.asksPerson {
      var dialog = RatingDialog(
        pairs, order: BlindOrder(of: pairs.count, seed: seed), users: users, shelf: ratings,
        context)
      try await dialog.run()
    }
    if let judge { try await rate(pairs, users, by: judge, ratings, spent: use, context) }
    let raters = (by.asksPerson ? [Rating.Rater.person] : []) + (judge.map { [$0.rater] } ?? [])
    let all = raters.map { (rater: $0, ratings: ratings.kept(of: pairs, by: $0)) }
    try write(all.flatMap(\.ratings), of: pairs, context)
    try show(
      RatingReport(
        pairs, methods: names, ratings: all, seed: seed, bootstrap: Bootstrap(seed: seed)),
      context)
  }

  private func rate(
    _ pairs: [RationalePair], _ users: [User], by judge: RationaleJudge, _ shelf: RatingShelf,
    spent use: ModelUse, _ context: CommandContext
  ) async throws {
    let rated = use.isFresh ? [] : Set(shelf.kept(of: pairs, by: judge.rater).map(\.pair))
    let left = pairs.filter { !rated.contains($0.key) }
    guard !left.isEmpty else { return }
    let line = context.progressLine()
    defer { line.clear() }
    let (failed, first) = try await judge.rate(left, users: users, keepingOn: shelf) { done in
      line.show("judging: \(done) of \(left.count)")
    }
    line.clear()
    if let first {
      context.note("\(Count.of(failed, "pair")) could not be judged, the first: \(first)")
    }
    context.note("used \(UsageText.summary(use.spending.used))")
  }

  /// Pairs as they may come to be, to reckon what judging them takes.
  private func expected(_ users: [User], _ names: (String, String)) -> [RationalePair] {
    func answer(_ method: String) -> ComparedItem.Answer {
      let reasoning = String(repeating: "a sentence of it. ", count: 40)
      return ComparedItem.Answer(method: method, response: "", reasoning: reasoning)
    }
    let all = users.enumerated().flatMap { place, user in
      user.test.enumerated().map { index, item in
        RationalePair(
          task: user.task.name, user: user.name, place: place, index: index, query: item.query,
          expected: item.response, first: answer(names.0), second: answer(names.1))
      }
    }
    return RationalePair.chosen(self.pairs, of: all)
  }

  private func nothing(
    to users: [User], _ names: (String, String), _ runs: [Evaluator.Job: MethodRun]
  ) -> CommandFailure {
    guard users.contains(where: { !$0.test.isEmpty }) else {
      return PeopleChoice.nobodyToAsk
    }
    for name in [names.0, names.1] {
      let made = runs.filter { $0.key.method == name }
      if !made.values.contains(where: { $0.items.contains { $0.reasoningLength > 0 } }) {
        return .failed(
          "\(name) gives no reasoning here; rpm, factors, zero-shot and with a language model "
            + "zero-shot-cot do")
      }
    }
    return .failed(
      "there is nothing to compare: the two give the same reasoning, or never both one")
  }

  // MARK: What came of it

  private func write(
    _ ratings: [Rating], of pairs: [RationalePair], _ context: CommandContext
  ) throws {
    guard let export else { return }
    let known = Dictionary(pairs.map { ($0.key, $0) }) { first, _ in first }
    let lines = try ratings.compactMap { rating in
      try known[rating.pair].map {
        try JSONText.encode(RatingLine(rating, of: $0), isLine: true) + "\n"
      }
    }
    try NewFile.write(lines.joined(), to: context.absolute(export), replacing: force)
    context.note("\(Count.of(lines.count, "rating")) in \(export); it holds texts of people")
  }

  private func show(_ report: RatingReport, _ context: CommandContext) throws {
    if form.json { return try context.output.json(report) }
    for part in RatingText(report: report).parts {
      switch part {
      case .lines(let lines): try context.output.text(lines)
      case .table(let table): try context.output.table(table)
      }
    }
  }
}
