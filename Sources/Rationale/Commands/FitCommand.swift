internal import ArgumentParser
internal import RPM
internal import Storage

/// `rationale fit USER` and `rationale fit --all`
struct FitCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Build the factor model of a user, or of all.",
    discussion: """
      Each fit is stored as a new version; older ones stay. With --all, a user who cannot be \
      fitted is named at the end, and ^C keeps what is done. The JSON is one object a line.
      """)

  @Argument(help: "The user's name, or its beginning.")
  var user: String?

  @Flag(help: "Fit everybody, or everybody of a task.")
  var all = false

  @Flag(help: "With --all: only users without a model, or with a history that has changed since.")
  var needed = false

  @Option(help: "The task of the user, or the task to fit all users of.")
  var task: String?

  @Flag(help: "Print JSON, one object a line.")
  var json = false

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if all == (user != nil) {
      throw ValidationError("name one user, or say --all: rationale fit 'Ada', rationale fit --all")
    }
    if needed, !all { throw ValidationError("--needed goes with --all") }
  }

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      if let user {
        let summary = try await session.library.theUser(named: user, task: task)
        try await fit(summary, as: summary.name, in: session, context)
      } else {
        try await fitAll(in: session, context)
      }
    }
  }

  /// Fits one after the other, and goes on after one who cannot be fitted.
  func fitAll(in session: Session, _ context: CommandContext) async throws {
    let everybody = try await session.library.summaries()
    let wanted = everybody.filter { user in
      (task == nil || user.task == task) && (!needed || user.model?.isStale != false)
    }
    if let task, !everybody.contains(where: { $0.task == task }) {
      throw CommandFailure.usage("there is no task '\(task)'; `rationale users` shows them all")
    }
    if wanted.isEmpty { return context.note("nobody to fit") }
    var failures: [String] = []
    for (index, user) in wanted.enumerated() {
      do {
        let title = "\(index + 1) of \(wanted.count), \(user.name)"
        try await fit(user, as: title, in: session, context)
      } catch let failure as RoleFailure {
        failures.append("\(user.name) (\(user.task)): \(failure)")
      }
    }
    guard !failures.isEmpty else { return }
    let list = failures.map { "\n  \($0)" }.joined()
    throw CommandFailure.failed("\(failures.count) of \(wanted.count) could not be fitted:\(list)")
  }

  private func fit(
    _ summary: UserSummary, as title: String, in session: Session, _ context: CommandContext
  ) async throws {
    let user = try await session.library.user(summary.id)
    let start = EngineClock.system.seconds()
    let model = try await context.progressLine().follow(session.engine.fit(user), as: title)
    let stored = try await session.store(model, for: summary.id, of: user)
    let document = FitDocument(
      user: user, stored: stored, seconds: EngineClock.system.seconds() - start)
    if json {
      try context.output.json(document, isLine: true)
    } else {
      try context.output.text([document.line])
    }
  }
}
