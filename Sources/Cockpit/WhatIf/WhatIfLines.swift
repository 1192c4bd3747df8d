internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

/// The lines of the what-if tab: what was chosen, then every factor by itself, those that decide
/// first.
enum WhatIfLines {
  /// - Parameter invitation: what stands there while nothing of the shown answer is masked.
  static func lines(
    _ answer: AnswerState, invitation: String, glyphs: Glyphs, width: Int
  ) -> [[Span]] {
    guard let whatIf = answer.whatIf, whatIf.record == answer.record else {
      return wrapped(invitation, .dim, width)
    }
    if let failure = whatIf.failure { return wrapped(failure, .error, width) }
    guard let result = whatIf.result else { return [[Span("asking again …", .dim)]] }
    var lines = heading(result, of: whatIf, width: width)
    if let outcome = whatIf.chosenOutcome {
      lines += [[]] + chosen(outcome, in: result, of: whatIf, width: width)
    }
    let others = result.outcomes.filter { outcome in
      if case .factor = outcome.mask { true } else { false }
    }
    lines += [[], columns(width, isSum: result.baseline.evidence != nil)]
    lines += others.map { row($0, in: result, width: width, glyphs: glyphs) }
    if others.isEmpty { lines.append([Span("no feature of the query has a factor", .dim)]) }
    lines += [[]]
    if let faithfulness = result.faithfulness {
      lines += FaithfulnessDocument(faithfulness).lines.flatMap { wrapped($0, .text, width) }
      lines.append([])
    }
    guard result.baseline.evidence != nil else {
      return lines
        + wrapped("This model is no sum, so that only its answers can be compared.", .dim, width)
    }
    return lines
      + wrapped(
        "direct: the bar taken out of the sum. total: answered again, with other examples and "
          + "without the words. In nats, of the answer against the runner-up.", .dim, width)
  }

  private static func heading(
    _ result: WhatIf, of whatIf: WhatIfState, width: Int
  ) -> [[Span]] {
    let answers = whatIf.record.stored.model.task.answers
    let query = result.baseline.query
    var text = "answer \(AnswerText.full(result.baseline.response, query: query, answers: answers))"
    if let runnerUp = result.runnerUp {
      text += ", runner-up \(AnswerText.full(runnerUp, query: query, answers: answers))"
    }
    return wrapped(text, .strong, width)
  }

  /// What the masks that were chosen do, together.
  private static func chosen(
    _ outcome: WhatIf.Outcome, in result: WhatIf, of whatIf: WhatIfState, width: Int
  ) -> [[Span]] {
    let answers = whatIf.record.stored.model.task.answers
    var lines = wrapped("with \(outcome.name) masked", .header, width)
    if outcome.mask.parts.contains(where: { $0.kind == .edit }) {
      lines = wrapped("with \(outcome.name) changed", .header, width)
    }
    if let failure = outcome.failure { return lines + wrapped(failure, .error, width) }
    let answer = AnswerText.full(
      outcome.answer ?? "", query: result.baseline.query, answers: answers)
    lines += wrapped(
      result.flips(outcome) ? "the answer becomes \(answer)" : "the answer stays \(answer)",
      result.flips(outcome) ? .warning : .ok, width)
    let figures = [
      outcome.direct.map { "direct \(AnswerReport.signed($0.logOdds))" },
      outcome.total.map { "total \(AnswerReport.signed($0.logOdds))" },
      outcome.viaExamplesAndWording.map { "via others \(AnswerReport.signed($0))" },
    ].compactMap(\.self)
    if !figures.isEmpty { lines += wrapped(figures.joined(separator: "   "), .number, width) }
    if let before = result.baseline.evidence, let logits = outcome.logits, logits.count > 1 {
      let changes = zip(before.labels, zip(before.logits, logits)).map { label, pair in
        "\(label) \(AnswerReport.signed(pair.1 - pair.0))"
      }
      lines += wrapped(changes.joined(separator: "  "), .dim, width)
    }
    if !outcome.fallenSteps.isEmpty {
      let steps = outcome.fallenSteps.map { "\($0 + 1)" }.joined(separator: ", ")
      lines += wrapped("steps of the path that fall: \(steps)", .text, width)
    }
    return lines
  }

  private static let figureWidth = 8

  private static func columns(_ width: Int, isSum: Bool) -> [Span] {
    guard isSum else { return [Span(padded("without", halfWidth(width)) + "answer", .header)] }
    let heads = ["direct", "total", "others"].map { aligned($0) }.joined()
    return [Span(padded("without", nameWidth(width)) + heads, .header)]
  }

  /// Where a model gives no figures, the answer stands beside the name.
  private static func halfWidth(_ width: Int) -> Int { max(10, width / 2) }

  private static func nameWidth(_ width: Int) -> Int {
    max(8, width - 3 * figureWidth - 8)
  }

  private static func row(
    _ outcome: WhatIf.Outcome, in result: WhatIf, width: Int, glyphs: Glyphs
  ) -> [Span] {
    guard result.baseline.evidence != nil else {
      let name = TextLayout.truncate(outcome.name, width: halfWidth(width) - 1, glyphs: glyphs)
      return [
        Span(padded(name, halfWidth(width)), result.flips(outcome) ? .strong : .text),
        Span(
          outcome.failure ?? outcome.answer ?? "-",
          outcome.failure != nil ? .error : result.flips(outcome) ? .warning : .dim),
      ]
    }
    let name = TextLayout.truncate(outcome.name, width: nameWidth(width) - 1, glyphs: glyphs)
    func figure(_ value: Double?) -> Span {
      guard let value else { return Span(aligned("-"), .dim) }
      let role: Role = value < -0.0005 ? .negative : value > 0.0005 ? .positive : .dim
      return Span(aligned(AnswerReport.signed(value)), role)
    }
    var spans = [
      Span(padded(name, nameWidth(width)), result.flips(outcome) ? .strong : .text),
      figure(outcome.direct?.logOdds), figure(outcome.total?.logOdds),
      figure(outcome.viaExamplesAndWording),
    ]
    if result.flips(outcome) {
      spans.append(Span("  \(glyphs == .unicode ? "⇒" : "=>") \(outcome.answer ?? "")", .warning))
    }
    return spans
  }

  private static func aligned(_ text: String) -> String {
    String(repeating: " ", count: max(1, figureWidth - text.count)) + text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - GraphemeWidth.width(of: text)))
  }

  private static func wrapped(_ text: String, _ role: Role, _ width: Int) -> [[Span]] {
    TextLayout.wrap(text, width: max(1, width)).map { [Span($0, role)] }
  }
}
