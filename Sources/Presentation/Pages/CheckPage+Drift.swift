package import RPM
package import Storage
internal import TerminalKit
internal import Workbench

extension CheckPage {
  /// Early answers against late ones, factor by factor.
  package init(drift: Drift, user: String, stored: StoredModel) throws {
    let document = DriftDocument(drift, user: user, stored: stored)
    let table = document.table(all: true)
    let lines = [document.all] + document.factors
    self.init(
      summary: document.heading.dropFirst().filter { !$0.isEmpty } + [document.verdict],
      columns: table.columns,
      rows: zip(table.rows, lines).map { cells, line in
        Row(
          cells: cells,
          role: line.significant ? .strong : line.weak || line.boilerplate ? .dim : .text,
          target: line.factor.map(Target.factor))
      },
      legend: [
        "halves: how far two random halves of the answers agree, 1 the same, 0 unrelated. "
          + "~ weak: fewer than three queries. ! beyond chance."
      ], json: try JSONText.encode(document))
  }
}
