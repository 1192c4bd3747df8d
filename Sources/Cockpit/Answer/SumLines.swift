internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

/// The sum behind an answer of the built-in model in lines.
enum SumLines {
  /// - Parameter isLow: whether the panel keeps its rows for the figures.
  static func lines(of record: AskRecord, isLow: Bool, width: Int) -> [[Span]] {
    guard let table = EvidenceTable(answer: record.answer) else {
      let name = record.answer.identity?.title ?? "this model"
      return SpanLines.wrapped(
        """
        No sum: \(name) is a language model, and what it weighs cannot be looked into. Its path \
        is audited; P shows what it was sent, R what it said.
        """, role: .dim, width: width)
    }
    let answers = record.stored.model.task.answers
    var lines = head(of: table, record: record, isLow: isLow, width: width)
    let telling = table.rows.filter(\.isTelling)
    lines += telling.map { row in
      figures(row, hasRunnerUp: table.runnerUp != nil) + [
        Span((row.depth == 0 ? " " : "   ") + row.name, row.depth == 0 ? .strong : .text)
      ]
    }
    lines.append(figures(table.total, hasRunnerUp: table.runnerUp != nil) + [Span(" sum", .strong)])
    if telling.count < table.rows.count {
      let count = Count.of(table.rows.count - telling.count, "line")
      lines += SpanLines.wrapped("\(count) that would read .00 left out", role: .dim, width: width)
    }
    if table.total.difference < 0, answers.isOrdered {
      lines += SpanLines.wrapped(
        "On a scale the answer is the median of the probabilities, not the likeliest label.",
        role: .dim, width: width)
    }
    return lines
  }

  /// Which two answers are compared, in what unit, and the heads of the columns; a low panel
  /// keeps its rows for the figures.
  private static func head(
    of table: EvidenceTable, record: AskRecord, isLow: Bool, width: Int
  ) -> [[Span]] {
    let answers = record.stored.model.task.answers
    var isOpen = false
    if case .open = answers { isOpen = true }
    func line(_ head: String, _ answer: String, _ probability: Double) -> [[Span]] {
      let text = AnswerText.full(answer, query: record.answer.query, answers: answers)
      // Of titles only a few candidates are compared, so that they have no probability.
      let share = isOpen ? "" : "   p \(Quotation.share(probability))"
      guard isLow else {
        return SpanLines.wrapped("\(head)  \(text)\(share)", role: .text, width: width)
      }
      let room = width - head.count - 2 - share.count
      return [[Span("\(head)  \(TextLayout.truncate(text, width: room))\(share)")]]
    }
    var lines = line("answer", table.answer, table.probability)
    if let runnerUp = table.runnerUp {
      lines += line("other ", runnerUp, table.runnerUpProbability)
    }
    let unit =
      isOpen
      ? isLow
        ? "overlap expected, times 10"
        : "Each word adds the overlap with this person's own title that is expected of it, times 10."
      : "What each adds to the log odds, in nats."
    lines += SpanLines.wrapped(unit, role: .dim, width: width)
    let heads = table.runnerUp == nil ? ["answer"] : ["answer", "other", "diff."]
    lines.append([Span(heads.map { aligned($0) }.joined(), .header)])
    return lines
  }

  private static func aligned(_ text: String) -> String {
    String(repeating: " ", count: max(1, 7 - text.count)) + text
  }

  private static func figures(_ row: EvidenceTable.Row, hasRunnerUp: Bool) -> [Span] {
    func column(_ value: Double) -> String { aligned(AnswerReport.signed(value)) }
    let role: Role = row.difference > 0 ? .positive : row.difference < 0 ? .negative : .dim
    guard hasRunnerUp else { return [Span(column(row.answer), role)] }
    return [
      Span(column(row.answer), .number), Span(column(row.runnerUp), .number),
      Span(column(row.difference), role),
    ]
  }
}
