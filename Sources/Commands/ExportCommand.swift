internal import ArgumentParser
internal import Foundation
internal import Presentation
internal import Storage
internal import Workbench

/// `rationale export`
struct ExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write users in the import format, one JSON object a line.",
    discussion: "Importing it elsewhere gives the same users, without models and asks.")

  @Argument(help: "The users; without any, everybody.")
  var users: [String] = []

  @Option(help: "The task of the users.")
  var task: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write, readable by you only; - is standard output."))
  var output = "-"

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let wanted = try await wanted(in: session.library)
      if output == "-" {
        for user in wanted {
          let line = try await session.library.export(user.id)
          // A file gets the bytes as they are; a terminal would obey some of them.
          try context.output.raw(context.output.isTerminal ? JSONText.escaped(line) : line)
        }
        return
      }
      let path = output.hasPrefix("/") ? output : context.workingDirectory + "/" + output
      var file = try PrivateFile(path: path)
      defer { file.discard() }
      for user in wanted { try file.write(try await session.library.export(user.id)) }
      try file.finish()
      context.note("\(Count.of(wanted.count, "user")) written to \(output)")
    }
  }

  private func wanted(in library: Library) async throws -> [UserSummary] {
    if users.isEmpty {
      let all = try await library.summaries()
      let chosen = all.filter { task == nil || $0.task == task }
      if let task, chosen.isEmpty {
        throw CommandFailure.usage("there is no task '\(task)'; `rationale users` shows them all")
      }
      return chosen
    }
    var chosen: [UserSummary] = []
    for name in users {
      let user = try await library.theUser(named: name, task: task)
      if !chosen.contains(where: { $0.id == user.id }) { chosen.append(user) }
    }
    return chosen
  }
}
