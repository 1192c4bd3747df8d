internal import ChatModel
package import Foundation
package import RPM
package import Storage
package import Workbench

/// A report on an earlier ask: the answer and everything it rests on.
package struct RunReport {
  package let ask: RunSummary
  package let record: AskRecord
  package let user: String
  package let whatIf: WhatIf?
  private let whyNotMeasured: String
  package let document: RunReportDocument

  /// Puts a report together.
  ///
  /// - Parameters:
  ///   - user: the user's name.
  ///   - whatIf: every factor masked; `nil` where that was not done.
  ///   - whyNotMeasured: why it was not, in a sentence.
  package init(
    ask: RunSummary, record: AskRecord, user: String, whatIf: WhatIf?, whyNotMeasured: String?,
    made: Date
  ) {
    self.ask = ask
    self.record = record
    self.user = user
    self.whatIf = whatIf
    self.whyNotMeasured = whyNotMeasured ?? "Not measured."
    let (stored, answer) = (record.stored, record.answer)
    document = RunReportDocument(
      origin: ReportOrigin(made: made), run: ask.id, asked: ask.created,
      answer: AnswerDocument(
        answer, user: user, model: stored.model, version: stored.version,
        expected: record.expected),
      audit: AnswerDocument.AuditDocument(answer.audited(against: stored.model)),
      examples: answer.retrieved.compactMap { example in
        guard stored.history.indices.contains(example.interaction) else { return nil }
        let item = stored.history[example.interaction]
        return RunReportDocument.Example(
          interaction: example.interaction, similarity: example.similarity,
          answer: example.answer, date: item.date, query: item.query)
      },
      whatIf: whatIf.map {
        WhatIfDocument($0, user: user, model: stored.model, version: stored.version)
      },
      stages: ask.stages?.map(StageDocument.init))
  }

  private var model: UserModel { record.stored.model }
  private var answer: Answer { record.answer }

  private func text(_ response: String) -> String {
    AnswerText.full(response, query: answer.query, answers: model.task.answers)
  }

  package var report: Report {
    Report(
      title: "\(user): \(text(answer.response))", subtitle: ReportText.task(model.task),
      facts: facts,
      sections: [
        ReportSection("Question", [.quote(answer.query)]), features, sum, path, examples,
        masks, cost,
      ],
      footer: [
        ReportText.whatAPathIs, "Model: \(ReportText.model(record.stored)).",
        document.origin.text,
      ])
  }

  private var facts: [Report.Definition] {
    var facts = [
      Report.Definition("Answer", text(answer.response)),
      Report.Definition("Confidence", answer.confidence.map(Quotation.share) ?? "none given"),
    ]
    if answer.hasLittleEvidence {
      facts.append(
        Report.Definition("Evidence", "little: hardly anything but the user's habits spoke"))
    }
    if let expected = record.expected {
      let verdict = expected == answer.response ? "the same" : "different"
      facts.append(Report.Definition("True answer", "\(text(expected)) (\(verdict))"))
    }
    return facts + [
      Report.Definition("Asked", "\(ReportText.moment(ask.created)), ask \(ask.id)"),
      Report.Definition("Answered by", ReportText.identity(answer.identity ?? model.identity)),
      Report.Definition("Memory", ReportText.model(record.stored)),
    ]
  }

  // MARK: What it rests on

  private var features: ReportSection {
    guard !answer.features.isEmpty else {
      return ReportSection("Features", [.paragraph("None were found in the question.")])
    }
    return ReportSection(
      "Features",
      [
        .table(
          ReportTable(
            caption: "What was read from the question, and the factor of each",
            columns: [
              ReportTable.Column(title: ""), .init(title: "feature"), .init(title: "context"),
              .init(title: "factor"),
            ],
            rows: document.answer.features.enumerated().map { index, feature in
              [
                ReportTable.Cell("f\(index + 1)"), .init(feature.name), .init(feature.context),
                .init(feature.factor ?? "none"),
              ]
            }))
      ])
  }

  private var sum: ReportSection {
    let title = "The sum that decided"
    guard let table = EvidenceTable(answer: answer) else {
      return ReportSection(title, [.paragraph("The model that answered gives no sum.")])
    }
    let rows = table.rows.filter { $0.kind == nil || $0.isTelling }
    let widest = (rows + [table.total]).map { abs($0.difference) }.max() ?? 0
    let cells = (rows + [table.total]).map { row in
      [ReportTable.Cell((row.depth > 0 ? "– " : "") + row.name)]
        + (table.runnerUp == nil ? [row.answer] : [row.answer, row.runnerUp]).map {
          .init(AnswerReport.signed($0))
        }
        + [
          .init(
            AnswerReport.signed(row.difference),
            bar: Bar(value: widest > 0 ? row.difference / widest : 0, isDiverging: true))
        ]
    }
    let left = table.rows.count - rows.count
    return ReportSection(
      title,
      [
        .table(
          ReportTable(
            caption: AnswerReport.evidenceTitle(table, answers: model.task.answers),
            columns: [ReportTable.Column(title: "")]
              + ([table.answer] + (table.runnerUp.map { [$0] } ?? [])).map {
                ReportTable.Column(title: $0, isNumber: true)
              } + [.init(title: "difference", isNumber: true)],
            rows: cells))
      ]
        + (left > 0
          ? [.paragraph("\(Count.of(left, "part")) of nothing at two decimals left out.")] : [])
        + (AnswerReport.median(of: table, answers: model.task.answers).map { [.paragraph($0)] }
          ?? []))
  }

  private var path: ReportSection {
    let now = document.audit
    let view = PathView(
      path: answer.path, features: answer.features, factors: model.factors, audit: answer.audit)
    var blocks = ReportText.path(view)
    if now.findings != answer.audit.findings {
      blocks.append(
        .paragraph(
          "Read again against the stored model: \(Count.of(now.findings.count, "finding"))."))
      blocks.append(.list(now.findings.map(\.words)))
    }
    return ReportSection("The path", blocks)
  }

  private var examples: ReportSection {
    guard !document.examples.isEmpty else {
      return ReportSection("Examples", [.paragraph("None were similar.")])
    }
    return ReportSection(
      "Examples",
      [
        .table(
          ReportTable(
            caption: "Past answers that were retrieved, by the cosine of their features",
            columns: [
              ReportTable.Column(title: "item"), .init(title: "cosine", isNumber: true),
              .init(title: "answer"), .init(title: "query"),
            ],
            rows: document.examples.map { example in
              [
                ReportTable.Cell("\(example.interaction + 1)"),
                .init(
                  Quotation.decimal(example.similarity, digits: 3),
                  bar: Bar(value: example.similarity)),
                .init(
                  AnswerText.full(
                    example.answer, query: example.query, answers: model.task.answers)),
                .init(
                  VisibleText.start(of: SurveyQuestion(query: example.query).stem, count: 280)),
              ]
            }))
      ])
  }

  // MARK: What if, and the cost

  private var masks: ReportSection {
    let title = "What if"
    guard let whatIf else {
      return ReportSection(title, [.paragraph(whyNotMeasured)])
    }
    var blocks: [ReportBlock] = []
    if !whatIf.outcomes.isEmpty {
      let printed = WhatIfReport.table(whatIf)
      var table = ReportTable(
        printed, caption: "Each factor taken away by itself, those that decide first")
      let widest = whatIf.outcomes.compactMap { $0.total.map { abs($0.logOdds) } }.max() ?? 0
      if let column = printed.columns.firstIndex(where: { $0.title == "total" }), widest > 0 {
        for (row, outcome) in whatIf.outcomes.enumerated() {
          table.rows[row][column].bar = outcome.total.map {
            Bar(value: $0.logOdds / widest, isDiverging: true)
          }
        }
      }
      blocks.append(.table(table))
    }
    return ReportSection(
      title,
      blocks
        + WhatIfReport.conclusion(whatIf).filter { !$0.isEmpty }.map(ReportBlock.paragraph))
  }

  private var cost: ReportSection {
    var blocks: [ReportBlock] = [
      .paragraph(
        answer.exchanges == nil
          ? "No language model was asked." : "Used \(UsageText.summary(answer.usage)).")
    ]
    if let stages = ask.stages, !stages.isEmpty {
      blocks.append(
        .table(
          ReportTable(
            caption: "What each stage took",
            columns: [
              ReportTable.Column(title: "stage"), .init(title: "time", isNumber: true),
              .init(title: "outcome"), .init(title: "used"),
            ],
            rows: stages.map { stage in
              [
                ReportTable.Cell(stage.stage.rawValue),
                .init(AnswerReport.milliseconds(stage.seconds)), .init(stage.outcome),
                .init(stage.usage.isEmpty ? "" : UsageText.summary(stage.usage)),
              ]
            })))
    } else {
      blocks.append(.paragraph(AnswerReport.timings(of: answer)))
    }
    return ReportSection("Calls, tokens and money", blocks)
  }
}
