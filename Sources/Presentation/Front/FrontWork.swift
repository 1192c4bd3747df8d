package import Storage
package import Workbench

/// What a front that stays open works with.
package struct FrontWork: Sendable {
  /// Where the library lies.
  package var location: LibraryLocation
  /// The language models that can be reached.
  package var models: LanguageModels
  /// The model to begin with, and what all models may spend.
  package var use: ModelUse

  package init(location: LibraryLocation, models: LanguageModels, use: ModelUse) {
    self.location = location
    self.models = models
    self.use = use
  }
}
