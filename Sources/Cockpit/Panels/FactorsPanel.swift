internal import Foundation
internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

/// The factors of a person: bars that diverge from the person's own base rate, because raw
/// Propensity sums to one and would show what is common rather than what is preferred.
enum FactorsPanel {
  /// The difference that fills one side of a bar.
  private static let fullBar = 0.5

  /// - Parameters:
  ///   - findingRows: the rows above the list for what moves the person, in words.
  ///   - detailRows: the rows below the list for the factor under the cursor.
  ///   - more: the key that lists the minor factors too.
  static func draw(
    _ view: PersonState, table: FactorTable, focused: Bool, findingRows: Int, detailRows: Int,
    more: String, in whole: Rect, on frame: inout Frame
  ) {
    let (top, rect) = whole.split(top: findingRows)
    if findingRows > 0, let finding = view.finding {
      frame.draw(
        Self.fitting(finding, width: top.width - 2), at: Point(top.x + 1, top.y), role: .text,
        width: top.width - 2)
    }
    let columns = FactorColumns(table: table, width: rect.width, offset: view.labelOffset)
    drawHeader(table, columns: columns, in: rect, on: &frame)
    let (upper, detail) = rect.split(top: 2).1.split(bottom: detailRows)
    let ids = view.factorIDs
    if ids.isEmpty {
      frame.draw(
        "No factor is in three or more queries. \(more) shows the minor ones.", at: upper.origin,
        role: .dim, width: upper.width)
    }
    for (line, index) in view.factorList.visible(in: ids, height: upper.height).enumerated() {
      let row = table.rows[index]
      let isSelected = row.id == view.factorList.selection
      if isSelected {
        frame.highlight(upper.row(line), role: focused ? .selection : .selectionUnfocused)
      }
      draw(
        row, table: table, columns: columns, isSelected: isSelected, in: upper.row(line), on: &frame
      )
    }
    FactorDetail.draw(
      of: view.selectedFactor, table: table,
      // Who turns to certain answers asks for these; otherwise the strongest is told, seen or not.
      columns: view.labelOffset == 0 ? Array(table.base.indices) : columns.shown, in: detail,
      on: &frame)
  }

  /// As many whole sentences as fit; the first is cut rather than left out.
  private static func fitting(_ finding: Finding, width: Int) -> String {
    finding.sentences.dropFirst().reduce(finding.sentences.first ?? "") { text, sentence in
      let longer = "\(text) \(sentence)"
      return GraphemeWidth.width(of: longer) <= width ? longer : text
    }
  }

  // MARK: The head

  private static func drawHeader(
    _ table: FactorTable, columns: FactorColumns, in rect: Rect, on frame: inout Frame
  ) {
    let head = rect.row(0)
    let base = rect.row(1)
    frame.draw("factor", at: Point(head.x + 1, head.y), role: .header)
    if case .influence = table.columns {
      drawInfluenceBase(table, in: base, on: &frame)
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
    if columns.hasGain || columns.hasShare {
      frame.draw(
        columns.hasGain ? "gain" : "P", at: Point(supportX + 5, head.y), role: .header, width: 5,
        alignment: .right)
    }
    for (position, column) in columns.shown.enumerated() {
      let cell = columns.rect(position, in: head)
      let bar = barRect(in: cell)
      let heading = heading(of: column, in: table, width: cell.width - 1)
      // Above the axis where it fits there, else above bar and number.
      let isShort = GraphemeWidth.width(of: heading) <= bar.width
      frame.draw(
        heading, at: Point(cell.x, head.y), role: .label,
        width: isShort ? bar.width : max(1, cell.width - 1), alignment: .center)
      let share = table.base[column].value.map(Quotation.share) ?? "n/a"
      if columns.hasShare {
        frame.draw(
          share, at: Point(supportX + 5, base.y), role: .number, width: 5, alignment: .right)
        continue
      }
      frame.draw(
        share, at: Point(bar.x, base.y), role: .number, width: bar.width, alignment: .center)
    }
  }

  /// The name above a column; a stance says what it is where there is room.
  private static func heading(of column: Int, in table: FactorTable, width: Int) -> String {
    let name = FactorColumns.name(of: column, in: table)
    guard case .stances(let stances) = table.columns else { return name }
    let meaning =
      switch stances[column] {
      case .against: " (no)"
      case .middle, .unanswered: ""
      case .favour: " (yes)"
      }
    return width >= 12 ? name + meaning : name
  }

  private static func barRect(in cell: Rect) -> Rect {
    // Four columns for the number and one for the gap, where there is room for both.
    Rect(x: cell.x, y: cell.y, width: max(3, cell.width - 5), height: 1)
  }

  /// How many answers there are, and why no title speaks against a factor.
  private static func drawInfluenceBase(
    _ table: FactorTable, in row: Rect, on frame: inout Frame
  ) {
    let count = Count.of(table.interactions, "answer")
    frame.draw(count, at: Point(row.x + 1, row.y), role: .dim)
    let isOneSided = table.rows.allSatisfy {
      $0.statistics.polarity.neutral + $0.statistics.polarity.negative == 0
    }
    guard isOneSided, !table.rows.isEmpty else { return }
    let room = row.width - count.count - 4
    let texts = [
      "Neg is undefined for titles: a word is taken up (+) or not",
      "a title takes a word up (+) or not", "+ taken up",
    ]
    guard let text = texts.first(where: { $0.count <= room }) else { return }
    frame.draw(
      text, at: row.origin, role: .dim, width: row.width - 1, alignment: .right)
  }

  // MARK: Rows

  private static func draw(
    _ row: FactorTable.Row, table: FactorTable, columns: FactorColumns, isSelected: Bool,
    in line: Rect,
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
    } else if columns.hasShare, let column = columns.shown.first {
      frame.draw(
        row.cells[column].propensity.value.map(Quotation.share) ?? "n/a",
        at: Point(supportX + 5, line.y), role: statistics.isWeak ? .dim : .number, width: 5,
        alignment: .right)
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
    _ columns: FactorColumns, width: Int
  ) -> [(String, Int, Int)] {
    let start = 1 + columns.nameWidth
    var all = [("cov", start, 5), ("inf", start + 5, 5), ("rate", start + 10, 6)]
    if width >= start + 40 { all.append(("+ / 0 / -", start + width - start - 14, 13)) }
    return all
  }

  private static func drawInfluence(
    _ row: FactorTable.Row, columns: FactorColumns, in line: Rect, on frame: inout Frame
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
}
