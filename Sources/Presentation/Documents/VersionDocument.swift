package import RPM
internal import Workbench

/// What the program is, as `version` prints it.
package struct VersionDocument: Codable, Hashable {
  /// The Swift that compiled it.
  package static let swiftVersion: String = {
    #if compiler(>=6.5)
      "6.5 or newer"
    #elseif compiler(>=6.4)
      "6.4"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }()

  package var version = ProgramVersion.current
  package var swift = swiftVersion
  /// The path of the library.
  package var library: String
  package var model: ModelIdentity
  /// The table of word vectors.
  package var table: String

  package init(library: String, model: ModelIdentity, table: String) {
    self.library = library
    self.model = model
    self.table = table
  }

  /// The same for a person.
  package var lines: [String] {
    [
      "rationale   \(version)", "swift       \(swift)", "library     \(library)",
      "model       \(model.name) \(model.version)", "table       \(table)",
    ]
  }
}
