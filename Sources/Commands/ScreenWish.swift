package import Presentation
package import TerminalKit

/// What the command line says of how the program is opened where it names no command.
package struct ScreenWish: Sendable {
  let root: RootCommand

  init(_ root: RootCommand) { self.root = root }

  /// Whether lines are wanted in place of the screen.
  package var isPlain: Bool { root.plain }
  package var isASCII: Bool { root.ascii }
  /// Whether it is shown to a room.
  package var isPresenting: Bool { root.presenter }
  /// The name or file of a theme; `nil` for what the config says.
  package var theme: String? { root.theme }
  package var color: ColorChoice { root.color.choice }
  /// Where frames are written to; `nil` for nowhere.
  package var debugFrames: String? { root.debugFrames }

  /// - Throws: `ConfigError`, `PromptError`, `ModelProblem`, `LibraryError`.
  package func work(in context: CommandContext) throws -> FrontWork {
    let (models, use) = try context.modelUse(root.models)
    return FrontWork(location: try context.location(root.library), models: models, use: use)
  }
}
