internal import RPM
internal import TerminalKit

extension CheckPage {
  /// What stands where no query can be asked again.
  static func withoutQuery(_ key: String) -> CheckPage {
    CheckPage(summary: ["There is no answer yet whose query could be asked again: \(key) asks."])
  }

  /// One query answered by several people or methods: a row each, and what differs marked.
  ///
  /// - Parameter people: whom the rows lead to; empty for methods.
  init(_ comparison: QueryComparison, people: [CheckRequest.Other] = []) throws {
    let report = QueryComparisonReport(comparison: comparison, onlyDifferences: false)
    self.init(
      summary: report.heading.filter { !$0.isEmpty }.map(\.oneLine)
        + report.conclusion.filter { !$0.isEmpty },
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
      }, json: try JSONText.encode(comparison))
  }
}
