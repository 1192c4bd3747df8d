internal import Foundation
internal import RPM
internal import TerminalKit

/// The factor table as `show` prints it: one line a factor, one column a figure.
package enum FactorLines {
  /// At most this many labels have a column; those that say most.
  private static let columnLimit = 5
  private static let nameWidth = 26
  /// A figure such as `12/40 -30`.
  private static let figureWidth = 9

  /// The lines with their legend.
  ///
  /// - Parameter width: columns to fit into, as far as that can be.
  package static func of(_ table: FactorTable, width: Int) -> [String] {
    if case .influence = table.columns { return influence(table) }
    return propensity(table, width: width)
  }

  private static func propensity(_ table: FactorTable, width: Int) -> [String] {
    let names = table.columns.names
    // What the name, n and gain leave of a line is shared by the labels.
    let widest = table.rows.map { GraphemeWidth.width(of: name(of: $0)) }.max() ?? 0
    let room = width - min(nameWidth, max(9, widest)) - 14
    let lines =
      names.count <= columnLimit && names.count * (figureWidth + 2) <= room
      ? matrix(table, names: names, labelWidth: room / max(1, names.count) - 2)
      : telling(table, names: names, room: room)
    return lines + [
      "",
      "4/9 +22: 4 of the 9 answers with the factor, 22 points above the base rate; "
        + "gain in nats" + marks(in: table),
    ]
  }

  /// A column a label.
  private static func matrix(
    _ table: FactorTable, names: [String], labelWidth: Int
  ) -> [String] {
    let base = table.base.map { $0.value.map(Quotation.share) ?? "n/a" }
    return AlignedTable(
      columns: [column("factor"), number("n"), number("gain")]
        + names.map { column($0, width: labelWidth) },
      rows: [["base rate", "\(table.interactions)", ""] + base]
        + table.rows.map { head(of: $0) + $0.cells.map(figure) }
    ).lines(width: nil)
  }

  /// Many labels: each factor names those that it says most about.
  private static func telling(_ table: FactorTable, names: [String], room: Int) -> [String] {
    let count = max(1, min(2, room / (figureWidth + 2 + 16)))
    let labelWidth = max(8, room / count - figureWidth - 4)
    let base = names.indices.map { "\(names[$0]) \(table.base[$0].count)/\(table.base[$0].total)" }
    let lines = AlignedTable(
      columns: [column("factor"), number("n"), number("gain")]
        + (0..<count).flatMap { index in
          [column(index == 0 ? "says most about" : "", width: labelWidth), column("")]
        },
      rows: table.rows.map { row in
        head(of: row)
          + table.tellingColumns(for: row, count: count, byWeight: true).flatMap { label in
            [names[label], figure(row.cells[label])]
          }
      }
    ).lines(width: nil)
    return ["base rates  \(base.joined(separator: ", "))", ""] + lines
  }

  private static func head(of row: FactorTable.Row) -> [String] {
    [
      name(of: row), "\(row.statistics.support)",
      Quotation.decimal(row.statistics.gain, digits: 1),
    ]
  }

  private static func influence(_ table: FactorTable) -> [String] {
    let lines = AlignedTable(
      columns: [column("factor"), number("coverage"), number("influence"), number("rate")]
        + ["+", "0", "-"].map(number),
      rows: table.rows.map { row in
        let polarity = row.statistics.polarity
        let judged = [polarity.positive, polarity.neutral, polarity.negative]
        return [
          name(of: row), "\(row.statistics.support)", "\(row.statistics.influence)",
          row.statistics.influenceRate.value.map(Quotation.share) ?? "n/a",
        ] + judged.map { row.statistics.influence == 0 ? "n/a" : "\($0)" }
      }
    ).lines(width: nil)
    return lines + [
      "",
      "coverage: queries with the factor; influence: features that influenced the answer, "
        + "for (+), neither (0) or against (-) it" + marks(in: table),
    ]
  }

  private static func name(of row: FactorTable.Row) -> String {
    row.factor.name + (row.statistics.isBeyondChance ? " !" : row.statistics.isWeak ? " ~" : "")
  }

  private static func marks(in table: FactorTable) -> String {
    (table.rows.contains { $0.statistics.isBeyondChance } ? "; ! beyond chance" : "")
      + (table.rows.contains { $0.statistics.isWeak } ? "; ~ fewer than 3 queries" : "")
  }

  /// `4/9 +22`: counts, and points above the base rate.
  package static func figure(_ cell: FactorTable.Cell) -> String {
    let points = Int((cell.delta * 100).rounded())
    let sign = points < 0 ? "" : "+"
    return "\(cell.propensity.count)/\(cell.propensity.total) \(sign)\(points)"
  }

  private static func column(_ title: String, width: Int = nameWidth) -> AlignedTable.Column {
    AlignedTable.Column(title: title, limit: width)
  }

  private static func number(_ title: String) -> AlignedTable.Column {
    AlignedTable.Column(title: title, isNumber: true)
  }
}
