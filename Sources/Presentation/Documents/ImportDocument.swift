package import Intake
package import Storage
internal import Workbench

/// What an import did, as `import` prints it.
package struct ImportDocument: Codable, Hashable {
  package struct Problem: Codable, Hashable {
    package var file: String
    package var line: Int?
    package var reason: String

    package init(_ problem: ImportProblem) {
      file = problem.file
      line = problem.line
      reason = problem.reason
    }

    /// `people.jsonl:12: history[3].response is missing`.
    package var text: String {
      ImportProblem(file: file, line: line, reason: reason).description
    }
  }

  package var lines: Int
  package var usersAdded: Int
  package var usersRepeated: Int
  package var usersReplaced: Int
  package var interactionsAdded: Int
  package var interactionsKnown: Int
  package var testsAdded: Int
  package var testsKnown: Int
  /// The lines that were left out, at most a hundred.
  package var problems: [Problem]
  /// How many were left out.
  package var problemCount: Int
  /// Rows of a foreign format that could not be read, at most a hundred.
  package var unreadRows: [Problem]
  /// How many there were.
  package var unreadRowCount: Int
  /// What was left out of a foreign format by its rules.
  package var remarks: [String]

  package init(_ report: ImportReport) {
    lines = report.lines
    usersAdded = report.usersAdded
    usersRepeated = report.usersRepeated
    usersReplaced = report.usersReplaced
    interactionsAdded = report.added
    interactionsKnown = report.skipped
    testsAdded = report.testsAdded
    testsKnown = report.testsSkipped
    problems = report.problems.map(Problem.init)
    problemCount = report.problemCount
    unreadRows = report.unreadRows.map(Problem.init)
    unreadRowCount = report.unreadRowCount
    remarks = report.remarks
  }

  /// The same for a person.
  package var text: [String] {
    func known(_ count: Int) -> String { count > 0 ? " (\(count) known already)" : "" }
    var users = ["\(Count.of(usersAdded, "new user"))"]
    if usersRepeated > 0 { users.append("\(usersRepeated) known already") }
    if usersReplaced > 0 { users.append("\(usersReplaced) started over") }
    return [
      "imported \(users.joined(separator: ", ")); "
        + "\(Count.of(interactionsAdded, "interaction"))\(known(interactionsKnown)), "
        + "\(Count.of(testsAdded, "test item"))\(known(testsKnown))"
    ]
  }
}
