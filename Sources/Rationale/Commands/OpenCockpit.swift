internal import Actions
internal import Foundation
internal import Presentation
internal import TerminalKit

/// From the command line to the screen.
enum OpenCockpit {
  /// Opens the screen and hands it the main thread.
  ///
  /// A library that cannot be used is found out while the first frame is up already; the screen is
  /// given back and the error told on the terminal.
  ///
  /// - Throws: `CommandFailure` without a terminal, and what keeps the screen from opening.
  @MainActor
  static func run(_ root: RootCommand, context: CommandContext) throws -> Never {
    if root.plain { PlainMode.run(root, context: context) }
    guard context.input.isTerminal, context.output.isTerminal else {
      throw CommandFailure(
        status: .noTerminal,
        description:
          "the screen needs a terminal; `rationale --help` lists commands that work without, "
          + "and --plain reads them from a pipe")
    }
    var options = CockpitOptions(location: try context.location(root.library))
    (options.models, options.use) = try context.modelUse(root.models)
    let screen = options.models.resolution.configuration.screen
    options.theme = root.theme ?? screen.theme
    options.color = root.color.choice
    if options.color == .automatic, let color = screen.color.flatMap(ColorChoice.init) {
      options.color = color
    }
    options.isASCII = root.ascii || screen.isASCII
    options.isPresenting = root.presenter
    options.debugFrames = root.debugFrames
    options.takesMouse = screen.takesMouse
    (options.bindings, options.keyProblems) = KeyBindings.meeting(screen.keys)
    do {
      try Cockpit.run(options) { error in ExitStatus.report(error, in: context).rawValue }
    } catch TerminalError.noCursor {
      // Nothing was changed about the terminal yet.
      PlainMode.run(root, context: context)
    }
  }
}
