internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit

/// Panel 3: the reasoning path with its audit, the sum behind the answer, or the query in full.
enum PathPanel {
  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let layout = state.layout
    let inside = layout.hasBorders ? rect.interior : rect
    let lines = lines(of: state, width: inside.width)
    if layout.hasBorders {
      frame.box(
        rect, title: title(of: state), trailing: trailing(of: state, width: rect.width),
        bottom: bottom(of: state), focused: state.focus == .path,
        thumb: ScrollThumb(first: state.pathTop, visible: inside.height, total: lines.count))
    }
    for (index, line) in lines.dropFirst(state.pathTop).prefix(inside.height).enumerated() {
      frame.draw(line, at: Point(inside.x, inside.y + index), width: inside.width)
    }
  }

  private static func title(of state: CockpitState) -> String {
    state.layout.shape == .medium
      ? "3 \(state.pathTab.title)  4 Examples" : "3 \(state.pathTab.title)"
  }

  private static func trailing(of state: CockpitState, width: Int) -> String {
    guard width >= 40 else { return "" }
    return PathTab.allCases.filter { $0 != state.pathTab }.map(\.title).joined(separator: "  ")
      + "  [ ]"
  }

  private static func bottom(of state: CockpitState) -> String {
    guard let record = state.record else { return "" }
    return record.run.map { "run #\($0), model v\(record.stored.version)" }
      ?? "model v\(record.stored.version)"
  }

  // MARK: Lines

  /// What the panel shows, wrapped to a width.
  static func lines(of state: CockpitState, width: Int) -> [[Span]] {
    guard let record = state.record else { return waiting(state, width: width) }
    switch state.pathTab {
    case .path: return path(of: record, state: state, width: width)
    case .sum: return sum(of: record, state: state, width: width)
    case .query: return query(of: record, state: state, width: width)
    }
  }

  /// What is known while a question is under way, or what to do when there is none.
  private static func waiting(_ state: CockpitState, width: Int) -> [[Span]] {
    guard let run = state.run, run.user == state.person?.id, case .ask = run.kind else {
      return wrapped(
        "Ask something: 5 leads to the prompt, T to test items with known answers.", role: .dim,
        width: width)
    }
    switch run.phase {
    case .cancelled:
      return wrapped("Cancelled. Enter in the prompt asks again.", role: .warning, width: width)
    case .failed(let reason): return wrapped(reason, role: .error, width: width)
    case .cancelling: return [[Span("cancelling …", .warning)]]
    case .starting, .running, .finished: break
    }
    var lines: [[Span]] = []
    if !run.features.isEmpty {
      lines.append([Span("features", .header)])
      lines += run.features.enumerated().map { index, feature in
        [Span("f\(index + 1) ", .number), Span(feature.name)]
      }
    }
    return lines + wrapped(run.text, role: .dim, width: width)
  }

  private static func path(
    of record: AskRecord, state: CockpitState, width: Int
  ) -> [[Span]] {
    let answer = record.answer
    let view = PathView(
      path: answer.path, features: answer.features, factors: record.stored.model.factors,
      audit: answer.audit)
    let glyphs = state.glyphs
    var lines = conclusion(of: record, state: state, width: width)
    for (index, step) in view.steps.enumerated() {
      var head: [Span] = []
      if !step.features.isEmpty { head.append(Span(step.features.joined(separator: ", "), .text)) }
      if let factor = step.factor {
        head.append(Span(head.isEmpty ? "[\(factor)]" : "  [\(factor)]", .accent))
      }
      var body: [[Span]] = []
      if !step.evidence.isEmpty {
        let mark = step.findings.isEmpty ? String(glyphs.check) : String(glyphs.cross)
        let role: Role = step.findings.isEmpty ? .quote : .error
        body = wrapped("\(mark) \(step.evidence)", role: role, width: width, indent: 2)
      }
      // A step that rests on no feature begins with its evidence.
      if head.isEmpty, let first = body.first {
        head = [Span(String(first.map(\.text).joined().dropFirst(2)), first.first?.role ?? .quote)]
        body.removeFirst()
      }
      lines.append([Span("\(index + 1) ", .number)] + head)
      lines += body
      if !step.effect.isEmpty {
        lines += wrapped(step.effect, role: .dim, width: width, indent: 4)
      }
      for finding in step.findings {
        lines += wrapped(
          "\(glyphs.cross) says \(finding.quoted), stored is \(finding.stored)", role: .error,
          width: width, indent: 2)
      }
    }
    if view.steps.isEmpty { lines.append([Span("no step: nothing but habits spoke", .dim)]) }
    lines += view.conclusionFindings.flatMap {
      wrapped(
        "\(glyphs.cross) concludes \($0.quoted), the answer is \($0.stored)", role: .error,
        width: width)
    }
    lines.append([])
    lines += wrapped(
      verdict(view.audit, glyphs: glyphs), role: view.audit.isClean ? .ok : .error, width: width)
    return lines
      + wrapped("a rationale consistent with past behaviour", role: .dim, width: width)
  }

  private static func verdict(_ audit: AuditReport, glyphs: Glyphs) -> String {
    guard audit.isClean else {
      return "\(glyphs.cross) \(Count.of(audit.findings.count, "finding")) of the audit"
    }
    switch audit.numbersChecked {
    case 0: return "\(glyphs.check) no statistic is quoted"
    case 1: return "\(glyphs.check) 1 number equals the stored statistic"
    case let count: return "\(glyphs.check) \(count) numbers equal what is stored"
    }
  }

  /// The answer, the true one where it is known, and how sure.
  private static func conclusion(
    of record: AskRecord, state: CockpitState, width: Int
  ) -> [[Span]] {
    let answer = record.answer
    let answers = record.stored.model.task.answers
    let arrow = state.glyphs == .unicode ? "⇒ " : "=> "
    var head = arrow + AnswerText.full(answer.response, query: answer.query, answers: answers)
    if let confidence = answer.confidence { head += "   p \(Quotation.share(confidence))" }
    var lines = wrapped(head, role: .strong, width: width)
    if answers.isOrdered, let evidence = answer.evidence {
      // On a scale the median decides, which need not be the likeliest label.
      let shares = zip(evidence.labels, evidence.probabilities).map {
        "\($0) \(Quotation.share($1))"
      }
      lines += wrapped("median of  \(shares.joined(separator: "  "))", role: .dim, width: width)
    }
    if let expected = record.expected, case .open = answers, expected != answer.response {
      // Two titles of one text are hardly ever the same: neither right nor wrong.
      lines += wrapped("true answer \(expected)", role: .text, width: width)
    } else if let expected = record.expected {
      let isRight = expected == answer.response
      let mark = isRight ? state.glyphs.check : state.glyphs.cross
      lines += wrapped(
        "\(mark) true answer \(AnswerText.full(expected, query: answer.query, answers: answers))",
        role: isRight ? .ok : .warning, width: width)
    }
    if answer.hasLittleEvidence {
      lines += wrapped(
        "little evidence: hardly anything but habits spoke", role: .warning, width: width)
    }
    return lines
  }

  private static func sum(of record: AskRecord, state: CockpitState, width: Int) -> [[Span]] {
    guard let table = EvidenceTable(answer: record.answer) else {
      return wrapped("This model's answer is not a sum.", role: .dim, width: width)
    }
    let answers = record.stored.model.task.answers
    let isLow = state.layout.pathExtent.rows < 12
    var lines = sumHead(of: table, record: record, isLow: isLow, width: width)
    let telling = table.rows.filter(\.isTelling)
    lines += telling.map { row in
      figures(row, hasRunnerUp: table.runnerUp != nil) + [
        Span((row.depth == 0 ? " " : "   ") + row.name, row.depth == 0 ? .strong : .text)
      ]
    }
    lines.append(figures(table.total, hasRunnerUp: table.runnerUp != nil) + [Span(" sum", .strong)])
    if telling.count < table.rows.count {
      let count = Count.of(table.rows.count - telling.count, "line")
      lines += wrapped("\(count) that would read .00 left out", role: .dim, width: width)
    }
    if table.total.difference < 0, answers.isOrdered {
      lines += wrapped(
        "On a scale the answer is the median of the probabilities, not the likeliest label.",
        role: .dim, width: width)
    }
    return lines
  }

  /// Which two answers are compared, in what unit, and the heads of the columns; a low panel
  /// keeps its rows for the figures.
  private static func sumHead(
    of table: EvidenceTable, record: AskRecord, isLow: Bool, width: Int
  ) -> [[Span]] {
    let answers = record.stored.model.task.answers
    var isOpen = false
    if case .open = answers { isOpen = true }
    func line(_ head: String, _ answer: String, _ probability: Double) -> [[Span]] {
      let text = AnswerText.full(answer, query: record.answer.query, answers: answers)
      // Of titles only a few candidates are compared, so that they have no probability.
      let share = isOpen ? "" : "   p \(Quotation.share(probability))"
      guard isLow else { return wrapped("\(head)  \(text)\(share)", role: .text, width: width) }
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
    lines += wrapped(unit, role: .dim, width: width)
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

  private static func query(of record: AskRecord, state: CockpitState, width: Int) -> [[Span]] {
    var lines = wrapped(record.answer.query, role: .text, width: width)
    lines += [[], [Span("features", .header)]]
    let factors = record.stored.model.factors
    lines += record.answer.features.enumerated().map { index, feature in
      [
        Span("f\(index + 1) ", .number), Span(feature.name),
        Span("  [\(feature.factor.map { factors[$0].name } ?? "none")]", .dim),
      ]
    }
    if record.answer.features.isEmpty { lines.append([Span("none found", .dim)]) }
    return lines
  }

  /// Text broken into lines of one role.
  private static func wrapped(
    _ text: String, role: Role, width: Int, indent: Int = 0
  ) -> [[Span]] {
    guard !text.isEmpty else { return [] }
    let padding = String(repeating: " ", count: indent)
    return TextLayout.wrap(text, width: max(1, width - indent)).map { [Span(padding + $0, role)] }
  }
}
