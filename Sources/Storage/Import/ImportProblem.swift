/// What is wrong with an import file, and where.
public struct ImportProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as it was named.
  public var file: String
  /// The line, from 1; `nil` when it is about the whole file.
  public var line: Int?
  /// What is wrong.
  public var reason: String

  /// Creates a problem.
  public init(file: String, line: Int?, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// `people.jsonl:12: history[3].response is missing`.
  public var description: String {
    line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)"
  }
}

/// Why nothing of a file was imported.
public struct ImportFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in file order, at most `ImportReport.problemLimit`.
  public var problems: [ImportProblem]
  /// How many problems there are.
  public var problemCount: Int

  /// One problem a line.
  public var description: String {
    var lines = problems.map(\.description)
    let more = problemCount - problems.count
    if more > 0 { lines.append("and \(more) more") }
    return lines.joined(separator: "\n")
  }
}

/// What an import did.
public struct ImportReport: Sendable, Hashable {
  /// How many problems are kept in full.
  public static let problemLimit = 100

  /// Lines read, or rows of a foreign format, blank ones left out.
  public var lines = 0
  /// Users that were new.
  public var usersAdded = 0
  /// Users that were there before the import and keep their past.
  public var usersRepeated = 0
  /// Users whose past was dropped first, with `--replace`.
  public var usersReplaced = 0
  /// Interactions added to histories.
  public var added = 0
  /// Interactions of histories that were there already.
  public var skipped = 0
  /// Test items added.
  public var testsAdded = 0
  /// Test items that were there already.
  public var testsSkipped = 0
  /// Lines left out with `--keep-good`, at most `problemLimit`.
  public var problems: [ImportProblem] = []
  /// How many lines were left out.
  public var problemCount = 0
  /// Rows of a foreign format that could not be read and were left out, at most `problemLimit`. They
  /// stop nothing: such files are as they are.
  public var unreadRows: [ImportProblem] = []
  /// How many there were.
  public var unreadRowCount = 0
  /// What was left out of a foreign format by its rules, in sentences with counts.
  public var remarks: [String] = []
  /// The users touched, in order of first mention.
  public var users: [Library.UserID] = []

  /// Creates an empty report.
  public init() {}

  mutating func add(_ problem: ImportProblem) {
    problemCount += 1
    if problems.count < Self.problemLimit { problems.append(problem) }
  }

  mutating func addUnread(_ row: ImportProblem) {
    unreadRowCount += 1
    if unreadRows.count < Self.problemLimit { unreadRows.append(row) }
  }
}
