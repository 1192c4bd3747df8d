package import Presentation
package import Storage
package import TerminalKit
package import Workbench

/// What the command line says of how the program is opened where it names no command.
package struct ScreenWish: Sendable {
  /// What either front works with.
  package struct Work: Sendable {
    /// Where the library lies.
    package var location: LibraryLocation
    /// The language models that can be reached.
    package var models: LanguageModels
    /// The model to begin with, and what all models may spend.
    package var use: ModelUse
  }

  let root: RootCommand

  init(_ root: RootCommand) { self.root = root }

  /// Whether lines are wanted in place of the screen.
  package var isPlain: Bool { root.plain }
  /// Whether only ASCII may be drawn.
  package var isASCII: Bool { root.ascii }
  /// Whether it is shown to a room.
  package var isPresenting: Bool { root.presenter }
  /// The name or file of a theme; `nil` for what the config says.
  package var theme: String? { root.theme }
  /// What is wanted of colour.
  package var color: ColorChoice { root.color.choice }
  /// Where frames are written to; `nil` for nowhere.
  package var debugFrames: String? { root.debugFrames }

  /// What it works with.
  ///
  /// - Throws: `ConfigError`, `PromptError`, `ModelProblem`, `LibraryError`.
  package func work(in context: CommandContext) throws -> Work {
    let (models, use) = try context.modelUse(root.models)
    return Work(location: try context.location(root.library), models: models, use: use)
  }
}
