/// Where a record stands, for messages.
package struct RecordPlace: Sendable, Hashable {
  /// The file as it was named.
  package var file: String
  /// The line on which the record begins, from 1.
  package var line: Int
  /// The number of the record, from 1; a header is none.
  package var number: Int

  /// Creates a place.
  package init(file: String, line: Int, number: Int) {
    self.file = file
    self.line = line
    self.number = number
  }
}
