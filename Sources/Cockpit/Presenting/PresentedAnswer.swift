internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

/// An answer for a room, part by part: the query, its features, the similar past items, each step of
/// the reasoning path, and at last the conclusion.
enum PresentedAnswer {
  /// How many parts there are.
  static func partCount(of record: AskRecord) -> Int { record.answer.path.steps.count + 4 }

  /// The lines of the parts that have been shown, with room between them.
  ///
  /// - Parameter shown: how many have been.
  static func lines(
    of record: AskRecord, shown: Int, glyphs: Glyphs, width: Int
  ) -> [[Span]] {
    let count = partCount(of: record)
    var lines: [[Span]] = []
    for part in 0..<min(shown, count) {
      if part > 0 { lines += [[], []] }
      lines += self.part(part, of: record, glyphs: glyphs, width: width)
    }
    guard shown < count else { return lines }
    let dots = glyphs == .unicode ? "…" : "..."
    return lines + [[], [Span("\(shown) of \(count) \(dots)", .dim)]]
  }

  private static func part(
    _ part: Int, of record: AskRecord, glyphs: Glyphs, width: Int
  ) -> [[Span]] {
    let steps = record.answer.path.steps.count
    switch part {
    case 0: return titled("The question", text(record.answer.query, width))
    case 1: return titled("What it is about", features(of: record, width: width))
    case 2: return titled("What is most alike in the past", examples(of: record, width: width))
    case 3..<3 + steps:
      let title = "Step \(part - 2) of \(steps)"
      return titled(title, AnswerLines.step(part - 3, of: record, glyphs: glyphs, width: width))
    default:
      return titled("The answer", AnswerLines.conclusion(of: record, glyphs: glyphs, width: width))
        + [[]] + AnswerLines.audit(of: record, glyphs: glyphs, width: width)
    }
  }

  private static func titled(_ title: String, _ lines: [[Span]]) -> [[Span]] {
    [[Span(title, .header)], []] + lines
  }

  private static func text(_ text: String, _ width: Int) -> [[Span]] {
    TextLayout.wrap(text, width: max(1, width)).map { [Span($0, .strong)] }
  }

  private static func features(of record: AskRecord, width: Int) -> [[Span]] {
    let factors = record.stored.model.factors
    let lines = record.answer.features.map { feature in
      [
        Span(feature.name, .strong),
        Span(feature.factor.map { "   \(factors[$0].name)" } ?? "", .accent),
      ]
    }
    return lines.isEmpty ? [[Span("nothing that this person's factors know", .dim)]] : lines
  }

  private static func examples(of record: AskRecord, width: Int) -> [[Span]] {
    let history = record.stored.history
    let answers = record.stored.model.task.answers
    let lines = record.answer.retrieved.filter { history.indices.contains($0.interaction) }
      .flatMap { example -> [[Span]] in
        let item = history[example.interaction]
        let answer = AnswerText.full(item.response, query: item.query, answers: answers)
        let stem = AnswerText.stem(item.query, answers: answers)
        return [
          [
            Span(Quotation.decimal(example.similarity, digits: 2), .number),
            Span("   \(answer)", .label),
          ]
        ]
          + TextLayout.wrap(stem, width: max(1, width - 2)).prefix(2).map {
            [Span("  \($0)", .quote)]
          }
      }
    return lines.isEmpty ? [[Span("no past item shares a feature with it", .dim)]] : lines
  }
}
