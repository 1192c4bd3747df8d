/// What is wrong with a file, and where.
public protocol PlacedError: Error, Hashable, CustomStringConvertible {
  /// The file as it was named.
  var file: String { get }
  /// The line, from 1; `nil` where the whole file is meant.
  var line: Int? { get }
  /// What is wrong and the way out.
  var message: String { get }
}

extension PlacedError {
  /// `file:line`, or the file alone.
  public var place: String { line.map { "\(file):\($0)" } ?? file }

  /// `file:line: message`.
  public var description: String { "\(place): \(message)" }
}
