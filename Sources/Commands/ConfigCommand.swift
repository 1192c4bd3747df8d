internal import ArgumentParser
internal import Foundation
internal import Presentation
internal import Workbench

/// `rationale config`
struct ConfigCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Print a config file to begin with.",
    discussion: """
      Everything in it is commented out, with what holds without it. The program never writes the \
      file itself: rationale config > ~/.config/rationale/config.toml.
      """)

  @Flag(help: "Print only where the file is looked for.")
  var path = false

  func run(in context: CommandContext) async throws {
    let place = ConfigurationFile.path(
      environment: context.environment, workingDirectory: context.workingDirectory)
    if path {
      guard let place else {
        throw CommandFailure.failed("neither XDG_CONFIG_HOME nor HOME says where a config may be")
      }
      return try context.output.text([place])
    }
    try context.output.raw(ConfigTemplate.text)
  }
}
