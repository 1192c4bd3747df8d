internal import RPM
package import Storage
internal import TerminalKit
internal import Workbench

extension CheckPage {
  /// The versions of a model, the newest first.
  package init(versions: [ModelVersion], journal: [JournalEntry], inUse: Int) throws {
    let lines = VersionLog.lines(versions: versions, journal: journal, inUse: inUse)
    let table = VersionLog.table(lines)
    self.init(
      summary: ["\(Count.of(lines.count, "version")), \(inUse) in use"], columns: table.columns,
      rows: zip(table.rows, lines).map { cells, line in
        Row(
          cells: cells, role: line.inUse ? .strong : line.leadsToUse ? .text : .dim,
          target: line.inUse ? nil : .version(line.version))
      },
      legend: ["Enter shows what is different between a version and the one in use."],
      json: try JSONText.encode(lines))
  }
}
