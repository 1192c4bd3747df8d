package import ArgumentParser

/// What the command line asks for.
package enum Invocation {
  /// The screen, or the mode of lines.
  case screen(ScreenWish)
  case command(any Command)
  /// Help on a command, which only the parser can write.
  case help(any ParsableCommand)

  /// Reads a command line.
  ///
  /// - Parameter arguments: without the name of the program.
  /// - Throws: what `ExitStatus` knows as a usage error, or as help that is wanted.
  package init(arguments: [String]) throws {
    // No flag of the parser: it would take the `--version` that some commands have for its own.
    let arguments = arguments == ["--version"] ? ["version"] : arguments
    switch try RootCommand.parseAsRoot(arguments) {
    case let root as RootCommand: self = .screen(ScreenWish(root))
    case let command as any Command: self = .command(command)
    case let other: self = .help(other)
    }
  }
}
