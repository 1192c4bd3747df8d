public import TOMLReading

/// What is wrong with a theme file, and where.
public struct ThemeError: PlacedError {
  /// The file as it was named.
  public var file: String
  /// The line, from 1; `nil` when the file could not be read.
  public var line: Int?
  /// What is wrong and the way out.
  public var message: String

  /// Creates an error.
  public init(file: String, line: Int?, message: String) {
    (self.file, self.line, self.message) = (file, line, message)
  }
}
