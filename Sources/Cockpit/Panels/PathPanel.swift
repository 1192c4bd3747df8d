internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Panel 3: the reasoning path with its audit, the sum behind the answer, the query in full, and
/// the calls of a language model.
enum PathPanel {
  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let layout = state.layout
    let inside = layout.hasBorders ? rect.interior : rect
    let page = PathPage.of(state, width: inside.width)
    let below = page.count - state.answer.top - inside.height
    let more =
      page.isStreaming && below > 0
      ? "\(Count.of(below, "line")) below, \(state.key(.last)) follows" : ""
    if layout.hasBorders {
      frame.box(
        rect, title: title(of: state), trailing: trailing(of: state, width: rect.width),
        bottom: more.isEmpty ? bottom(of: state, width: rect.width) : more,
        focused: state.focus == .path,
        thumb: ScrollThumb(first: state.answer.top, visible: inside.height, total: page.count))
    }
    for line in 0..<min(inside.height, max(0, page.count - state.answer.top)) {
      frame.draw(
        page[state.answer.top + line], at: Point(inside.x, inside.y + line), width: inside.width)
      if state.search.isShown, state.search.panel == .path {
        SearchMarks.draw(
          state.search.needle.text, in: page[state.answer.top + line],
          at: Point(inside.x, inside.y + line), width: inside.width, on: &frame)
      }
    }
    if !layout.hasBorders, !more.isEmpty {
      frame.draw(
        " \(more)", at: Point(inside.x, inside.maxY - 1), role: .accent, width: inside.width,
        alignment: .right)
    }
  }

  private static func title(of state: CockpitState) -> String {
    state.layout.shape == .medium
      ? "3 \(state.answer.tab.title)  4 Examples" : "3 \(state.answer.tab.title)"
  }

  private static func trailing(of state: CockpitState, width: Int) -> String {
    let others = state.pathTabs.filter { $0 != state.answer.tab }.map(\.title)
    let forms = [others.joined(separator: "  ") + "  [ ]", others.joined(separator: " "), "[ ]"]
    let room = width - 8 - GraphemeWidth.width(of: title(of: state)) - 2
    return forms.first { $0.count <= room } ?? ""
  }

  private static func bottom(of state: CockpitState, width: Int) -> String {
    guard let record = state.answer.record else { return "" }
    var parts = ["model v\(record.stored.version)"]
    if let run = record.run { parts.insert("run #\(run)", at: 0) }
    let used = RunMeter.text(record.answer.usage)
    if !used.isEmpty, !state.answer.showsRun { parts.append(used) }
    while parts.count > 1, parts.joined(separator: ", ").count > width - 6 { parts.removeLast() }
    return parts.joined(separator: ", ")
  }

  // MARK: Lines

  /// What the panel shows, wrapped to a width, and whether the text of the run follows.
  static func lines(
    of state: CockpitState, width: Int
  ) -> (standing: [[Span]], text: PathPage.RunText) {
    if state.answer.tab.showsCalls { return calls(of: state, width: width) }
    guard let record = state.answer.record else { return waiting(state, width: width) }
    switch state.answer.tab {
    case .path: return (path(of: record, state: state, width: width), .none)
    case .sum: return (sum(of: record, state: state, width: width), .none)
    case .query: return (query(of: record, state: state, width: width), .none)
    case .whatIf: return (WhatIfLines.lines(state, width: width), .none)
    case .prompt, .raw: return ([], .none)
    }
  }

  /// What went over the wire.
  private static func calls(
    of state: CockpitState, width: Int
  ) -> (standing: [[Span]], text: PathPage.RunText) {
    let (calls, before) = state.shownCalls
    let isRaw = state.answer.tab == .raw
    let isRunning = state.answer.showsRun && state.shownRun?.isActive == true
    guard !calls.isEmpty || isRunning else {
      let text =
        state.answer.record == nil
        ? "No call of a language model yet. What is sent and what comes back stands here."
        : "No language model was called: the built-in model answers without one."
      return (wrapped(text, role: .dim, width: width), .none)
    }
    var lines =
      isRaw
      ? CallPages.replies(calls, before: before, width: width, glyphs: state.glyphs)
      : CallPages.prompts(calls, before: before, width: width, glyphs: state.glyphs)
    guard isRunning else { return (lines, .none) }
    lines.append([Span(isRaw ? "coming in" : "the next call is under way", .accent)])
    return (lines, isRaw ? .growing : .none)
  }

  /// What is known while a question is under way, or what to do when there is none.
  private static func waiting(
    _ state: CockpitState, width: Int
  ) -> (standing: [[Span]], text: PathPage.RunText) {
    guard let run = state.shownRun else { return (invitation(state, width: width), .none) }
    guard case .ask = run.kind else {
      guard case .failed(let reason) = run.phase else {
        return (invitation(state, width: width), .none)
      }
      return (failure(reason, of: run, state: state, width: width), .none)
    }
    var lines: [[Span]] = []
    switch run.phase {
    case .failed(let reason):
      lines = failure(reason, of: run, state: state, width: width)
      if run.text.isEmpty { return (lines, .none) }
      lines.append([])
      lines += wrapped("what had come by then", role: .header, width: width)
      return (lines, .ended)
    case .cancelled:
      lines = wrapped("Cancelled. Enter in the prompt asks again.", role: .warning, width: width)
    case .cancelling: lines = [[Span("cancelling …", .warning)]]
    case .starting, .running, .finished: break
    }
    if !run.features.isEmpty {
      lines.append([Span("features", .header)])
      lines += run.features.enumerated().map { index, feature in
        [Span("f\(index + 1) ", .number), Span(feature.name)] + factor(of: feature, state: state)
      }
    }
    lines += examples(of: run, state: state, width: width)
    if lines.isEmpty, run.isActive {
      lines = wrapped("asking \(run.model.title) …", role: .dim, width: width)
    }
    lines.append([])
    return (lines, run.isActive ? .growing : .ended)
  }

  private static func invitation(_ state: CockpitState, width: Int) -> [[Span]] {
    wrapped(
      "Ask something: \(state.key(.ask)) leads to the prompt, \(state.key(.testsTab)) to test "
        + "items with known answers.", role: .dim, width: width)
  }

  /// Why a run failed, and the reply that was to blame where there is one.
  private static func failure(
    _ reason: String, of run: RunState, state: CockpitState, width: Int
  ) -> [[Span]] {
    wrapped("\(state.glyphs.cross) \(reason)", role: .error, width: width)
      + CallPages.problems(run.calls, width: width, glyphs: state.glyphs)
  }

  private static func factor(of feature: Feature, state: CockpitState) -> [Span] {
    guard let factor = feature.factor, let factors = state.person?.stored?.model.factors,
      factors.indices.contains(factor)
    else { return [] }
    return [Span("  [\(factors[factor].name)]", .dim)]
  }

  /// The retrieved examples, a line each.
  private static func examples(
    of run: RunState, state: CockpitState, width: Int
  ) -> [[Span]] {
    guard !run.retrieved.isEmpty, let stored = state.person?.stored else { return [] }
    let answers = stored.model.task.answers
    return [[Span("examples", .header)]]
      + run.retrieved.enumerated().map { index, example in
        let query =
          stored.history.indices.contains(example.interaction)
          ? stored.history[example.interaction].query : ""
        let answer = AnswerText.full(example.answer, query: query, answers: answers)
        return [
          Span("\(index + 1) \(Quotation.decimal(example.similarity, digits: 3)) ", .number),
          Span(TextLayout.truncate(answer, width: max(2, width / 4), glyphs: state.glyphs), .label),
          Span("  \(String(AnswerText.stem(query, answers: answers).prefix(200)))", .dim),
        ]
      }
  }

  private static func path(
    of record: AskRecord, state: CockpitState, width: Int
  ) -> [[Span]] {
    if state.presentation.isOn {
      return PresentedAnswer.lines(of: record, state: state, width: width)
    }
    var lines = conclusion(of: record, state: state, width: width)
    let steps = record.answer.path.steps.indices
    lines += steps.flatMap { step($0, of: record, state: state, width: width, isNumbered: true) }
    if steps.isEmpty { lines.append([Span("no step: nothing but habits spoke", .dim)]) }
    return lines + [[]] + audit(of: record, state: state, width: width)
  }

  private static func view(of record: AskRecord) -> PathView {
    PathView(
      path: record.answer.path, features: record.answer.features,
      factors: record.stored.model.factors, audit: record.answer.audit)
  }

  /// A step of the path: what it leans on, the statistic it quotes, what that speaks for.
  static func step(
    _ index: Int, of record: AskRecord, state: CockpitState, width: Int, isNumbered: Bool = false
  ) -> [[Span]] {
    let glyphs = state.glyphs
    let step = view(of: record).steps[index]
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
    var lines = [(isNumbered ? [Span("\(index + 1) ", .number)] : []) + head] + body
    if !step.effect.isEmpty {
      lines += wrapped(step.effect, role: .dim, width: width, indent: 4)
    }
    for finding in step.findings {
      lines += wrapped(
        "\(glyphs.cross) says \(finding.quoted), stored is \(finding.stored)", role: .error,
        width: width, indent: 2)
    }
    return lines
  }

  /// What the audit found of the conclusion and altogether, and who made the answer.
  static func audit(of record: AskRecord, state: CockpitState, width: Int) -> [[Span]] {
    let view = view(of: record)
    let glyphs = state.glyphs
    var lines = view.conclusionFindings.flatMap {
      wrapped(
        "\(glyphs.cross) concludes \($0.quoted), the answer is \($0.stored)", role: .error,
        width: width)
    }
    lines += wrapped(
      verdict(view.audit, glyphs: glyphs), role: view.audit.isClean ? .ok : .error, width: width)
    if let grounding = view.audit.groundingText {
      lines += wrapped(
        grounding, role: view.audit.isUngrounded ? .warning : .dim, width: width)
    }
    lines += unusable(record.answer.exchanges ?? [], glyphs: glyphs, width: width)
    if let makers = makers(of: record) { lines += wrapped(makers, role: .dim, width: width) }
    return lines
      + wrapped("a rationale consistent with past behaviour", role: .dim, width: width)
  }

  /// That replies were asked for anew, where that happened.
  private static func unusable(
    _ calls: [Exchange], glyphs: Glyphs, width: Int
  ) -> [[Span]] {
    let count = calls.count { $0.problem != nil }
    guard count > 0 else { return [] }
    let replies = count == 1 ? "1 reply" : "\(count) replies"
    return wrapped("\(replies) could not be used: R shows why", role: .warning, width: width)
  }

  /// Which model answered and which made the memory; `nil` where both are the built-in one.
  private static func makers(of record: AskRecord) -> String? {
    let maker = record.stored.model.identity
    let answered = record.answer.identity ?? maker
    if answered == maker {
      return maker.isBuiltIn ? nil : "memory and answer by \(maker.title)"
    }
    return "memory by \(maker.title), answered by \(answered.title)"
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
  static func conclusion(
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
      let name = record.answer.identity?.title ?? "this model"
      return wrapped(
        """
        No sum: \(name) is a language model, and what it weighs cannot be looked into. Its path \
        is audited; P shows what it was sent, R what it said.
        """, role: .dim, width: width)
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
    var lines = TextLayout.wrap(
      QuoteMarks.spans(
        of: record.answer.query, quotes: record.answer.features.compactMap(\.quote)),
      width: max(1, width))
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
