package import RPM

/// What somebody says of files beforehand; everything else is looked at.
package struct IntakeOptions: Sendable {
  /// How characters are spelled.
  package var encoding: TextEncoding?
  /// A shape's name, `people` or `rows`.
  package var format: String?
  /// Which columns hold what.
  package var roles = ColumnRoles()
  /// How dates are to be read.
  package var dateForm: DateForm?
  /// Into how many ranges numbers fall.
  package var ranges: Int?

  /// Creates options that say nothing.
  package init() {}
}

/// How far an intake is.
package struct IntakeProgress: Sendable, Hashable {
  /// The file that is being read.
  package var file: String
  /// How far it is in bytes of the file, and all of them, packed as they are. Where people come out
  /// of a large file, the bytes that were read count for a part of it only.
  package var bytes: Int
  package var size: Int
  /// Records read so far.
  package var records: Int
  /// Whether people come out of it; else it is still being looked at.
  package var isReading: Bool
}
