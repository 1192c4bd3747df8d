internal import Foundation
internal import Intake
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// Importing a file: what would come in is told first, and asked where it is not sure.
extension PlainShell {
  /// Finds out what would become of a file. Where nothing is left to guess, it comes in at once.
  func planImport(of path: String) async throws {
    let file = context.absolute(NSString(string: path).expandingTildeInPath)
    let progress = context.progressLine()
    defer { progress.clear() }
    let outcome = try await Library.plans(for: [file]) { state in
      progress.show("\(state.lines) records")
    }
    progress.clear()
    let plan = outcome.plans.first
    guard let plan, plan.failure == nil, !plan.doubts.isEmpty else {
      if let plan, plan.failure == nil, !plan.stopsAtProblems { try say([plan.words]) }
      return try await bringIn(outcome)
    }
    try say(Self.words(of: plan) + ["Import it so? y or n"])
    ask(.bringIn(outcome), refusal: "Not imported.")
  }

  /// What would come of a file, and what is not sure of it.
  private static func words(of plan: IntakePlan) -> [String] {
    [plan.words] + plan.doubts.map { "not sure: \($0)" } + plan.remarks
      + ["What begins with -- is said behind rationale import in a shell, or chosen on the screen."]
  }

  /// Imports what was planned, and says what came in.
  func bringIn(_ outcome: IntakePlanner.Outcome) async throws {
    let progress = context.progressLine()
    defer { progress.clear() }
    let report = try await session.library.importPlans(outcome, takesGuesses: true) { state in
      progress.show("\(state.lines) records, \(state.users) people")
    }
    progress.clear()
    try await readUsers()
    try await refresh()
    try say(ImportDocument(report).text + Self.leftOut(of: report))
  }

  private static func leftOut(of report: ImportReport) -> [String] {
    guard report.unreadRowCount > 0 else { return [] }
    let more = report.unreadRowCount - report.unreadRows.count
    return ["\(Count.of(report.unreadRowCount, "row")) could not be read and left out:"]
      + report.unreadRows.map(\.description) + (more > 0 ? ["and \(more) more"] : [])
  }
}
