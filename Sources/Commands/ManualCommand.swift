internal import ArgumentParser
internal import Presentation

/// `rationale manual`
struct ManualCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page.",
    discussion: "rationale manual | man -l -   shows it; an installation puts it where man looks.")

  func run(in context: CommandContext) async throws {
    try context.output.raw(try ManualPage.text())
  }
}
