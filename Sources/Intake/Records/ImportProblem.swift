/// What is wrong with an import file, and where.
package struct ImportProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as it was named.
  package var file: String
  /// The line, from 1; `nil` when it is about the whole file.
  package var line: Int?
  /// What is wrong.
  package var reason: String

  /// Creates a problem.
  package init(file: String, line: Int?, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// What is wrong with a record, where it stands.
  package init(_ mistake: RecordMistake, at place: RecordPlace) {
    self.init(file: place.file, line: place.line, reason: mistake.description)
  }

  /// `people.jsonl:12: history[3].response is missing`.
  package var description: String {
    line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)"
  }
}
