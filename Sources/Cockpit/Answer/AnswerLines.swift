internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

/// An answer in lines: its conclusion, the path with what the audit found, the query.
enum AnswerLines {
  /// The whole path below its conclusion.
  static func path(of record: AskRecord, glyphs: Glyphs, width: Int) -> [[Span]] {
    var lines = conclusion(of: record, glyphs: glyphs, width: width)
    let steps = record.answer.path.steps.indices
    lines += steps.flatMap { step($0, of: record, glyphs: glyphs, width: width, isNumbered: true) }
    if steps.isEmpty { lines.append([Span("no step: nothing but habits spoke", .dim)]) }
    return lines + [[]] + audit(of: record, glyphs: glyphs, width: width)
  }

  /// The answer, the true one where it is known, and how sure.
  static func conclusion(
    of record: AskRecord, glyphs: Glyphs, width: Int
  ) -> [[Span]] {
    let answer = record.answer
    let answers = record.stored.model.task.answers
    let arrow = glyphs == .unicode ? "⇒ " : "=> "
    var head = arrow + AnswerText.full(answer.response, query: answer.query, answers: answers)
    if let confidence = answer.confidence { head += "   p \(Quotation.share(confidence))" }
    var lines = SpanLines.wrapped(head, role: .strong, width: width)
    if answers.isOrdered, let evidence = answer.evidence {
      // On a scale the median decides, which need not be the likeliest label.
      let shares = zip(evidence.labels, evidence.probabilities).map {
        "\($0) \(Quotation.share($1))"
      }
      lines += SpanLines.wrapped(
        "median of  \(shares.joined(separator: "  "))", role: .dim, width: width)
    }
    if let expected = record.expected, case .open = answers, expected != answer.response {
      // Two titles of one text are hardly ever the same: neither right nor wrong.
      lines += SpanLines.wrapped("true answer \(expected)", role: .text, width: width)
    } else if let expected = record.expected {
      let isRight = expected == answer.response
      let mark = isRight ? glyphs.check : glyphs.cross
      lines += SpanLines.wrapped(
        "\(mark) true answer \(AnswerText.full(expected, query: answer.query, answers: answers))",
        role: isRight ? .ok : .warning, width: width)
    }
    if answer.hasLittleEvidence {
      lines += SpanLines.wrapped(
        "little evidence: hardly anything but habits spoke", role: .warning, width: width)
    }
    return lines
  }

  /// A step of the path: what it leans on, the statistic it quotes, what that speaks for.
  static func step(
    _ index: Int, of record: AskRecord, glyphs: Glyphs, width: Int, isNumbered: Bool = false
  ) -> [[Span]] {
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
      body = SpanLines.wrapped("\(mark) \(step.evidence)", role: role, width: width, indent: 2)
    }
    // A step that rests on no feature begins with its evidence.
    if head.isEmpty, let first = body.first {
      head = [Span(String(first.map(\.text).joined().dropFirst(2)), first.first?.role ?? .quote)]
      body.removeFirst()
    }
    var lines = [(isNumbered ? [Span("\(index + 1) ", .number)] : []) + head] + body
    if !step.effect.isEmpty {
      lines += SpanLines.wrapped(step.effect, role: .dim, width: width, indent: 4)
    }
    for finding in step.findings {
      lines += SpanLines.wrapped(
        "\(glyphs.cross) says \(finding.quoted), stored is \(finding.stored)", role: .error,
        width: width, indent: 2)
    }
    return lines
  }

  /// What the audit found of the conclusion and altogether, and who made the answer.
  static func audit(of record: AskRecord, glyphs: Glyphs, width: Int) -> [[Span]] {
    let view = view(of: record)
    var lines = view.conclusionFindings.flatMap {
      SpanLines.wrapped(
        "\(glyphs.cross) concludes \($0.quoted), the answer is \($0.stored)", role: .error,
        width: width)
    }
    lines += SpanLines.wrapped(
      verdict(view.audit, glyphs: glyphs), role: view.audit.isClean ? .ok : .error, width: width)
    if let grounding = view.audit.groundingText {
      lines += SpanLines.wrapped(
        grounding, role: view.audit.isUngrounded ? .warning : .dim, width: width)
    }
    lines += unusable(record.answer.exchanges ?? [], glyphs: glyphs, width: width)
    if let makers = makers(of: record) {
      lines += SpanLines.wrapped(makers, role: .dim, width: width)
    }
    return lines
      + SpanLines.wrapped("a rationale consistent with past behaviour", role: .dim, width: width)
  }

  private static func view(of record: AskRecord) -> PathView {
    PathView(
      path: record.answer.path, features: record.answer.features,
      factors: record.stored.model.factors, audit: record.answer.audit)
  }

  /// That replies were asked for anew, where that happened.
  private static func unusable(
    _ calls: [Exchange], glyphs: Glyphs, width: Int
  ) -> [[Span]] {
    let count = calls.count { $0.problem != nil }
    guard count > 0 else { return [] }
    let replies = count == 1 ? "1 reply" : "\(count) replies"
    return SpanLines.wrapped(
      "\(replies) could not be used: R shows why", role: .warning, width: width)
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

  /// The query in full, and its features.
  static func query(of record: AskRecord, width: Int) -> [[Span]] {
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
}
