package import ArgumentParser
package import Presentation

/// A command that works without the screen: what the command line says, and what it does.
package protocol Command: ParsableCommand, Sendable {
  /// Does the work. Everything it reads and writes comes with the context, so that tests can run
  /// it without a process.
  ///
  /// - Throws: anything; `ExitStatus` knows which exit code it means.
  func run(in context: CommandContext) async throws
}
