internal import ArgumentParser
internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage

/// `rationale batch export USER` and `rationale batch export --all`
struct BatchExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write what the next stage of fits needs as batch files.",
    discussion: """
      Replies that are kept are used for nothing; what is missing is written. Where nothing is \
      missing the fit is finished and its model stored. A model that refuses a parameter would \
      refuse every line: `rationale models NAME` finds that out with one small call and remembers it.
      """)

  @Argument(help: "The user's name, or its beginning.")
  var user: String?

  @Flag(help: "Everybody, or everybody of a task.")
  var all = false

  @Option(help: "The task of the user, or the task of all users.")
  var task: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder for the files.", valueName: "folder"))
  var folder: String

  @Option(help: "The most lines a file may have.")
  var lines = BatchLine.mostLines

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if all == (user != nil) { throw ValidationError("name one user, or say --all") }
    if models.budget != nil || models.fresh {
      throw ValidationError("--budget and --fresh are for calls; a batch asks nobody")
    }
    if lines < 1 { throw ValidationError("--lines is 1 or more") }
  }

  func run(in context: CommandContext) async throws {
    let language = try context.languageModels()
    let choice = try language.resolution.choice(
      model: models.model, endpoint: models.endpoint)
    guard case .chat(let place, let name) = choice else {
      throw CommandFailure.usage(
        "the built-in model needs no batch; name a language model with --model")
    }
    try await context.withSession(library, models: language) { session in
      let wanted = try await users(in: session)
      let store = LibraryTraits(library: session.library)
      let traits = await BatchLine.traits(
        of: name, at: try place.endpoint(model: name, key: nil), store: store)
      var files = BatchFiles(
        folder: context.absolute(folder), started: Date(), mostLines: lines,
        mostBytes: BatchLine.mostBytes)
      defer { files.discard() }
      var document = BatchExportDocument(model: choice.identity, users: wanted.count)
      var waiting: [WaitingLine] = []
      let progress = context.progressLine()
      defer { progress.clear() }
      for (index, summary) in wanted.enumerated() {
        progress.show("batch: \(index + 1) of \(wanted.count), \(summary.name)")
        let collector = BatchCollector()
        let user = try await session.library.user(summary.id)
        let engine = session.engine(
          collecting: collector, for: place, model: name, user: summary.id)
        do {
          let fitted = try await engine.fit(user).value
          let stored = try await session.store(fitted, for: summary.id, of: user)
          document.finished.append(.init(user: summary.name, version: stored.version))
        } catch let failure as RoleFailure where failure.reach == .deferred {
          for request in collector.collected {
            let file = try files.add(
              BatchLine.json(request, model: name, traits: traits), key: request.key)
            waiting.append(
              WaitingLine(
                key: request.key, user: summary.id, model: choice.identity, stage: request.stage,
                prompt: request.prompt, file: file, exported: Date()))
          }
          document.add(collector.collected)
        } catch let failure as RoleFailure where !failure.endsRun {
          document.failed.append(.init(user: summary.name, reason: failure.description))
        }
      }
      document.files = try files.finish()
      // The files are there before anybody is said to wait for them.
      try await session.library.addWaiting(waiting)
      progress.clear()
      if json {
        try context.output.json(document)
      } else {
        try context.output.text(document.text(again: again))
      }
      if !document.failed.isEmpty {
        throw CommandFailure.failed(
          "\(Count.of(document.failed.count, "user")) could not be fitted")
      }
    }
  }

  /// The command to type after the results were imported.
  private var again: String {
    let whom = user.map { ShellWord.quoted($0) } ?? "--all"
    let task = task.map { " --task \(ShellWord.quoted($0))" } ?? ""
    return "rationale batch export \(whom)\(task)\(models.words) -o \(ShellWord.quoted(folder))"
  }

  private func users(in session: Session) async throws -> [UserSummary] {
    if let user { return [try await session.library.theUser(named: user, task: task)] }
    let everybody = try await session.library.summaries()
    if let task, !everybody.contains(where: { $0.task == task }) {
      throw CommandFailure.usage("there is no task '\(task)'; `rationale users` shows them all")
    }
    return everybody.filter { (task == nil || $0.task == task) && $0.interactions > 0 }
  }
}
