internal import Storage
internal import Workbench

/// What an import did, as `import` prints it.
struct ImportDocument: Codable, Hashable {
  struct Problem: Codable, Hashable {
    var file: String
    var line: Int?
    var reason: String

    init(_ problem: ImportProblem) {
      file = problem.file
      line = problem.line
      reason = problem.reason
    }
  }

  var lines: Int
  var usersAdded: Int
  var usersRepeated: Int
  var usersReplaced: Int
  var interactionsAdded: Int
  var interactionsKnown: Int
  var testsAdded: Int
  var testsKnown: Int
  /// The lines that were left out, at most a hundred.
  var problems: [Problem]
  /// How many were left out.
  var problemCount: Int
  /// Rows of a foreign format that could not be read, at most a hundred.
  var unreadRows: [Problem]
  /// How many there were.
  var unreadRowCount: Int
  /// What was left out of a foreign format by its rules.
  var remarks: [String]

  init(_ report: ImportReport) {
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
  var text: [String] {
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
