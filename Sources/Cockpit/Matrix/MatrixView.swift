internal import Actions
internal import Foundation
internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

/// The sheet of all factors by all labels, with the cell under the cursor in words below it.
enum MatrixView {
  /// The difference that fills one side of a bar.
  private static let fullBar = 0.5

  /// Rows of factors in a panel.
  static func rows(in rect: Rect, hasBorders: Bool) -> Int {
    let inside = hasBorders ? rect.interior : rect
    return max(1, inside.height - 2 - footRows(of: inside))
  }

  private static func footRows(of inside: Rect) -> Int {
    inside.height >= 12 ? 2 : inside.height >= 5 ? 1 : 0
  }

  static func draw(
    _ matrix: MatrixState, name: String, hasBorders: Bool, focused: Bool, in rect: Rect,
    on frame: inout Frame
  ) {
    let inside = hasBorders ? rect.interior : rect
    let height = rows(in: rect, hasBorders: hasBorders)
    let (nameWidth, columns) = matrix.visible(width: inside.width)
    if hasBorders {
      let title = "Factors by \(kind(of: matrix.table)) of \(name)"
      let hidden = matrix.hidden.isEmpty ? "" : ", \(matrix.hidden.count) hidden"
      let count = matrix.shown.count
      let minor = matrix.table.rows.count - matrix.order.count
      let left = minor > 0 ? " and \(minor) weak or stock" : ""
      frame.box(
        rect, title: title,
        trailing: matrix.table.base.isEmpty ? "" : "P - base in points, full bar 50",
        bottom: "\(Count.of(matrix.order.count, "factor"))\(left), \(columns.count + 1) of "
          + "\(count) columns\(hidden)",
        focused: focused, thumb: matrix.list.thumb(in: matrix.order, height: height))
    }
    drawHead(matrix, nameWidth: nameWidth, columns: columns, in: inside, on: &frame)
    let body = inside.split(top: 2).1
    for (line, index) in matrix.list.visible(in: matrix.order, height: height).enumerated() {
      guard let row = matrix.row(matrix.order[index]) else { continue }
      let isSelected = row.id == matrix.list.selection
      draw(
        row, of: matrix, isSelected: isSelected, nameWidth: nameWidth, columns: columns,
        in: body.row(line), on: &frame)
    }
    let foot = inside.split(bottom: footRows(of: inside)).1
    drawFoot(matrix, in: foot, on: &frame)
  }

  private static func kind(of table: FactorTable) -> String {
    switch table.columns {
    case .labels: "label"
    case .stances: "stance"
    case .influence: "influence"
    }
  }

  private typealias Placed = (column: MatrixColumn, x: Int, width: Int)

  private static func drawHead(
    _ matrix: MatrixState, nameWidth: Int, columns: [Placed], in rect: Rect,
    on frame: inout Frame
  ) {
    let head = rect.row(0)
    let base = rect.row(1)
    // The column of the order has an arrow, the one of the cursor a background.
    func mark(_ column: MatrixColumn) -> String {
      guard column == matrix.sortColumn else { return "" }
      return matrix.isDescending ? "▼" : "▲"
    }
    if matrix.column == .name {
      frame.highlight(
        Rect(x: head.x, y: head.y, width: nameWidth + 1, height: 1), role: .selection)
    }
    frame.draw(
      "factor\(mark(.name))", at: Point(head.x + 1, head.y), role: .header, width: nameWidth)
    frame.draw(
      matrix.table.base.isEmpty ? "in all" : "base rate", at: Point(base.x + 1, base.y),
      role: .dim, width: nameWidth)
    for (column, x, width) in columns {
      if column == matrix.column {
        frame.highlight(
          Rect(x: head.x + x, y: head.y, width: width, height: 1), role: .selection)
      }
      frame.draw(
        column.title(in: matrix.table) + mark(column), at: Point(head.x + x, head.y),
        role: .header, width: max(0, width - 1), alignment: .right)
      frame.draw(
        baseText(of: column, in: matrix.table), at: Point(base.x + x, base.y), role: .number,
        width: max(0, width - 1), alignment: .right)
    }
  }

  private static func baseText(of column: MatrixColumn, in table: FactorTable) -> String {
    switch column {
    case .support: "\(table.interactions)"
    case .value(let index): table.base[index].value.map(Quotation.share) ?? "n/a"
    case .name, .gain, .trust, .influence, .rate, .positive, .neutral, .negative: ""
    }
  }

  private static func draw(
    _ row: FactorTable.Row, of matrix: MatrixState, isSelected: Bool, nameWidth: Int,
    columns: [Placed], in line: Rect, on frame: inout Frame
  ) {
    let own = row.statistics
    if isSelected {
      frame.highlight(line, role: .selectionUnfocused)
      frame.draw(String(frame.glyphs.pointer), at: line.origin, role: .accent)
    }
    let cursor =
      matrix.column == .name
      ? Rect(x: line.x, y: line.y, width: nameWidth + 1, height: 1)
      : columns.first { $0.column == matrix.column }
        .map { Rect(x: line.x + $0.x, y: line.y, width: $0.width, height: 1) }
    if isSelected, let cursor { frame.highlight(cursor, role: .selection) }
    frame.draw(
      row.factor.name, at: Point(line.x + 1, line.y),
      role: own.isWeak || own.isBoilerplate ? .dim : own.isBeyondChance ? .strong : .text,
      width: nameWidth)
    for (column, x, width) in columns {
      let cell = Rect(x: line.x + x, y: line.y, width: width, height: 1)
      if case .value(let index) = column {
        draw(row.cells[index], isWeak: own.isWeak, in: cell, on: &frame)
        continue
      }
      let (text, role) = figure(of: row, column)
      frame.draw(
        text, at: cell.origin, role: role, width: max(0, width - 1), alignment: .right)
    }
  }

  /// Points against the base rate: a bar as far as there is room, and the number with its sign.
  private static func draw(
    _ cell: FactorTable.Cell, isWeak: Bool, in rect: Rect, on frame: inout Frame
  ) {
    guard cell.propensity.total > 0 else {
      frame.draw(
        "n/a", at: rect.origin, role: .dim, width: max(0, rect.width - 1), alignment: .right)
      return
    }
    let points = Int((cell.delta * 100).rounded())
    let text = points > 0 ? "+\(points)" : "\(points)"
    let barWidth = rect.width - 5
    if barWidth >= 3 {
      frame.divergingBar(
        cell.delta, scale: fullBar, in: Rect(x: rect.x, y: rect.y, width: barWidth, height: 1),
        isHollow: isWeak)
    }
    frame.draw(
      text, at: rect.origin,
      role: isWeak || points == 0 ? .dim : points > 0 ? .positive : .negative,
      width: max(0, rect.width - 1), alignment: .right)
  }

  private static func figure(of row: FactorTable.Row, _ column: MatrixColumn) -> (String, Role) {
    let own = row.statistics
    switch column {
    case .support: return ("\(own.support)", .number)
    case .gain:
      return (Quotation.decimal(own.gain, digits: 1), own.gain > 0 ? .number : .dim)
    case .trust:
      if own.isBeyondChance { return ("!", .accent) }
      if own.isWeak { return ("weak", .dim) }
      return own.isBoilerplate ? ("stock", .dim) : ("", .text)
    case .influence: return ("\(own.influence)", .number)
    case .rate: return (own.influenceRate.value.map(Quotation.share) ?? "n/a", .number)
    case .positive: return polarity(own.polarity.positive, of: own, .positive)
    case .neutral: return polarity(own.polarity.neutral, of: own, .neutral)
    case .negative: return polarity(own.polarity.negative, of: own, .negative)
    case .name, .value: return ("", .text)
    }
  }

  /// Without an influential feature there is no polarity, which is not nought.
  private static func polarity(
    _ count: Int, of own: FactorStatistics, _ role: Role
  ) -> (String, Role) {
    own.influence == 0 ? ("n/a", .dim) : ("\(count)", count == 0 ? .dim : role)
  }

  // MARK: The cell in words

  /// What the cell under the cursor says, in a sentence.
  static func words(on matrix: MatrixState) -> String {
    guard let cell = matrix.cell, let row = matrix.row(cell.factor) else { return "" }
    let own = row.statistics
    let name = row.factor.name
    switch cell.column {
    case .name:
      let members = row.factor.members.prefix(8).map { "\($0.name) \($0.count)" }
      let more = row.factor.members.count > 8 ? ", …" : ""
      return "\(name): \(members.joined(separator: ", "))\(more)"
    case .support:
      return
        "\(name): in \(own.support) of \(matrix.table.interactions) queries, "
        + Count.of(own.occurrences, "feature")
    case .gain:
      return
        "\(name): knowing it foretells answers by \(Quotation.decimal(own.gain, digits: 1)) nats "
        + (own.isBeyondChance ? "better, beyond chance" : "better, within chance")
    case .trust: return "\(name): \(trust(of: own))"
    case .value(let index):
      let value = row.cells[index]
      var parts = [
        "\(name), \(FactorColumns.name(of: index, in: matrix.table)): "
          + Quotation.ratio(value.propensity), "base \(Quotation.ratio(value.base))",
      ]
      if let shrunk = value.shrunk { parts.append("shrunk \(Quotation.share(shrunk))") }
      if let lift = value.lift { parts.append("lift \(Quotation.decimal(lift, digits: 1))") }
      return parts.joined(separator: ", ")
    case .influence, .rate:
      return "\(name): influence \(Quotation.ratio(own.influenceRate)), coverage \(own.support)"
    case .positive: return judged(own.polarity.positive, "positive", of: row)
    case .neutral: return judged(own.polarity.neutral, "neutral", of: row)
    case .negative: return judged(own.polarity.negative, "negative", of: row)
    }
  }

  private static func judged(_ count: Int, _ word: String, of row: FactorTable.Row) -> String {
    let own = row.statistics
    guard own.influence > 0 else { return "\(row.factor.name): no influential feature" }
    return "\(row.factor.name): \(word) \(Quotation.ratio(Ratio(count, of: own.influence)))"
  }

  private static func trust(of own: FactorStatistics) -> String {
    if own.isBeyondChance {
      return "beyond chance: above 95 % of the best gains of shuffled answers"
    }
    if own.isWeak { return "weak: fewer than \(FactorStatistics.weakSupport) queries have it" }
    if own.isBoilerplate { return "stock: nearly every query has it, or only stock words" }
    return "within chance"
  }

  private static func drawFoot(
    _ matrix: MatrixState, in rect: Rect, on frame: inout Frame
  ) {
    guard rect.height > 0 else { return }
    let lines = TextLayout.wrap(
      words(on: matrix), width: max(1, rect.width - 2), glyphs: frame.glyphs)
    for (index, line) in lines.prefix(rect.height).enumerated() {
      frame.draw(
        line, at: Point(rect.x + 1, rect.y + index), role: .quote, width: max(0, rect.width - 2))
    }
  }

  // MARK: Hints

  /// The keys that work on the sheet, the most useful first.
  static let hints: [(Action, String?)] = [
    (.open, "those items"), (.sortColumn, nil), (.nextColumn, nil), (.allFactors, "weak"),
    (.hideColumn, nil), (.showColumns, nil), (.escape, nil), (.lastColumn, nil), (.help, nil),
    (.quit, nil),
  ]
}
