internal import Actions
internal import Cockpit
internal import Commands
internal import Foundation
internal import Plain
internal import Presentation
internal import TerminalKit

/// From the command line to the screen, or to the mode of lines.
enum Opening {
  /// Opens the screen and hands it the main thread.
  ///
  /// A library that cannot be used is found out while the first frame is up already; the screen is
  /// given back and the error told on the terminal.
  ///
  /// - Throws: `CommandFailure` without a terminal, and what keeps the screen from opening.
  @MainActor
  static func run(_ wish: ScreenWish, context: CommandContext) throws -> Never {
    if wish.isPlain { try openLines(wish, context: context) }
    guard context.input.isTerminal, context.output.isTerminal else {
      throw CommandFailure(
        status: .noTerminal,
        description:
          "the screen needs a terminal; `rationale --help` lists commands that work without, "
          + "and --plain reads them from a pipe")
    }
    let work = try wish.work(in: context)
    var options = CockpitOptions(location: work.location)
    (options.models, options.use) = (work.models, work.use)
    let screen = options.models.resolution.configuration.screen
    options.theme = wish.theme ?? screen.theme
    options.color = wish.color
    if options.color == .automatic, let color = screen.color.flatMap(ColorChoice.init) {
      options.color = color
    }
    options.isASCII = wish.isASCII || screen.isASCII
    options.isPresenting = wish.isPresenting
    options.debugFrames = wish.debugFrames
    options.takesMouse = screen.takesMouse
    (options.bindings, options.keyProblems) = KeyBindings.meeting(screen.keys)
    do {
      try Cockpit.run(options) { error in ExitStatus.report(error, in: context).rawValue }
    } catch TerminalError.noCursor {
      // Nothing was changed about the terminal yet.
      try openLines(wish, context: context)
    }
  }

  private static func openLines(_ wish: ScreenWish, context: CommandContext) throws -> Never {
    PlainMode.run(
      try wish.work(in: context), isASCII: wish.isASCII, isPresenting: wish.isPresenting,
      context: context)
  }
}
