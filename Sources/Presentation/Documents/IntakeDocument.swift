package import Intake
internal import Workbench

/// What would become of files, as `import --dry-run` prints it, and as it is told before an import.
package struct IntakeDocument: Codable, Hashable {
  /// One file.
  package struct File: Codable, Hashable {
    package var file: String
    /// What it is: `people`, `rows` or the name of a known form.
    package var format: String
    package var people: Int
    package var answers: Int
    package var tests: Int
    /// Everything in one line.
    package var summary: String
    /// What is done with the file that somebody may want to know.
    package var remarks: [String]
    /// What is not sure, with the flag that says it.
    package var doubts: [String]
    /// Records that cannot be read, at most a hundred.
    package var problems: [ImportDocument.Problem]
    package var problemCount: Int
  }

  package var files: [File]
  /// Files from which nothing would come, and why.
  package var problems: [ImportDocument.Problem]

  package init(_ outcome: IntakePlanner.Outcome) {
    files = outcome.plans.filter { $0.failure == nil }.map { plan in
      File(
        file: plan.file.source.name, format: plan.interpretation.name, people: plan.people,
        answers: plan.answers, tests: plan.tests, summary: plan.words, remarks: plan.remarks,
        doubts: plan.doubts.map(\.description),
        problems: plan.problems.map(ImportDocument.Problem.init), problemCount: plan.problemCount)
    }
    problems = (outcome.problems + outcome.plans.compactMap(\.failure))
      .map(ImportDocument.Problem.init)
  }

  /// The same for a person: a line a file, then what there is to say of it, then what is no use.
  package var text: [String] { plans + problems.map(\.text) }

  /// What would become of the files that can be imported.
  package var plans: [String] {
    files.flatMap { file in
      ["\(file.file): \(file.summary)"]
        + file.remarks.map { "  \($0)" }
        + file.doubts.map { "  not sure: \($0)" }
        + Self.lines(file.problems, of: file.problemCount)
    }
  }

  /// So many records that cannot be read are named before an import.
  package static let shownProblems = 5

  private static func lines(_ problems: [ImportDocument.Problem], of count: Int) -> [String] {
    guard count > 0 else { return [] }
    let shown = problems.prefix(shownProblems)
    let more = count - shown.count
    return ["  \(Count.of(count, "record")) cannot be read:"] + shown.map { "    \($0.text)" }
      + (more > 0 ? ["    and \(more) more"] : [])
  }
}
