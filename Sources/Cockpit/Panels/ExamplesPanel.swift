internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

/// Panel 4: the retrieved reasoning examples with their similarity, and the chosen one in words.
enum ExamplesPanel {
  /// - Parameter isTooSoon: whether a room has not come to them yet.
  static func draw(
    _ shown: AnswerState, isTooSoon: Bool, focused: Bool, layout: CockpitLayout, in rect: Rect,
    on frame: inout Frame
  ) {
    let inside = layout.hasBorders ? rect.interior : rect
    let examples = isTooSoon ? [] : shown.record?.answer.retrieved ?? []
    if layout.hasBorders {
      let title = layout.shape == .medium ? "4 Examples  3 Path" : "4 Examples"
      let total = shown.record?.stored.model.memory.entries.count ?? 0
      frame.box(
        rect, title: title, trailing: rect.width >= 36 ? "cosine of features" : "cosine",
        bottom: shown.record == nil ? "" : "\(examples.count) of \(total)",
        focused: focused)
    }
    guard let record = shown.record, !examples.isEmpty else {
      let text =
        shown.record == nil || isTooSoon
        ? "What the answer leans on comes here." : "No past item shares a feature with this query."
      frame.draw(
        lines: TextLayout.wrap(text, width: inside.width, glyphs: frame.glyphs), in: inside,
        role: .dim)
      return
    }
    let rows = min(layout.exampleRows, examples.count)
    let (list, detail) = inside.split(top: rows)
    let ids = examples.map(\.interaction)
    let widest = examples.map { GraphemeWidth.width(of: answer(of: $0, in: record)) }.max() ?? 1
    let answerWidth = min(widest, max(3, list.width / 4), 24)
    for (line, index) in shown.exampleList.visible(in: ids, height: rows).enumerated() {
      draw(
        examples[index], rank: index + 1, answerWidth: answerWidth, record: record,
        isChosen: examples[index].interaction == shown.exampleList.selection, focused: focused,
        in: list.row(line), on: &frame)
    }
    drawDetail(record, chosen: shown.exampleList.selection, in: detail, on: &frame)
  }

  private static func draw(
    _ example: RetrievedExample, rank: Int, answerWidth: Int, record: AskRecord,
    isChosen: Bool, focused: Bool, in row: Rect, on frame: inout Frame
  ) {
    if isChosen {
      frame.highlight(row, role: focused ? .selection : .selectionUnfocused)
      frame.draw(String(frame.glyphs.pointer), at: row.origin, role: .accent)
    }
    frame.draw("\(rank)", at: Point(row.x + 1, row.y), role: .number, width: 2, alignment: .right)
    let barWidth = row.width >= 40 ? 8 : 5
    frame.bar(
      max(0, example.similarity), in: Rect(x: row.x + 4, y: row.y, width: barWidth, height: 1),
      track: true)
    var x = row.x + 5 + barWidth
    frame.draw(Quotation.decimal(example.similarity, digits: 3), at: Point(x, row.y), role: .number)
    x += 6
    frame.draw(
      answer(of: example, in: record), at: Point(x, row.y), role: .label, width: answerWidth)
    x += answerWidth + 1
    let query = record.stored.history[example.interaction].query
    frame.draw(
      AnswerText.stem(query, answers: record.stored.model.task.answers), at: Point(x, row.y),
      width: max(1, row.maxX - x))
  }

  private static func answer(of example: RetrievedExample, in record: AskRecord) -> String {
    AnswerText.full(
      example.answer, query: record.stored.history[example.interaction].query,
      answers: record.stored.model.task.answers)
  }

  private static func drawDetail(
    _ record: AskRecord, chosen: Int?, in rect: Rect, on frame: inout Frame
  ) {
    guard rect.height > 1, let index = chosen,
      record.stored.history.indices.contains(index)
    else { return }
    frame.rule(rect)
    var below = rect.split(top: 1).1
    let entry = record.stored.model.memory.entries[index]
    let shared = sharedFactors(of: entry, with: record)
    if !shared.isEmpty {
      frame.draw(
        "shares \(shared.joined(separator: ", "))", at: below.origin, role: .accent,
        width: below.width)
      below = below.split(top: 1).1
    }
    let item = record.stored.history[index]
    let lines = TextLayout.wrap(
      QuoteMarks.spans(of: item.query, quotes: entry.features.compactMap(\.quote)),
      width: below.width, glyphs: frame.glyphs)
    let text = below.split(bottom: 2).0
    let drawn = min(lines.count, text.height)
    for (number, line) in lines.prefix(drawn).enumerated() {
      frame.draw(line, at: text.row(number).origin, width: text.width)
    }
    below = below.split(top: drawn).1
    let answers = record.stored.model.task.answers
    let full = AnswerText.full(item.response, query: item.query, answers: answers)
    let arrow = frame.glyphs == .unicode ? "⇒" : "=>"
    frame.draw(
      "\(arrow) \(item.date.map { "\($0)  " } ?? "")\(full)", at: below.origin,
      role: .strong, width: below.width)
    if below.height > 1 {
      frame.draw(
        "Enter: text and path in full", at: Point(below.x, below.y + 1), role: .hint,
        width: below.width)
    }
  }

  /// The names of the factors that an example and the query have in common.
  private static func sharedFactors(of entry: MemoryEntry, with record: AskRecord) -> [String] {
    let own = Set(record.answer.features.compactMap(\.factor))
    let common = Set(entry.features.compactMap(\.factor)).intersection(own)
    return common.sorted().map { record.stored.model.factors[$0].name }
  }
}
