package import Intake

/// Why nothing of a file was imported.
package struct ImportFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in file order, at most `ImportReport.problemLimit`.
  package var problems: [ImportProblem]
  /// How many problems there are.
  package var problemCount: Int
  /// Files that could be read, and were left out because of the others.
  package var leftOut: [String] = []

  /// One problem a line.
  package var description: String {
    var lines = problems.map(\.description)
    let more = problemCount - problems.count
    if more > 0 { lines.append("and \(more) more") }
    if !leftOut.isEmpty {
      lines.append(
        "so nothing was imported, of \(leftOut.prefix(5).joined(separator: ", "))"
          + (leftOut.count > 5 ? " and \(leftOut.count - 5) more" : "")
          + " neither; --keep-good takes what can be read")
    }
    return lines.joined(separator: "\n")
  }
}

/// What an import did.
package struct ImportReport: Sendable, Hashable {
  /// How many problems are kept in full.
  package static let problemLimit = 100

  /// Lines read, or rows of a foreign format, blank ones left out.
  package var lines = 0
  /// Users that were new.
  package var usersAdded = 0
  /// Users that were there before the import and keep their past.
  package var usersRepeated = 0
  /// Users whose past was dropped first, with `--replace`.
  package var usersReplaced = 0
  /// Interactions added to histories.
  package var added = 0
  /// Interactions of histories that were there already.
  package var skipped = 0
  /// Test items added.
  package var testsAdded = 0
  /// Test items that were there already.
  package var testsSkipped = 0
  /// Lines left out with `--keep-good`, at most `problemLimit`.
  package var problems: [ImportProblem] = []
  /// How many lines were left out.
  package var problemCount = 0
  /// Rows of a foreign format that could not be read and were left out, at most `problemLimit`. They
  /// stop nothing: such files are as they are.
  package var unreadRows: [ImportProblem] = []
  /// How many there were.
  package var unreadRowCount = 0
  /// What was left out of a foreign format by its rules, in sentences with counts.
  package var remarks: [String] = []
  /// What came of each file, in the order in which they were read.
  package var files: [File] = []
  /// The users touched, in order of first mention.
  package var users: [Library.UserID] = []

  /// What came of one file.
  package struct File: Sendable, Hashable {
    package var name: String
    /// The format that it was read as.
    package var format: String
    /// Users first met in it, and interactions added.
    package var users: Int
    package var added: Int
  }

  /// Creates an empty report.
  package init() {}

  mutating func add(_ problem: ImportProblem) {
    problemCount += 1
    if problems.count < Self.problemLimit { problems.append(problem) }
  }

  mutating func addUnread(_ row: ImportProblem) {
    unreadRowCount += 1
    if unreadRows.count < Self.problemLimit { unreadRows.append(row) }
  }
}
