internal import Foundation
internal import RPM
internal import TerminalKit

/// The factor table as `show` prints it: one line a factor, one column a figure.
enum FactorLines {
  /// At most this many labels have a column; those that say most.
  private static let columnLimit = 5
  private static let nameWidth = 26

  /// The lines with their legend.
  static func of(_ table: FactorTable) -> [String] {
    if case .influence = table.columns { return influence(table) }
    return propensity(table)
  }

  private static func propensity(_ table: FactorTable) -> [String] {
    let shown = table.tellingColumns(for: nil, count: columnLimit)
    let names =
      if case .labels(let labels) = table.columns { labels } else { Stance.allCases.map(\.word) }
    // What the name, n and gain leave of a line is shared by the labels.
    let widest = table.rows.map { GraphemeWidth.width(of: name(of: $0)) }.max() ?? 0
    let room = OutputChannel.readingWidth - min(nameWidth, max(9, widest)) - 14
    let width = max(9, room / max(1, shown.count) - 2)
    let base = shown.map { table.base[$0].value.map(Quotation.share) ?? "n/a" }
    let lines = AlignedTable(
      columns: [column("factor"), number("n"), number("gain")]
        + shown.map { column(names[$0], width: width) },
      rows: [["base rate", "\(table.interactions)", ""] + base]
        + table.rows.map { row in
          [
            name(of: row), "\(row.statistics.support)",
            Quotation.decimal(row.statistics.gain, digits: 1),
          ] + shown.map { figure(row.cells[$0]) }
        }
    ).lines(width: nil)
    return lines + [
      "",
      "4/9 +22: 4 of the 9 answers with the factor, 22 points above the base rate; "
        + "gain in nats" + marks(in: table),
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

  private static func figure(_ cell: FactorTable.Cell) -> String {
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
