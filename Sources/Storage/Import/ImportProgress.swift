/// How far an import is.
public struct ImportProgress: Sendable, Hashable {
  /// The file that is being read.
  public var file: String
  /// Lines read so far, over all files of the import.
  public var lines: Int
  /// Users touched so far.
  public var users: Int
  /// Bytes of this file read so far.
  public var bytes: Int
  /// Bytes that this file has; 0 where it is not known.
  public var size: Int
}
