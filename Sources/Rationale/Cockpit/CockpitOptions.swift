internal import Actions
internal import ChatModel
internal import Storage
internal import TerminalKit
internal import Workbench

/// How the cockpit is opened.
struct CockpitOptions: Sendable {
  /// Where the library lies.
  var location: LibraryLocation
  /// The language models that can be reached.
  var models = LanguageModels.none
  /// The model to begin with, and what all models may spend while the screen is open.
  var use = ModelUse(choice: .builtIn, spending: Spending())
  /// Which key does what.
  var bindings = KeyBindings.standard
  /// What is wrong with the keys that the config asks for.
  var keyProblems: [ConfigError] = []
  /// Whether clicks come to the program.
  var takesMouse = false
  /// Whether the screen is shown to a room.
  var isPresenting = false
  /// The name or file of a theme, `nil` for the built-in one.
  var theme: String?
  /// What is wanted of colour.
  var color: ColorChoice = .automatic
  /// Whether only ASCII may be drawn; by the locale when `false`.
  var isASCII = false
  /// The file that gets every frame, for tests.
  var debugFrames: String?
}
