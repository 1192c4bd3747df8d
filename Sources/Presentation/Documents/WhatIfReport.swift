internal import ChatModel
package import RPM
package import Storage

/// A what-if as `what-if` prints it for a person.
package enum WhatIfReport {
  /// What is asked and answered; not yet safe for a terminal.
  package static func heading(
    _ whatIf: WhatIf, user: String, stored: StoredModel
  ) -> [ReportLine] {
    let answer = whatIf.baseline
    let answers = stored.model.task.answers
    func text(_ response: String) -> String {
      AnswerText.full(response, query: answer.query, answers: answers)
    }
    var lines: [ReportLine] = [
      "\(user) (\(stored.model.task.name)), version \(stored.version)", "",
      ReportLine("answer", text(answer.response)),
    ]
    if let runnerUp = whatIf.runnerUp { lines.append(ReportLine("runner-up", text(runnerUp))) }
    if let evidence = answer.evidence,
      let won = evidence.labels.firstIndex(of: answer.response),
      let other = whatIf.runnerUp.flatMap({ evidence.labels.firstIndex(of: $0) })
    {
      let odds = evidence.logits[won] - evidence.logits[other]
      lines.append(
        ReportLine("log-odds", "\(AnswerReport.signed(odds)) for the answer, in nats"))
    }
    return lines + [""]
  }

  /// One line a mask, those that decide first.
  package static func table(_ whatIf: WhatIf) -> AlignedTable {
    let isSum = whatIf.baseline.evidence != nil
    let figures = isSum ? ["direct", "total", "via others"] : []
    return AlignedTable(
      columns: [
        AlignedTable.Column(title: "without", shrinks: true, least: 12), .init(title: ""),
        AlignedTable.Column(title: "answer", shrinks: true, limit: 40, least: 8),
      ]
        + figures.map { AlignedTable.Column(title: $0, isNumber: true) }
        + [.init(title: "steps fallen")],
      rows: whatIf.outcomes.map { outcome in
        let direct = outcome.direct?.logOdds
        let total = outcome.total?.logOdds
        let numbers = isSum ? [direct, total, outcome.viaExamplesAndWording] : []
        return [
          outcome.name, outcome.mask.kind.rawValue,
          outcome.failure.map { "failed: \($0)" }
            ?? (outcome.answer ?? "") + (whatIf.flips(outcome) ? "  FLIPS" : ""),
        ] + numbers.map { $0.map(AnswerReport.signed) ?? "-" }
          + [outcome.fallenSteps.map { "\($0 + 1)" }.joined(separator: " ")]
      })
  }

  /// What it means.
  package static func conclusion(_ whatIf: WhatIf) -> [String] {
    var lines = [""]
    if whatIf.outcomes.isEmpty {
      lines.append("nothing to mask: no feature of the query has a factor")
    } else if whatIf.baseline.evidence == nil {
      lines.append("the model gives no sum, so that only answers can be compared")
    } else {
      lines += [
        "below 0: what is masked spoke for the answer. direct is its bar alone; total is a second "
          + "run; via others is what other examples and wording make of it"
      ]
    }
    if let faithfulness = whatIf.faithfulness {
      lines += FaithfulnessDocument(faithfulness).lines
    }
    let usage = whatIf.usage + whatIf.baseline.usage
    if usage.calls + usage.replayed > 0 { lines.append("used \(UsageText.summary(usage))") }
    return lines
  }
}
