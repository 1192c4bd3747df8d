package import Presentation

/// Runs a command as a process.
package enum CommandRunner {
  /// Runs a command to its end, and the process with it.
  package static func run(_ command: any Command, in context: CommandContext) -> Never {
    ProcessRunner.run { await outcome(of: command, in: context) }
  }

  /// Runs a command to its end and says what went wrong, if anything did.
  package static func outcome(of command: any Command, in context: CommandContext) async
    -> ExitStatus
  {
    do {
      try await command.run(in: context)
      return .done
    } catch {
      return ExitStatus.report(error, in: context)
    }
  }
}
