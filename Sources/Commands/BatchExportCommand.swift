internal import ArgumentParser
internal import ChatModel
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale batch export USER…` and `rationale batch export --all`
struct BatchExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write what the next stage of fits needs as batch files.",
    discussion: """
      Replies that are kept are used for nothing; what is missing is written. Where nothing is \
      missing the fit is finished and its model stored. A model that refuses a parameter would \
      refuse every line: `rationale models NAME` finds that out with one small call and remembers it.
      """)

  @Argument(help: "Names of users, or their beginnings.")
  var users: [String] = []

  @Flag(help: "Everybody, or everybody of a task.")
  var all = false

  @Option(help: "The task of the users, or the task of all users.")
  var task: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder for the files.", valueName: "folder"))
  var folder: String

  @Option(help: "The most lines a file may have.")
  var lines = BatchLine.mostLines

  @OptionGroup var form: JSONOption

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if all != users.isEmpty { throw ValidationError("name users, or say --all") }
    if models.budget != nil || models.fresh {
      throw ValidationError("--budget and --fresh are for calls; a batch asks nobody")
    }
    if lines < 1 { throw ValidationError("--lines is 1 or more") }
  }

  func run(in context: CommandContext) async throws {
    let language = try context.languageModels()
    let choice = try language.resolution.choice(
      model: try models.model(), endpoint: models.endpoint
    ).embedding(by: models.embeddings)
    guard case .chat(let place, let name) = choice else {
      throw CommandFailure.usage(
        "the built-in model needs no batch; name a language model with --model")
    }
    try await context.withSession(library, models: language) { session in
      let wanted = try await users(in: session)
      let traits = await BatchLine.traits(
        of: name, at: try place.endpoint(model: name, key: nil),
        store: LibraryTraits(library: session.library))
      var export = BatchExport(
        session: session, place: place, model: name, traits: traits,
        files: BatchFiles(
          folder: context.absolute(folder), started: Date(), mostLines: lines,
          mostBytes: BatchLine.mostBytes), users: wanted.count)
      defer { export.files.discard() }
      let progress = context.progressLine()
      defer { progress.clear() }
      var stopped: RoleFailure?
      for (index, summary) in wanted.enumerated() {
        progress.show("batch: \(index + 1) of \(wanted.count), \(summary.name)")
        do {
          try await export.add(summary)
        } catch let failure as RoleFailure {
          // The others would fail for the same reason; what was written so far is of use.
          stopped = failure
          break
        }
      }
      try await export.finish()
      progress.clear()
      let document = export.document
      if form.json {
        try context.output.json(document)
      } else {
        try context.output.text(document.text(again: again))
      }
      if document.waiting > 0, traits.asOf == nil {
        context.note(
          "how \(name) wants to be asked is only guessed; `rationale models\(models.words)"
            + " --check` finds it out with a small call. Where it refuses a parameter every line fails"
        )
      }
      if let stopped { throw stopped }
      if !document.failed.isEmpty {
        throw CommandFailure.failed(
          "\(Count.of(document.failed.count, "user")) could not be fitted")
      }
    }
  }

  /// The command to type after the results were imported.
  private var again: String {
    let whom = all ? "--all" : users.map { ShellWord.quoted($0) }.joined(separator: " ")
    let task = task.map { " --task \(ShellWord.quoted($0))" } ?? ""
    return "rationale batch export \(whom)\(task)\(models.words) -o \(ShellWord.quoted(folder))"
  }

  private func users(in session: Session) async throws -> [UserSummary] {
    guard all else { return try await session.library.theUsers(named: users, task: task) }
    return try await session.library.everybody(of: task).filter { $0.interactions > 0 }
  }
}
