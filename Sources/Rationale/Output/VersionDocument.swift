internal import RPM

/// What the program is, as `version` prints it.
struct VersionDocument: Codable, Hashable {
  /// The version of the program.
  static let programVersion = "0.1.0"

  /// The Swift that compiled it.
  static let swiftVersion: String = {
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

  var version = programVersion
  var swift = swiftVersion
  /// The path of the library.
  var library: String
  var model: ModelIdentity
  /// The table of word vectors.
  var table: String

  /// The same for a person.
  var lines: [String] {
    [
      "rationale   \(version)", "swift       \(swift)", "library     \(library)",
      "model       \(model.name) \(model.version)", "table       \(table)",
    ]
  }
}
