package import RPM
package import Storage
internal import TerminalKit
internal import Workbench

extension CheckPage {
  /// What a model answers to a person's past: the items that went wrong first, the surest of them
  /// on top.
  ///
  /// - Parameter total: how many items could have been asked.
  package init(
    past result: LeaveOneOut, of total: Int, user: String, stored: StoredModel
  ) throws {
    let document = LeaveOneOutDocument(
      result, user: user, model: stored.model, version: stored.version)
    let isOpen = stored.model.task.answers == .open
    let wrong = isOpen ? [] : result.failures
    let wrongIDs = Set(wrong.map(\.interaction))
    let rows = (wrong + result.items.filter { !wrongIDs.contains($0.interaction) }).map { item in
      let verdict =
        item.failure != nil ? "failed" : isOpen ? "" : item.isRight ? "right" : "wrong"
      return Row(
        cells: [
          "\(item.interaction + 1)", verdict, item.expected, item.answer ?? "-",
          item.confidence.map(Quotation.share) ?? "-",
          item.flips.total > 0 ? "\(item.flips.count)/\(item.flips.total)" : "-",
          item.faithfulness.map { "\($0.cited.count)/\($0.cited.total)" } ?? "-",
          item.failure
            ?? SurveyQuestion(query: stored.history[item.interaction].query).stem.oneLine,
        ],
        role: item.failure != nil ? .error : wrongIDs.contains(item.interaction) ? .warning : .text,
        target: .item(item.interaction))
    }
    let part: [ReportLine] =
      result.items.count < total ? ["the last \(result.items.count) of \(total)"] : []
    self.init(
      report: part + LeaveOneOutReport.totals(result, stored: stored),
      columns: [
        AlignedTable.Column(title: "item", isNumber: true), AlignedTable.Column(title: ""),
        AlignedTable.Column(title: "said", shrinks: true, limit: 24),
        AlignedTable.Column(title: "model", shrinks: true, limit: 24),
        AlignedTable.Column(title: "sure", isNumber: true),
        AlignedTable.Column(title: "flips", isNumber: true),
        AlignedTable.Column(title: "cited", isNumber: true),
        AlignedTable.Column(title: "query", shrinks: true, least: 12),
      ], rows: rows,
      legend: [
        "Each past answer is asked for as if it had not been given.",
        "flips: factors without which the answer would be another one. "
          + "cited: factors of the path that matter, of those it cites.",
      ], json: try JSONText.encode(document))
  }
}
