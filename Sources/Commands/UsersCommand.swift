internal import ArgumentParser
internal import Presentation

/// `rationale users`
struct UsersCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "users", abstract: "List the users of the library.",
    discussion: "The JSON is one array, sorted by task and name.")

  @Option(help: "Only users of this task.")
  var task: String?

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    let all = try await context.withSession(library) { try await $0.library.summaries() }
    let users = task.map { task in all.filter { $0.task == task } } ?? all
    if let task, users.isEmpty {
      let tasks = Set(all.map(\.task)).sorted().joined(separator: ", ")
      throw CommandFailure.usage("there is no task '\(task)'; there are: \(tasks)")
    }
    if form.json { return try context.output.json(users.map(UserDocument.init)) }
    guard !users.isEmpty else {
      return context.note(
        "the library holds nobody; `rationale import FILE` or `rationale import --samples` fills it"
      )
    }
    try context.output.table(UserTable.of(users))
  }
}
