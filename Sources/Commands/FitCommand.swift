internal import ArgumentParser
internal import ChatModel
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale fit USER` and `rationale fit --all`
struct FitCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Build the factor model of a user, or of all.",
    discussion: """
      Each fit is stored as a new version; older ones stay. With --all, a user who cannot be \
      fitted is named at the end, and ^C keeps what is done. The JSON is one object a line.

      With a language model every reply is kept as it comes: after ^C, a failure or an exhausted \
      budget (exit code 4) the same command goes on from there and pays for nothing twice.

      --last and --since fit the recent part of a history, where preferences change with time; the \
      version says so, and its items are counted from the first that was fitted. A fit without them \
      takes what [fit] window of the config says, the whole history by default; --whole takes that.
      """)

  @Argument(help: "The user's name, or its beginning.")
  var user: String?

  @Flag(help: "Fit everybody, or everybody of a task.")
  var all = false

  @Flag(
    help: ArgumentHelp(
      "With --all: only users without a model, or with a history that has changed since.",
      discussion: "With a language model also those whose newest model is not by it."))
  var needed = false

  @Flag(help: "Print what the fit would take, and stop.")
  var estimate = false

  @Option(help: ArgumentHelp("Fit the last so many past answers only.", valueName: "n"))
  var last: Int?

  @Option(
    help: ArgumentHelp(
      "Fit the past answers from a day on only, such as 2024-01-31.", valueName: "day"))
  var since: String?

  @Flag(help: "Fit the whole history, whatever the config says.")
  var whole = false

  @Option(help: "The task of the user, or the task to fit all users of.")
  var task: String?

  @Flag(help: "Print JSON, one object a line.")
  var json = false

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if all == (user != nil) {
      throw ValidationError("name one user, or say --all: rationale fit 'Ada', rationale fit --all")
    }
    if [last != nil, since != nil, whole].count(where: \.self) > 1 {
      throw ValidationError("--last, --since and --whole exclude each other")
    }
    if let since {
      do throws(RoleFailure) { _ = try FitWindow.moment(of: since) } catch {
        throw ValidationError("--since: \(error)")
      }
    }
    if let last, last < 1 { throw ValidationError("--last is 1 or more") }
    if needed, !all { throw ValidationError("--needed goes with --all") }
  }

  func run(in context: CommandContext) async throws {
    try await context.withSession(library, models: models) { session, use in
      var wanted: [UserSummary]
      if let user {
        wanted = [try await session.library.theUser(named: user, task: task)]
      } else {
        wanted = try await everybody(in: session, for: use)
        if wanted.isEmpty { return context.note("nobody to fit") }
      }
      let takes = try await FitCost.of(
        wanted, in: session, with: use, within: session.window(scope))
      if estimate {
        if json { return try context.output.json(takes) }
        return try context.output.text([takes.text])
      }
      if use.choice != .builtIn { context.note("this takes \(takes.text)") }
      if case .chat(let endpoint, _) = use.choice, endpoint.embeddings == nil {
        context.note(
          "examples are found by the built-in word table; --embeddings NAME uses the endpoint's")
      }
      if all {
        try await fitAll(wanted, in: session, with: use, context)
      } else {
        try await fitOne(wanted[0], in: session, with: use, context)
      }
    }
  }

  /// The part of the history that is fitted, `nil` where the command line does not say.
  private var scope: FitScope? {
    whole ? .all : (last.map(FitWindow.last) ?? since.map(FitWindow.since)).map(FitScope.window)
  }

  /// Whom `--all` means.
  private func everybody(in session: Session, for use: ModelUse) async throws -> [UserSummary] {
    var wanted: [UserSummary] = []
    for user in try await session.library.everybody(of: task) {
      var isNeeded = user.model?.isStale != false
      if needed, !isNeeded, case .chat = use.choice {
        let newest = try await session.library.modelVersions(for: user.id).first
        isNeeded = newest?.identity != use.choice.identity
      }
      if !needed || isNeeded { wanted.append(user) }
    }
    return wanted
  }

  /// Fits one user, and says how to go on where that ends early.
  private func fitOne(
    _ user: UserSummary, in session: Session, with use: ModelUse, _ context: CommandContext
  ) async throws {
    do {
      try await fit(user, as: user.name, in: session, with: use, context)
    } catch let error where use.choice != .builtIn && Self.leavesReplies(error) {
      sayWhatIsKept(use, context)
      throw error
    }
  }

  /// Fits one after the other, and goes on after one who cannot be fitted, unless nobody can.
  func fitAll(
    _ wanted: [UserSummary], in session: Session, with use: ModelUse, _ context: CommandContext
  ) async throws {
    var failures: [String] = []
    for (index, user) in wanted.enumerated() {
      do {
        let title = "\(index + 1) of \(wanted.count), \(user.name)"
        try await fit(user, as: title, in: session, with: use, context)
      } catch let failure as RoleFailure where !failure.endsRun {
        failures.append("\(user.name) (\(user.task)): \(failure)")
      } catch let error where use.choice != .builtIn && Self.leavesReplies(error) {
        let done = index - failures.count
        context.note("\(done) of \(wanted.count) are fitted; stopped at \(user.name)")
        sayWhatIsKept(use, context)
        throw error
      }
    }
    guard !failures.isEmpty else { return }
    let list = failures.map { "\n  \($0)" }.joined()
    throw CommandFailure.failed("\(failures.count) of \(wanted.count) could not be fitted:\(list)")
  }

  private static func leavesReplies(_ error: any Error) -> Bool {
    error is RoleFailure || error is CancellationError
  }

  private func sayWhatIsKept(_ use: ModelUse, _ context: CommandContext) {
    let usage = use.spending.used
    guard usage.calls > 0 else { return }
    let again = all && !needed ? "the same command, best with --needed," : "the same command"
    context.note(
      "used \(UsageText.summary(usage)); the replies are kept, so that \(again) goes on from there")
  }

  private func fit(
    _ summary: UserSummary, as title: String, in session: Session, with use: ModelUse,
    _ context: CommandContext
  ) async throws {
    let user = try await session.library.user(summary.id)
    if case .last = session.window(scope) {
      let order = HistoryOrder(user.history)
      if !order.isKnown { context.note("\(user.name): \(order.words)") }
    }
    let start = EngineClock.system.seconds()
    var follower = RunFollower(context: context, title: title)
    if case .chat(let endpoint, let name) = use.choice {
      follower.calls =
        session.models.estimate(
          fitting: try user.within(session.window(scope)), with: name, at: endpoint
        ).usage.calls
      follower.concurrency = session.models.settings.concurrency
    }
    let stored = try await follower.fit(
      try Fitting(
        user, id: summary.id, within: session.window(scope), through: use, in: session))
    let document = FitDocument(
      user: user, stored: stored, seconds: EngineClock.system.seconds() - start)
    if json {
      try context.output.json(document, isLine: true)
    } else {
      try context.output.text(document.lines)
    }
  }
}
