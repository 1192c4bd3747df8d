package import Actions
internal import ChatModel
package import Storage
package import TerminalKit
package import Workbench

/// How the cockpit is opened.
package struct CockpitOptions: Sendable {
  /// Where the library lies.
  package var location: LibraryLocation
  /// The language models that can be reached.
  package var models = LanguageModels.none
  /// The model to begin with, and what all models may spend while the screen is open.
  package var use = ModelUse(choice: .builtIn, spending: Spending())
  /// Which key does what.
  package var bindings = KeyBindings.standard
  /// What is wrong with the keys that the config asks for.
  package var keyProblems: [ConfigError] = []
  /// Whether clicks come to the program.
  package var takesMouse = false
  /// Whether the screen is shown to a room.
  package var isPresenting = false
  /// The name or file of a theme, `nil` for the built-in one.
  package var theme: String?
  /// What is wanted of colour.
  package var color: ColorChoice = .automatic
  /// Whether only ASCII may be drawn; by the locale when `false`.
  package var isASCII = false
  /// The file that gets every frame, for tests.
  package var debugFrames: String?

  package init(
    location: LibraryLocation, models: LanguageModels = LanguageModels.none,
    use: ModelUse = ModelUse(choice: .builtIn, spending: Spending()),
    bindings: KeyBindings = KeyBindings.standard, keyProblems: [ConfigError] = [],
    takesMouse: Bool = false, isPresenting: Bool = false, theme: String? = nil,
    color: ColorChoice = .automatic, isASCII: Bool = false, debugFrames: String? = nil
  ) {
    self.location = location
    self.models = models
    self.use = use
    self.bindings = bindings
    self.keyProblems = keyProblems
    self.takesMouse = takesMouse
    self.isPresenting = isPresenting
    self.theme = theme
    self.color = color
    self.isASCII = isASCII
    self.debugFrames = debugFrames
  }
}
