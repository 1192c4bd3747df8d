internal import Presentation
internal import RPM
internal import TerminalKit

/// The factor under the cursor in figures, below the list of factors.
enum FactorDetail {
  /// - Parameter columns: the answers to choose from.
  static func draw(
    of row: FactorTable.Row?, table: FactorTable, columns: [Int], in rect: Rect,
    on frame: inout Frame
  ) {
    guard rect.height > 0, let row else { return }
    let parts = detail(of: row, table: table, columns: columns)
    frame.draw(
      joined(parts, width: rect.width - 2), at: Point(rect.x + 1, rect.y), role: .quote,
      width: rect.width - 2)
    guard rect.height > 1 else { return }
    let note = note(on: row, table: table)
    let members = row.factor.members.prefix(6).map { "\($0.name) \($0.count)" }
    let more = row.factor.members.count > 6 ? " …" : ""
    let room = max(0, rect.width - 2 - (note.isEmpty ? 0 : note.count + 2))
    frame.draw(
      members.joined(separator: ", ") + more, at: Point(rect.x + 1, rect.y + 1), role: .dim,
      width: room)
    frame.draw(
      note, at: Point(rect.x + 1, rect.y + 1), role: .warning, width: rect.width - 2,
      alignment: .right)
  }

  private static func note(on row: FactorTable.Row, table: FactorTable) -> String {
    var notes: [String] = []
    if table.columns.areStances {
      // Why the counts below a bar may be fewer than n.
      let support = row.statistics.support
      let without = support - (row.cells.first?.propensity.total ?? 0)
      if without > 0 { notes.append("\(without) of \(support) on no scale") }
    }
    if row.statistics.isBeyondChance {
      notes.append("! beyond chance")
    } else if table.standsOut == false {
      notes.append("no single factor stands out beyond chance")
    }
    return notes.joined(separator: ", ")
  }

  /// As many parts as fit, the last ones left out first.
  private static func joined(_ parts: [String], width: Int) -> String {
    var text = ""
    for part in parts {
      let longer = text.isEmpty ? part : "\(text), \(part)"
      guard text.isEmpty || GraphemeWidth.width(of: longer) <= width else { break }
      text = longer
    }
    return text
  }

  /// The figures of the answer that the factor says most about, in integers; what matters most comes
  /// first.
  private static func detail(
    of row: FactorTable.Row, table: FactorTable, columns: [Int]
  ) -> [String] {
    let statistics = row.statistics
    if case .influence = table.columns {
      return [
        "\(row.factor.name): influence \(Quotation.ratio(statistics.influenceRate))",
        "coverage \(statistics.support) of \(table.interactions)", "Enter: those items",
      ]
    }
    guard
      let column = columns.max(by: {
        // Of two that differ alike, the one that is preferred.
        (abs(row.cells[$0].delta), row.cells[$0].delta)
          < (abs(row.cells[$1].delta), row.cells[$1].delta)
      })
    else { return [] }
    let cell = row.cells[column]
    var parts = [
      "\(row.factor.name), \(FactorColumns.name(of: column, in: table)): \(Quotation.ratio(cell.propensity))",
      "base \(Quotation.ratio(cell.base))",
    ]
    if let shrunk = cell.shrunk { parts.append("shrunk \(Quotation.share(shrunk))") }
    if let lift = cell.lift { parts.append("lift \(Quotation.decimal(lift, digits: 1))") }
    return parts + ["Enter: those items"]
  }
}
