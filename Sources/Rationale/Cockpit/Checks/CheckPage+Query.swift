internal import RPM
internal import TerminalKit

extension CheckPage {
  /// What stands where no query can be asked again.
  static func withoutQuery(_ key: String) -> CheckPage {
    CheckPage(summary: ["There is no answer yet whose query could be asked again: \(key) asks."])
  }

  /// One query answered by several people or methods: a row each, and what differs marked.
  ///
  /// - Parameters:
  ///   - people: whom the rows lead to; empty for methods.
  ///   - unfitted: how many more of the task have no model to ask.
  init(
    _ comparison: QueryComparison, people: [CheckRequest.Other] = [], unfitted: Int = 0
  ) throws {
    let report = QueryComparisonReport(comparison: comparison, onlyDifferences: false)
    let left = unfitted == 0 || people.isEmpty ? nil : Count.of(unfitted, "more user")
    self.init(
      summary: report.heading.filter { !$0.isEmpty }.map(\.oneLine) + report.answers
        + (left.map { ["\($0) of this task without a model: not asked"] } ?? []),
      columns: [
        AlignedTable.Column(title: ""),
        AlignedTable.Column(title: people.isEmpty ? "method" : "user", shrinks: true, limit: 32),
        AlignedTable.Column(title: "answer", shrinks: true, limit: 40),
        AlignedTable.Column(title: "sure", isNumber: true),
        AlignedTable.Column(title: people.isEmpty ? "how" : "decides", shrinks: true, least: 16),
      ],
      rows: comparison.columns.enumerated().map { index, column in
        Row(
          cells: [
            report.mark(index), column.name, column.answerText ?? (column.answer ?? "-").oneLine,
            column.confidence.map(Quotation.share) ?? "-",
            column.failure ?? (people.isEmpty ? column.detail : report.deciding(in: column)),
          ],
          role: column.failure != nil
            ? .dim : comparison.dissenting.contains(index) ? .warning : .text,
          target: people.indices.contains(index) ? .person(people[index]) : nil)
      }, legend: report.notes, json: try JSONText.encode(comparison))
  }
}
