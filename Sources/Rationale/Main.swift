internal import ArgumentParser
internal import Foundation

/// The program: reads the command line and hands the main thread to what it asks for.
@main
enum Main {
  static func main() {
    // A closed pipe shows as an error of the write, which ends the command quietly.
    signal(SIGPIPE, SIG_IGN)
    let context = CommandContext.process
    do {
      switch try RootCommand.parseAsRoot() {
      case let root as RootCommand:
        try MainActor.assumeIsolated { try OpenCockpit.run(root, context: context) }
      case let command as any Command:
        CommandRunner.run(command, in: context)
      case var other:
        // Only the parser's own `help` is left, which throws what it has to say.
        try other.run()
      }
    } catch {
      CommandRunner.end(ExitStatus.report(error, in: context))
    }
  }
}
