/// A file that belongs to another, such as the films of a table of ratings.
package struct Companion: Sendable {
  /// What it is, such as `outputs` or `movies`; names it in messages.
  package var role: String
  /// Whether nothing can be read without it.
  package var isRequired: Bool
  /// What it is usually called beside a file of this name (no folder).
  package var usualNames: @Sendable (_ file: String) -> [String]
  /// How well the first records of another named file fit, 0 … 1.
  package var fit: @Sendable (_ sample: [Record], _ container: Container) -> Double
  /// What is missing without it, for the remark: `the questions are no test items`.
  package var without: String

  /// Creates a companion.
  package init(
    role: String, isRequired: Bool, without: String,
    usualNames: @escaping @Sendable (_ file: String) -> [String],
    fit: @escaping @Sendable (_ sample: [Record], _ container: Container) -> Double
  ) {
    self.role = role
    self.isRequired = isRequired
    self.without = without
    self.usualNames = usualNames
    self.fit = fit
  }
}

/// The companions that were named, by role.
package struct CompanionFiles: Sendable {
  /// One of them.
  package struct File: Sendable {
    /// What stands beside the list of records, such as the `task` of LaMP's outputs; texts, numbers,
    /// true and false only, as far as they stand within the first megabyte.
    package var around: [JSONValue.Member]
    /// Hands all records to a function, in order.
    package var read: @Sendable (_ body: (Record) throws -> Void) throws -> Void

    /// Creates a file.
    package init(
      around: [JSONValue.Member] = [],
      read: @escaping @Sendable (_ body: (Record) throws -> Void) throws -> Void
    ) {
      self.around = around
      self.read = read
    }
  }

  private let files: [String: File]

  /// Creates what is there.
  package init(_ files: [String: File] = [:]) { self.files = files }

  /// The file of a role, `nil` where it was not named.
  package subscript(role: String) -> File? { files[role] }
}
