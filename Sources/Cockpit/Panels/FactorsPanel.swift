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

  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    guard let table = state.personView.factorTable else {
      drawUnfitted(state, in: rect, on: &frame)
      return
    }
    let columns = Columns(table: table, width: rect.width, offset: state.personView.labelOffset)
    drawHeader(table, columns: columns, in: rect, on: &frame)
    let detailRows = state.layout.detailRows
    let (upper, detail) = rect.split(top: 2).1.split(bottom: detailRows)
    let ids = table.rows.map(\.id)
    if ids.isEmpty {
      frame.draw(
        "No factor is in three or more queries. \(state.key(.allFactors)) shows the minor ones.",
        at: upper.origin,
        role: .dim, width: upper.width)
    }
    for (line, index) in state.personView.factorList.visible(in: ids, height: upper.height)
      .enumerated()
    {
      let row = table.rows[index]
      let isSelected = row.id == state.personView.factorList.selection
      if isSelected {
        frame.highlight(
          upper.row(line), role: state.focus == .person ? .selection : .selectionUnfocused)
      }
      draw(
        row, table: table, columns: columns, isSelected: isSelected, in: upper.row(line), on: &frame
      )
    }
    drawDetail(
      of: state.personView.selectedFactor, table: table, columns: columns, in: detail, on: &frame)
  }

  private static func drawUnfitted(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    guard let person = state.person else { return }
    if state.isFitting, let run = state.run {
      FitProgressView.draw(run, in: rect, on: &frame)
      return
    }
    var lines: [Span] = []
    func add(_ text: String, _ role: Role) {
      lines += TextLayout.wrap(text, width: rect.width, glyphs: frame.glyphs).map {
        Span($0, role)
      }
    }
    let hasEnded = addEnding(of: state, glyphs: frame.glyphs, add)
    if !hasEnded { add("\(state.personName) is not fitted yet.", .dim) }
    let count = Count.of(person.user.history.count, "interaction")
    if person.user.history.isEmpty {
      add("There is no history to learn from: \(state.key(.import)) imports past answers.", .dim)
    } else if state.models.choice == .builtIn {
      add("\(state.key(.fit)) fits the built-in model on \(count), without a network.", .dim)
    } else {
      let known = state.models.estimation(of: person.id, with: state.models.choice)
      let estimate = known.map { ": \($0.text)" } ?? ""
      add("\(state.key(.fit)) fits \(count) with \(state.models.choice.title)\(estimate)", .text)
      add(
        "\(state.key(.fit)) asks before anything is paid for; \(state.key(.models)) chooses another model.",
        .dim)
    }
    for (index, line) in lines.prefix(rect.height).enumerated() {
      frame.draw([line], at: Point(rect.x, rect.y + index), width: rect.width)
    }
  }

  /// How the last fit of this person ended, where it brought no model, and what is kept of it.
  private static func addEnding(
    of state: CockpitState, glyphs: Glyphs, _ add: (String, Role) -> Void
  ) -> Bool {
    guard let run = state.shownRun, run.kind == .fit else { return false }
    switch run.phase {
    case .failed(let reason): add("\(glyphs.cross) \(reason)", .error)
    case .cancelled: add("The fit was cancelled.", .warning)
    default: return false
    }
    if let kept = state.keptText(of: run) { add(kept, .accent) }
    return true
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
    /// Whether the share itself stands beside its bar: where one label has the room alone.
    var hasShare: Bool

    init(table: FactorTable, width total: Int, offset: Int) {
      let count = table.base.count
      let wide = min(30, max(12, total / 4))
      let narrow = min(30, max(12, total / 5))
      func fitting(_ name: Int, gain: Bool, least: Int) -> Int {
        max(1, min(count, (total - Self.start(name, further: gain ? 1 : 0)) / least))
      }
      // Names and the gain give way where that makes room for the last labels, and where the
      // labels are short their bars, too.
      var forms = [(wide, true, 12), (narrow, true, 12), (wide, false, 12), (narrow, false, 12)]
      if (0..<count).allSatisfy({ GraphemeWidth.width(of: name(of: $0, in: table)) < 9 }) {
        forms.append((narrow, false, 10))
      }
      let form = forms.first {
        ($0.1 ? total >= 56 : true) && fitting($0.0, gain: $0.1, least: $0.2) >= count
      }
      nameWidth = form?.0 ?? wide
      hasGain = form?.1 ?? (total >= 56)
      var most =
        form == nil ? fitting(nameWidth, gain: hasGain, least: total < 56 ? 10 : 12) : count
      // One long bar with its share says more than two stubs.
      if total >= 56, most < min(3, count) { most = 1 }
      hasShare = most == 1 && count > 1 && total >= 50
      if hasShare { hasGain = false }
      start = Self.start(nameWidth, further: hasGain || hasShare ? 1 : 0)
      if most >= count {
        shown = Array(table.base.indices)
      } else {
        let telling = table.tellingColumns(for: nil, count: count, byWeight: true)
        // One by one the labels come in their own order, from the most telling on.
        shown =
          most == 1
          ? [(telling[0] + offset) % count]
          : (0..<most).map { telling[($0 + offset) % count] }.sorted()
      }
      let room = max(0, total - start)
      width = shown.isEmpty ? 0 : min(hasShare ? 60 : 36, room / shown.count)
    }

    /// Where the bars begin: behind the name, n, and at most one further figure.
    private static func start(_ name: Int, further: Int) -> Int { 1 + name + 5 + 6 * further + 1 }

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

  static func name(of column: Int, in table: FactorTable) -> String {
    if case .labels(let labels) = table.columns { return labels[column] }
    return Stance.allCases[column].word
  }

  /// The name above a column; a stance says what it is where there is room.
  private static func heading(of column: Int, in table: FactorTable, width: Int) -> String {
    let name = name(of: column, in: table)
    guard case .stances = table.columns else { return name }
    let meaning =
      switch Stance.allCases[column] {
      case .against: " (no)"
      case .middle: ""
      case .favour: " (yes)"
      }
    return width >= 12 ? name + meaning : name
  }

  /// Whether some labels have no column.
  static func hasFurtherLabels(_ table: FactorTable, width: Int, offset: Int) -> Bool {
    Columns(table: table, width: width, offset: offset).shown.count < table.base.count
  }

  /// What the columns are, longest wording first.
  static func legends(_ table: FactorTable, width: Int, offset: Int) -> [String] {
    let columns = Columns(table: table, width: width, offset: offset)
    switch table.columns {
    case .influence: return ["coverage, influence, polarity", "influence"]
    case .stances:
      return [
        "stance of the chosen option: P - base, full bar 50pp", "stance P - base, full bar 50pp",
        "full bar 50pp",
      ]
    case .labels:
      let (shown, all) = (columns.shown.count, table.base.count)
      guard shown < all else { return ["P(y|F) - base, full bar 50pp", "full bar 50pp"] }
      let labels = shown == 1 ? "1 of \(all) labels < >" : "\(shown) of \(all) labels < >"
      return [
        "\(labels)   P(y|F) - base, full bar 50pp", "\(labels)  full bar 50pp", labels,
        "\(shown) of \(all) < >",
      ]
    }
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
    of row: FactorTable.Row?, table: FactorTable, columns: Columns, in rect: Rect,
    on frame: inout Frame
  ) {
    guard rect.height > 0, let row else { return }
    let parts = detail(of: row, table: table, columns: columns.shown)
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
    if case .stances = table.columns {
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

  /// The figures behind the bar that differs most, in integers; what matters most comes first.
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
      "\(row.factor.name), \(name(of: column, in: table)): \(Quotation.ratio(cell.propensity))",
      "base \(Quotation.ratio(cell.base))",
    ]
    if let shrunk = cell.shrunk { parts.append("shrunk \(Quotation.share(shrunk))") }
    if let lift = cell.lift { parts.append("lift \(Quotation.decimal(lift, digits: 1))") }
    return parts + ["Enter: those items"]
  }
}
