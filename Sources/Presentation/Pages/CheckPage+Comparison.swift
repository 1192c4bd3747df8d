internal import RPM
internal import TerminalKit
package import Workbench

extension CheckPage {
  /// Whom a person can be compared with.
  package init(candidates: [CheckRequest.Other], for name: String) {
    self.init(
      summary: [
        candidates.isEmpty
          ? "Nobody else of this task is fitted yet."
          : "Whom shall \(name) be compared with? `:compare` takes people of other tasks too."
      ], columns: [AlignedTable.Column(title: "of the same task")],
      rows: candidates.map { Row(cells: [$0.name], target: .person($0)) })
  }

  /// The factors that two people have in common.
  package init(_ document: CompareDocument) throws {
    self.init(
      summary: document.title + document.rest, columns: document.table.columns,
      rows: zip(document.table.rows, document.comparison.pairs).map { cells, pair in
        let role: Role =
          switch pair.relation {
          case .opposite: .warning
          case .shared: .text
          case .unclear: .dim
          }
        return Row(cells: cells, role: role, target: .factor(pair.first))
      },
      legend: [
        "shift: how far the factor moves the answers, in labels, or in the share of for less against. "
          + "alike: how much the two factors sound the same."
      ], json: try JSONText.encode(document))
  }
}
