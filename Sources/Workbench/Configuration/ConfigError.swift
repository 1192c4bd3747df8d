internal import TOMLReading

/// What is wrong with the config file or with a key it names, and where. Never holds a key.
package struct ConfigError: PlacedError {
  /// The file.
  package var file: String
  /// The line, from 1; `nil` where the whole file is meant.
  package var line: Int?
  /// What is wrong and the way out.
  package var message: String
}
