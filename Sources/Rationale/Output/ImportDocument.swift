internal import Storage

/// What an import did, as `import` prints it.
struct ImportDocument: Codable, Hashable {
  struct Problem: Codable, Hashable {
    var file: String
    var line: Int?
    var reason: String
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

  init(_ report: ImportReport) {
    lines = report.lines
    usersAdded = report.usersAdded
    usersRepeated = report.usersRepeated
    usersReplaced = report.usersReplaced
    interactionsAdded = report.added
    interactionsKnown = report.skipped
    testsAdded = report.testsAdded
    testsKnown = report.testsSkipped
    problems = report.problems.map { Problem(file: $0.file, line: $0.line, reason: $0.reason) }
    problemCount = report.problemCount
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
