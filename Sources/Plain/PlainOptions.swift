package import Storage
package import Workbench

/// How the mode of lines is opened.
package struct PlainOptions: Sendable {
  /// Where the library lies.
  package var location: LibraryLocation
  /// The language models that can be reached.
  package var models: LanguageModels
  /// The model to begin with, and what all models may spend.
  package var use: ModelUse
  /// Whether only ASCII may be written.
  package var isASCII: Bool
  /// Whether the lines are shown to a room.
  package var isPresenting: Bool

  package init(
    location: LibraryLocation, models: LanguageModels, use: ModelUse, isASCII: Bool,
    isPresenting: Bool
  ) {
    self.location = location
    self.models = models
    self.use = use
    self.isASCII = isASCII
    self.isPresenting = isPresenting
  }
}
