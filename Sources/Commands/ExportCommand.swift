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
      let library = session.library
      let wanted =
        users.isEmpty
        ? try await library.everybody(of: task)
        : try await library.theUsers(named: users, task: task)
      if output == "-" {
        for user in wanted {
          let line = try await library.export(user.id)
          // A file gets the bytes as they are; a terminal would obey some of them.
          try context.output.raw(context.output.isTerminal ? JSONText.escaped(line) : line)
        }
        return
      }
      var file = try PrivateFile(path: context.absolute(output))
      defer { file.discard() }
      for user in wanted { try file.write(try await library.export(user.id)) }
      try file.finish()
      context.note("\(Count.of(wanted.count, "user")) written to \(output)")
    }
  }
}
