/// What is wrong with a record; its place is known to whoever reads the file.
package struct RecordMistake: Error, Sendable, Hashable, CustomStringConvertible {
  /// The column, where it is one column's fault.
  package var column: String?
  /// What is wrong, such as `is empty`, behind the column's name where there is one.
  package var reason: String

  /// Creates a mistake.
  package init(column: String? = nil, _ reason: String) {
    self.column = column
    self.reason = reason
  }

  /// `stars is empty`.
  package var description: String { column.map { "\($0) \(reason)" } ?? reason }
}
