internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// The tree of runs and their stages, with time, cost and a bar, and below it what is told of the
/// row under the cursor.
enum TraceTree {
  static func draw(
    _ state: CockpitState, layout: TraceLayout, in rect: Rect, on frame: inout Frame
  ) {
    let trace = state.sheets.trace
    let inside = layout.hasBorders ? rect.interior : rect
    let isFocused = state.focus != .ask && trace.focus == .runs
    if layout.hasBorders {
      let title = "1 Runs of \(TraceView.scopeName(of: state))"
      let count = trace.runs.map { Count.of($0.count, "run") } ?? ""
      frame.box(
        rect, title: title,
        trailing: rect.width - GraphemeWidth.width(of: title) > 14
          ? trace.showsEverybody ? "U one" : "U all" : "", bottom: count, focused: isFocused,
        thumb: trace.list.thumb(in: trace.items, height: layout.treeRows))
    }
    guard let runs = trace.runs else {
      frame.draw("reading …", at: inside.origin, role: .dim, width: inside.width)
      return
    }
    guard !runs.isEmpty else {
      frame.draw(
        "Nothing was fitted or asked yet.", at: inside.origin, role: .dim, width: inside.width)
      return
    }
    let columns = Columns(runs, width: inside.width, showsCost: trace.barsShowCost)
    drawHead(columns, in: inside.row(0), on: &frame)
    let (upper, foot) = inside.split(top: 1).1.split(bottom: layout.detailRows)
    let (asks, fits) = (longest(of: runs.filter { !$0.isFit }), longest(of: runs.filter(\.isFit)))
    for (line, index) in trace.list.visible(in: trace.items, height: upper.height).enumerated() {
      let item = trace.items[index]
      let row = upper.row(line)
      if item == trace.list.selection {
        frame.highlight(row, role: isFocused ? .selection : .selectionUnfocused)
        frame.draw(String(frame.glyphs.pointer), at: row.origin, role: .accent)
      }
      guard let run = trace.run(item.run) else { continue }
      switch item {
      case .run:
        draw(
          run, of: trace, longest: run.isFit ? fits : asks, columns: columns, in: row, on: &frame)
      case .stage(_, let stage):
        draw(stage, of: run, trace: trace, columns: columns, in: row, on: &frame)
      }
    }
    drawDetails(of: trace, in: foot, on: &frame)
  }

  // MARK: Columns

  /// Which columns fit: a bar and the cost give way first.
  private struct Columns {
    var answer = 7
    var time = 8
    var cost = 0
    var bar = 0
    var showsCost: Bool

    init(_ runs: [TracedRun], width: Int, showsCost: Bool) {
      let isPaid = runs.contains { $0.usage?.isEmpty == false }
      self.showsCost = showsCost && isPaid
      if isPaid, width >= 40 {
        let widths = runs.flatMap { run -> [Int] in
          ([run.usage] + (run.stages ?? []).map(\.usage)).map { TraceText.short($0).count }
        }
        cost = 1 + min(9, max(6, widths.max() ?? 0))
      }
      let longest = runs.map { GraphemeWidth.width(of: $0.response ?? "") + 2 }.max() ?? 0
      answer = min(max(answer, longest), max(answer, width / (cost > 0 ? 5 : 4)), 24)
      if width - answer - time - cost >= 26 { bar = width >= 70 ? 10 : 6 }
    }

    /// Columns at the right that are not the name.
    var width: Int { answer + time + cost + bar }
  }

  private static func drawHead(_ columns: Columns, in row: Rect, on frame: inout Frame) {
    var x = row.maxX - columns.width
    frame.draw("run, stage", at: Point(row.x + 2, row.y), role: .header, width: max(0, x - 3))
    frame.draw(
      "answer", at: Point(x + 1, row.y), role: .header, width: columns.answer - 1)
    x += columns.answer
    frame.draw("time", at: Point(x, row.y), role: .header, width: columns.time, alignment: .right)
    x += columns.time
    if columns.cost > 0 {
      frame.draw(
        "cost", at: Point(x, row.y), role: .header, width: columns.cost, alignment: .right)
      x += columns.cost
    }
    if columns.bar > 0 {
      frame.draw(
        columns.showsCost ? "cost" : "time", at: Point(x + 1, row.y), role: .dim,
        width: columns.bar - 1)
    }
  }

  /// The largest time and the largest use of all runs of a kind, so that bars do not change while
  /// one scrolls, and a fit does not dwarf all asks.
  private static func longest(of runs: [TracedRun]) -> (seconds: Double, amount: Double) {
    runs.reduce((0, 0)) { largest, run in
      (max(largest.0, run.stages?.seconds ?? 0), max(largest.1, amount(run.usage)))
    }
  }

  /// Tokens in and out: there are some also where no price is known.
  private static func amount(_ usage: Usage?) -> Double { Double(usage?.tokens ?? 0) }

  // MARK: Rows

  private static func draw(
    _ run: TracedRun, of trace: TraceState, longest: (seconds: Double, amount: Double),
    columns: Columns, in row: Rect, on frame: inout Frame
  ) {
    let isOpen = trace.unfolded.contains(run.id)
    let mark = run.id == trace.a ? "A" : run.id == trace.b ? "B" : " "
    let fold = String(isOpen ? frame.glyphs.opened : frame.glyphs.pointer)
    var what = run.isFit ? "\(Count.of(run.interactions ?? 0, "item"))" : stem(run.query)
    if trace.showsEverybody { what = "\(run.userName)  \(what)" }
    frame.draw(
      [
        Span(mark, .accent), Span(fold, .dim), Span(" \(TraceText.number(of: run))", .number),
        Span("  \(what)", run.isFit ? .dim : .text),
      ], at: Point(row.x + 1, row.y), width: max(0, row.width - columns.width - 1))
    let (answer, role) = outcome(of: run, glyphs: frame.glyphs)
    figures(
      answer, role, time: run.stages.map { TraceText.time($0.seconds) } ?? "n/a",
      cost: TraceText.short(run.usage), columns: columns, in: row, on: &frame)
    let share =
      columns.showsCost
      ? ratio(amount(run.usage), of: longest.amount)
      : ratio(run.stages?.seconds ?? 0, of: longest.seconds)
    bar(share, columns: columns, in: row, on: &frame)
  }

  private static func stem(_ query: String) -> String {
    String(query.prefix(200)).replacing("\n", with: " ")
  }

  /// The answer, what a fit found, or how it ended.
  private static func outcome(of run: TracedRun, glyphs: Glyphs) -> (String, Role) {
    guard run.state == .finished else {
      return (TraceText.ending(of: run.state), TraceText.role(of: run.state))
    }
    if let response = run.response {
      guard let expected = run.expected, expected != response else { return (response, .label) }
      return ("\(response) \(glyphs.cross)", .label)
    }
    return (run.factors.map { "\($0) fact." } ?? String(glyphs.check), .ok)
  }

  private static func draw(
    _ index: Int, of run: TracedRun, trace: TraceState, columns: Columns, in row: Rect,
    on frame: inout Frame
  ) {
    let stages = run.stages ?? []
    let isLast = index >= stages.count - 1
    let branch = isLast ? " └─ " : " ├─ "
    let room = max(0, row.width - columns.width - 1)
    guard stages.indices.contains(index) else {
      frame.draw(
        [Span(branch, .axis), Span("not recorded", .dim)], at: Point(row.x + 2, row.y),
        width: max(0, row.width - 2))
      return
    }
    let record = stages[index]
    let name = TextLayout.pad(record.stage.verb, width: 8)
    frame.draw(
      [Span(branch, .axis), Span(name), Span(" \(record.outcome)", .dim)],
      at: Point(row.x + 2, row.y), width: room - 1)
    let (mark, role) = TraceText.mark(of: record, glyphs: frame.glyphs)
    figures(
      mark, role, time: record.state == .reused ? "reused" : TraceText.time(record.seconds),
      cost: TraceText.short(record.usage), columns: columns, in: row, on: &frame)
    let share =
      columns.showsCost
      ? ratio(amount(record.usage), of: amount(stages.usage))
      : ratio(record.seconds, of: stages.seconds)
    bar(share, columns: columns, in: row, on: &frame)
  }

  private static func ratio(_ part: Double, of whole: Double) -> Double {
    whole > 0 ? part / whole : 0
  }

  private static func figures(
    _ answer: String, _ role: Role, time: String, cost: String, columns: Columns, in row: Rect,
    on frame: inout Frame
  ) {
    var x = row.maxX - columns.width
    frame.draw(answer, at: Point(x + 1, row.y), role: role, width: columns.answer - 1)
    x += columns.answer
    frame.draw(
      time, at: Point(x, row.y), role: time == "n/a" ? .dim : .number, width: columns.time,
      alignment: .right)
    x += columns.time
    if columns.cost > 0 {
      frame.draw(
        cost, at: Point(x + 1, row.y), role: .number, width: columns.cost - 1, alignment: .right)
    }
  }

  private static func bar(
    _ share: Double, columns: Columns, in row: Rect, on frame: inout Frame
  ) {
    guard columns.bar > 1 else { return }
    frame.bar(
      share,
      in: Rect(x: row.maxX - columns.bar + 1, y: row.y, width: columns.bar - 1, height: 1))
  }

  // MARK: Details

  private static func drawDetails(of trace: TraceState, in rect: Rect, on frame: inout Frame) {
    guard rect.height > 1, let run = trace.selectedRun else { return }
    frame.rule(rect)
    let rows =
      trace.selectedStage.map { TraceText.details(of: $0, in: run) } ?? TraceText.details(of: run)
    // Each on one line first; where all have room, the long ones are broken.
    let width = max(1, rect.width - 1)
    let wrapped = rows.flatMap { row in
      TextLayout.wrap(row.text, width: width, glyphs: frame.glyphs).map { Span($0, row.role) }
    }
    let lines = wrapped.count <= rect.height - 1 ? wrapped : rows.map { Span($0.text, $0.role) }
    for (index, line) in lines.prefix(rect.height - 1).enumerated() {
      frame.draw([line], at: Point(rect.x + 1, rect.y + 1 + index), width: width)
    }
  }
}
