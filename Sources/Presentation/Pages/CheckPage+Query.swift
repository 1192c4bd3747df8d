package import RPM
internal import TerminalKit
package import Workbench

extension CheckPage {
  /// What stands where no query can be asked again.
  package static func withoutQuery(_ key: String) -> CheckPage {
    CheckPage(summary: ["There is no answer yet whose query could be asked again: \(key) asks."])
  }

  /// One query answered by several people or methods: a row each, and what differs marked.
  ///
  /// - Parameters:
  ///   - people: whom the rows lead to; empty for methods.
  ///   - unfitted: how many more of the task have no model to ask.
  package init(
    _ comparison: QueryComparison, people: [CheckRequest.Other] = [], unfitted: Int = 0
  ) throws {
    let report = QueryComparisonReport(comparison: comparison, onlyDifferences: false)
    let table = report.lineByLine
    let left = unfitted == 0 || people.isEmpty ? nil : Count.of(unfitted, "more user")
    self.init(
      summary: report.heading.filter { !$0.isEmpty }.map(\.oneLine) + report.answers
        + (left.map { ["\($0) of this task without a model: not asked"] } ?? []),
      columns: table.columns,
      rows: zip(table.rows, comparison.columns).enumerated().map { index, row in
        Row(
          cells: row.0,
          role: row.1.failure != nil
            ? .dim : comparison.dissenting.contains(index) ? .warning : .text,
          target: people.indices.contains(index) ? .person(people[index]) : nil)
      }, legend: report.notes, json: try JSONText.encode(comparison))
  }
}
