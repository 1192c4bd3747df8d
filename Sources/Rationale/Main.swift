internal import Commands
internal import Foundation
internal import Presentation

/// The program: reads the command line and hands the main thread to what it asks for.
@main
enum Main {
  static func main() {
    // A closed pipe shows as an error of the write, which ends the command quietly.
    signal(SIGPIPE, SIG_IGN)
    let context = CommandContext.process
    do {
      switch try Invocation(arguments: Array(CommandLine.arguments.dropFirst())) {
      case .screen(let wish):
        try MainActor.assumeIsolated { try Opening.run(wish, context: context) }
      case .command(let command): CommandRunner.run(command, in: context)
      case .help(var command): try command.run()
      }
    } catch {
      ProcessRunner.end(ExitStatus.report(error, in: context))
    }
  }
}
