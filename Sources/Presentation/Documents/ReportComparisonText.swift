package import Evaluation
internal import Workbench

/// Two reports side by side, for a person.
package struct ReportComparisonText {
  private let comparison: ReportComparison
  private let file: String

  package init(comparison: ReportComparison, file: String) {
    self.comparison = comparison
    self.file = file
  }

  package var head: [String] {
    let (before, now) = (comparison.before, comparison.now)
    return [
      "",
      "against \(file): \(before.model), version \(before.program), configuration "
        + before.configurationHash
        + (before.configurationHash == now.configurationHash ? ", the same" : ""),
    ]
  }

  package var table: AlignedTable {
    AlignedTable(
      columns: [
        .init(title: "task", shrinks: true), .init(title: "method"), .init(title: "metric"),
        .init(title: "before", isNumber: true), .init(title: "now", isNumber: true),
        .init(title: "difference"),
      ],
      rows: comparison.changes.map { change in
        [
          change.task, change.method, change.metric.name, EvaluationText.number(change.before),
          EvaluationText.number(change.now), Self.difference(change),
        ]
      })
  }

  /// `+.031 (-.012 to +.070)`.
  private static func difference(_ change: ReportComparison.Change) -> String {
    let signed = EvaluationText.signed
    guard let interval = change.interval else { return signed(change.difference) }
    return "\(signed(change.difference)) (\(signed(interval.low)) to \(signed(interval.high)))"
  }

  package var notes: [String] {
    let changes = comparison.changes
    let others = changes.count { !$0.isOfTheSame }
    let without = changes.count { $0.isOfTheSame && $0.interval == nil }
    return [
      changes.isEmpty ? "  The two have no method of a task in common." : nil,
      others > 0
        ? "  \(others) of \(changes.count) were of other people or items: they are not comparable."
        : nil,
      without > 0
        ? "  \(without) of \(changes.count) have no interval: it takes several people, a score that "
          + "is a mean of items, and --per-user when the earlier report was written."
        : nil,
      comparison.unmatched.isEmpty
        ? nil : "  in one of them only: \(comparison.unmatched.joined(separator: "; "))",
    ].compactMap(\.self)
  }
}
