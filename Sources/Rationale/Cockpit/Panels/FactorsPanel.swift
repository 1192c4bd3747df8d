internal import Foundation
internal import RPM
internal import TerminalKit

/// The factors of a person: bars that diverge from the person's own base rate, because raw
/// Propensity sums to one and would show what is common rather than what is preferred.
enum FactorsPanel {
  /// The difference that fills one side of a bar.
  private static let fullBar = 0.5

  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    guard let table = state.factorTable else {
      drawUnfitted(state, in: rect, on: &frame)
      return
    }
    let columns = Columns(table: table, width: rect.width, offset: state.labelOffset)
    drawHeader(table, columns: columns, in: rect, on: &frame)
    let detailRows = state.layout.detailRows
    let (upper, detail) = rect.split(top: 2).1.split(bottom: detailRows)
    let ids = table.rows.map(\.id)
    if ids.isEmpty {
      frame.draw(
        "No factor is in three or more queries. m shows the minor ones.", at: upper.origin,
        role: .dim, width: upper.width)
    }
    for (line, index) in state.factorList.visible(in: ids, height: upper.height).enumerated() {
      let row = table.rows[index]
      let isSelected = row.id == state.factorList.selection
      if isSelected {
        frame.highlight(
          upper.row(line), role: state.focus == .person ? .selection : .selectionUnfocused)
      }
      draw(
        row, table: table, columns: columns, isSelected: isSelected, in: upper.row(line), on: &frame
      )
    }
    drawDetail(state, table: table, columns: columns, in: detail, on: &frame)
  }

  private static func drawUnfitted(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    guard let person = state.person else { return }
    if let run = state.run, run.isActive, run.user == person.id, run.kind == .fit {
      var line = 0
      for entry in run.strip.entries {
        let (text, role): (String, Role) =
          switch entry.progress {
          case .waiting: ("\(entry.stage.verb)", .dim)
          case .running(let done, let total): ("\(entry.stage.verb)  \(done) of \(total)", .accent)
          case .done(_, let outcome): ("\(entry.stage.verb)  \(outcome)", .ok)
          case .stopped: ("\(entry.stage.verb)  stopped", .warning)
          }
        frame.draw(text, at: Point(rect.x + 1, rect.y + line), role: role, width: rect.width - 2)
        if case .running(let done, let total) = entry.progress, total > 1 {
          frame.bar(
            Double(done) / Double(total),
            in: Rect(
              x: rect.x + 28, y: rect.y + line, width: max(0, min(30, rect.width - 30)), height: 1),
            role: .accent, track: true)
        }
        line += 1
      }
      return
    }
    let count = person.user.history.count
    let lines = [
      "\(person.user.name) is not fitted yet.",
      count == 0
        ? "There is no history to fit: i imports more."
        : "f fits the built-in model on \(count) interactions, without a network.",
    ]
    frame.draw(lines: lines, in: rect, role: .dim)
  }

  // MARK: Columns

  /// Which columns fit, and where.
  private struct Columns {
    var nameWidth: Int
    /// Positions in the table's base, in order.
    var shown: [Int]
    /// Columns of the screen for each.
    var width: Int
    /// Where the first begins, from the left edge of the panel.
    var start: Int
    var hasGain: Bool

    init(table: FactorTable, width total: Int, offset: Int) {
      nameWidth = min(24, max(12, total / 4))
      hasGain = total >= 56
      start = 1 + nameWidth + 5 + (hasGain ? 6 : 0) + 1
      let room = max(0, total - start)
      let count = table.base.count
      let fitting = max(1, min(count, room / 12))
      if fitting >= count {
        shown = Array(table.base.indices)
      } else {
        let telling = table.tellingColumns(for: nil, count: count, byWeight: true)
        shown = (0..<fitting).map { telling[($0 + offset) % count] }.sorted()
      }
      width = shown.isEmpty ? 0 : min(24, room / shown.count)
    }

    func rect(_ position: Int, in row: Rect) -> Rect {
      Rect(x: row.x + start + position * width, y: row.y, width: width, height: 1)
    }
  }

  private static func drawHeader(
    _ table: FactorTable, columns: Columns, in rect: Rect, on frame: inout Frame
  ) {
    let head = rect.row(0)
    let base = rect.row(1)
    frame.draw("factor", at: Point(head.x + 1, head.y), role: .header)
    if case .influence = table.columns {
      frame.draw("\(table.interactions) answers", at: Point(base.x + 1, base.y), role: .dim)
      for (title, x, width) in influenceColumns(columns, width: rect.width) {
        frame.draw(
          title, at: Point(rect.x + x, head.y), role: .header, width: width, alignment: .right)
      }
      return
    }
    frame.draw("base rate", at: Point(base.x + 1, base.y), role: .dim)
    let supportX = rect.x + 1 + columns.nameWidth
    frame.draw("n", at: Point(supportX, head.y), role: .header, width: 4, alignment: .right)
    frame.draw(
      "\(table.interactions)", at: Point(supportX, base.y), role: .number, width: 4,
      alignment: .right)
    if columns.hasGain {
      frame.draw(
        "gain", at: Point(supportX + 5, head.y), role: .header, width: 5, alignment: .right)
    }
    for (position, column) in columns.shown.enumerated() {
      let cell = columns.rect(position, in: head)
      let bar = barRect(in: cell)
      frame.draw(
        name(of: column, in: table), at: Point(cell.x, head.y), role: .label,
        width: max(1, cell.width - 1), alignment: .center)
      let share = table.base[column].value.map(Quotation.share) ?? "n/a"
      frame.draw(
        share, at: Point(bar.x, base.y), role: .number, width: bar.width, alignment: .center)
    }
  }

  static func name(of column: Int, in table: FactorTable) -> String {
    if case .labels(let labels) = table.columns { return labels[column] }
    return Stance.allCases[column].word
  }

  private static func barRect(in cell: Rect) -> Rect {
    // Four columns for the number and one for the gap, where there is room for both.
    Rect(x: cell.x, y: cell.y, width: max(3, cell.width - 5), height: 1)
  }

  // MARK: Rows

  private static func draw(
    _ row: FactorTable.Row, table: FactorTable, columns: Columns, isSelected: Bool, in line: Rect,
    on frame: inout Frame
  ) {
    if isSelected { frame.draw(String(frame.glyphs.pointer), at: line.origin, role: .accent) }
    let statistics = row.statistics
    let role: Role = statistics.isWeak ? .dim : statistics.isBeyondChance ? .strong : .text
    // What lies beyond chance carries a mark, so that it shows without colour.
    let mark = statistics.isBeyondChance ? "!" : " "
    frame.draw(
      row.factor.name, at: Point(line.x + 1, line.y), role: role, width: columns.nameWidth - 1)
    frame.draw(mark, at: Point(line.x + columns.nameWidth, line.y), role: .accent)
    if case .influence = table.columns {
      drawInfluence(row, columns: columns, in: line, on: &frame)
      return
    }
    let supportX = line.x + 1 + columns.nameWidth
    frame.draw(
      "\(statistics.support)", at: Point(supportX, line.y), role: .number, width: 4,
      alignment: .right)
    if columns.hasGain {
      frame.draw(
        statistics.isWeak ? "weak" : Quotation.decimal(statistics.gain, digits: 1),
        at: Point(supportX + 5, line.y), role: .dim, width: 5, alignment: .right)
    }
    for (position, column) in columns.shown.enumerated() {
      let cell = columns.rect(position, in: line)
      let value = row.cells[column]
      guard value.propensity.total > 0 else {
        frame.draw("n/a", at: cell.origin, role: .dim, width: cell.width, alignment: .center)
        continue
      }
      let bar = barRect(in: cell)
      frame.divergingBar(value.delta, scale: fullBar, in: bar, isHollow: statistics.isWeak)
      let points = Int((value.delta * 100).rounded())
      frame.draw(
        points > 0 ? "+\(points)" : "\(points)", at: Point(bar.maxX, line.y),
        role: points == 0 ? .dim : .number, width: 4, alignment: .right)
    }
  }

  /// Title, first column and width of each figure of an open task.
  private static func influenceColumns(
    _ columns: Columns, width: Int
  ) -> [(String, Int, Int)] {
    let start = 1 + columns.nameWidth
    var all = [("cov", start, 5), ("inf", start + 5, 5), ("rate", start + 10, 6)]
    if width >= start + 40 { all.append(("+ / 0 / -", start + width - start - 14, 13)) }
    return all
  }

  private static func drawInfluence(
    _ row: FactorTable.Row, columns: Columns, in line: Rect, on frame: inout Frame
  ) {
    let statistics = row.statistics
    let rate = statistics.influenceRate.value
    let figures = [
      "\(statistics.support)", "\(statistics.influence)",
      rate.map { Quotation.share($0) } ?? "n/a",
      statistics.influence == 0
        ? "n/a"
        : "\(statistics.polarity.positive) / \(statistics.polarity.neutral) / \(statistics.polarity.negative)",
    ]
    let placed = influenceColumns(columns, width: line.width)
    for (figure, (_, x, width)) in zip(figures, placed) {
      frame.draw(
        figure, at: Point(line.x + x, line.y), role: .number, width: width, alignment: .right)
    }
    let barX = line.x + 1 + columns.nameWidth + 18
    let barEnd = placed.count == 4 ? line.x + placed[3].1 - 2 : line.maxX - 1
    frame.bar(
      rate ?? 0, in: Rect(x: barX, y: line.y, width: max(0, barEnd - barX), height: 1),
      isHollow: statistics.isWeak, track: true)
  }

  // MARK: Detail

  private static func drawDetail(
    _ state: CockpitState, table: FactorTable, columns: Columns, in rect: Rect,
    on frame: inout Frame
  ) {
    guard rect.height > 0, let id = state.factorList.selection,
      let row = table.rows.first(where: { $0.id == id })
    else { return }
    frame.draw(
      detail(of: row, table: table, columns: columns.shown), at: Point(rect.x + 1, rect.y),
      role: .quote, width: rect.width - 2)
    guard rect.height > 1 else { return }
    let note =
      table.standsOut == false
      ? "no single factor stands out beyond chance"
      : row.statistics.isBeyondChance ? "! beyond chance" : ""
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

  /// The figures behind the bar that differs most, in integers.
  private static func detail(
    of row: FactorTable.Row, table: FactorTable, columns: [Int]
  ) -> String {
    let statistics = row.statistics
    if case .influence = table.columns {
      return "\(row.factor.name): influence \(Quotation.ratio(statistics.influenceRate)), "
        + "coverage \(statistics.support) of \(table.interactions).  Enter: those items"
    }
    guard
      let column = columns.max(by: {
        // Of two that differ alike, the one that is preferred.
        (abs(row.cells[$0].delta), row.cells[$0].delta)
          < (abs(row.cells[$1].delta), row.cells[$1].delta)
      })
    else { return "" }
    let cell = row.cells[column]
    var text = "\(row.factor.name), \(name(of: column, in: table)): "
    text += "\(Quotation.ratio(cell.propensity)), base \(Quotation.ratio(cell.base))"
    if let shrunk = cell.shrunk { text += ", shrunk \(Quotation.share(shrunk))" }
    if let lift = cell.lift { text += ", lift \(Quotation.decimal(lift, digits: 1))" }
    return text + ".  Enter: those items"
  }
}
