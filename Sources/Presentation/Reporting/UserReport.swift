package import Foundation
package import RPM
package import Storage
internal import Workbench

/// A report on a user: their factors, how far these hold, and how well the model knows them.
package struct UserReport {
  /// At most so many failures and findings are listed.
  private static let listed = 12
  /// So many past answers are shown with their paths.
  private static let shownPaths = 3

  package let user: User
  package let stored: StoredModel
  package let document: UserReportDocument
  private let leaveOneOut: LeaveOneOut?
  private let whyNotMeasured: String

  /// Puts a report together.
  ///
  /// - Parameters:
  ///   - isStale: whether the history has changed since the fit.
  ///   - leaveOneOut: the model on the user's own past; `nil` where it was not measured.
  ///   - whyNotMeasured: why it was not, in a sentence.
  ///   - edits: the changes that lead to this version.
  package init(
    user: User, stored: StoredModel, isStale: Bool, audit: AuditDocument,
    leaveOneOut: LeaveOneOut?, whyNotMeasured: String?, edits: [JournalEntry], made: Date
  ) {
    self.user = user
    self.stored = stored
    self.leaveOneOut = leaveOneOut
    self.whyNotMeasured = whyNotMeasured ?? "Not measured."
    let model = stored.model
    var known = ModelDocument(user: user, model: model, version: stored.version)
    known.stale = isStale
    var paths = ModelDocument(user: user, model: nil, version: nil)
    for item in Self.tellingItems(of: user, stored) {
      paths.add(item..<item + 1, of: user, stored: stored)
    }
    document = UserReportDocument(
      origin: ReportOrigin(made: made), user: known,
      drift: Drift(model, history: stored.history).map {
        DriftDocument($0, user: user.name, stored: stored)
      },
      audit: audit,
      leaveOneOut: leaveOneOut.map {
        LeaveOneOutDocument($0, user: user.name, model: model, version: stored.version)
      },
      paths: paths.history ?? [],
      edits: edits.map {
        UserReportDocument.Edit(version: $0.version, made: $0.created, what: $0.change.text)
      })
  }

  package var report: Report {
    let factors = FactorSections(stored.model)
    return Report(
      title: user.name, subtitle: ReportText.task(user.task), facts: facts,
      sections: [factors.inShort, factors.baseRates, factors.factors, stability, memory] + ownPast
        + [paths, edits],
      footer: [ReportText.whatAPathIs, "Model: \(ReportText.model(stored)).", document.origin.text])
  }

  private var facts: [Report.Definition] {
    var facts = [
      Report.Definition("Past answers", ReportText.history(of: user)),
      Report.Definition("Test items", "\(user.test.count)"),
      Report.Definition("Factors", "\(stored.model.factors.count)"),
      Report.Definition("Model", ReportText.model(stored)),
    ]
    if document.user.stale == true {
      facts.append(
        Report.Definition("Stale", "the history has changed since; this is the model before"))
    }
    return facts
  }

  // MARK: How far it holds

  private var stability: ReportSection {
    let title = "Stability and drift"
    guard var drift = document.drift else {
      return ReportSection(
        title, [.paragraph("Not measured: answers are free text and have no shares to compare.")])
    }
    let verdict = drift.verdict
    let shown = Set(FactorTable(model: stored.model).rows.map(\.factor.name))
    drift.factors = drift.factors.filter { $0.significant || shown.contains($0.factor ?? "") }
    let heading = drift.heading.dropFirst().filter { !$0.isEmpty }
    let caption =
      "halves: how alike the factor is in two random halves of the history, 1 the same and 0 "
      + "unrelated; answer: the one whose share changes most, early and late; chance: how often "
      + "chance alone gives such a difference. ~ is in fewer than 3 queries"
    return ReportSection(
      title,
      heading.map(ReportBlock.paragraph)
        + [.table(ReportTable(drift.table(all: true), caption: caption))]
        + [.paragraph(verdict)])
  }

  private var memory: ReportSection {
    let audit = document.audit
    let states = [
      ("clean", audit.memory.clean), ("repaired", audit.memory.repaired),
      ("excluded", audit.memory.excluded),
    ]
    let findings = audit.findings.prefix(Self.listed).map(\.text)
    let more = audit.findings.count - findings.count
    return ReportSection(
      "The memory's health",
      [
        .bars(
          .shares(
            "Paths of past answers: right at once, right in the second try, out of retrieval",
            states.map { (name: $0.0, ratio: Ratio($0.1, of: audit.memory.items)) })),
        .definitions(audit.facts.map { Report.Definition($0.name, $0.text) }),
        audit.findings.isEmpty
          ? .paragraph("The audit finds nothing wrong.")
          : .list(findings + (more > 0 ? ["and \(more) more"] : [])),
      ])
  }

  // MARK: The own past

  private var ownPast: [ReportSection] {
    let title = "The model on this user's own past"
    guard let result = leaveOneOut else {
      return [ReportSection(title, [.paragraph(whyNotMeasured)])]
    }
    var blocks: [ReportBlock] = [
      .paragraph(
        "\(Count.of(result.items.count, "past answer")), each asked as if it had not been given.")
    ]
    if stored.model.task.answers == .open {
      blocks.append(.paragraph("Free text is hardly ever equal, so that no accuracy is shown."))
    } else {
      blocks.append(
        .bars(
          .shares(
            "Answered as the user did",
            [
              (name: "the model", ratio: result.accuracy),
              (name: "the usual answer alone", ratio: result.usualAccuracy),
            ])))
      if let error = result.meanError, let usual = result.usualMeanError {
        blocks.append(
          .paragraph(
            "Off by \(LeaveOneOutReport.decimal(error)) labels in the mean; the usual answer alone "
              + "\(LeaveOneOutReport.decimal(usual))."))
      }
      if !result.failures.isEmpty { blocks.append(.table(failures(result))) }
    }
    let faithfulness = document.leaveOneOut?.faithfulness
    return [
      ReportSection(title, blocks),
      ReportSection(
        "Faithfulness",
        [
          faithfulness.map { .list($0.lines) }
            ?? .paragraph("Not measured: no past answer has a factor.")
        ]),
    ]
  }

  private func failures(_ result: LeaveOneOut) -> ReportTable {
    let listed = result.failures.prefix(Self.listed)
    let of = listed.count < result.failures.count ? " (\(listed.count) of them)" : ""
    return ReportTable(
      caption: "Where it goes wrong, the surest first\(of)",
      columns: [
        ReportTable.Column(title: "item"), .init(title: "user"), .init(title: "model"),
        .init(title: "sure", isNumber: true), .init(title: "query"),
      ],
      rows: listed.map { item in
        [
          ReportTable.Cell("\(item.interaction + 1)"), .init(item.expected),
          .init(item.answer ?? "-"), .init(item.confidence.map(Quotation.share) ?? "-"),
          .init(
            VisibleText.start(
              of: SurveyQuestion(query: stored.history[item.interaction].query).stem, count: 160)),
        ]
      })
  }

  // MARK: Paths and edits

  /// Items with a clean path that rests on one of the most telling factors, one a factor.
  private static func tellingItems(of user: User, _ stored: StoredModel) -> [Int] {
    let model = stored.model
    var items: [Int] = []
    for row in FactorTable(model: model).rows where items.count < shownPaths {
      let found = user.history.indices.first { index in
        guard !items.contains(index),
          let place = stored.place(of: user.history[index], at: index)
        else { return false }
        let entry = model.memory.entries[place]
        return entry.takesPart && entry.audit.isClean && entry.marks.staleness == nil
          && entry.path?.steps.contains { $0.factor == row.factor.id } == true
      }
      if let found { items.append(found) }
    }
    return items
  }

  private var paths: ReportSection {
    let blocks = document.paths.flatMap { item -> [ReportBlock] in
      guard let place = stored.place(of: user.history[item.interaction], at: item.interaction)
      else { return [] }
      let entry = stored.model.memory.entries[place]
      guard let path = entry.path else { return [] }
      let answer = AnswerText.full(item.response, query: item.query, answers: user.task.answers)
      let date = item.date.map { ", \($0)" } ?? ""
      return [
        .heading("Item \(item.interaction + 1)\(date): \(answer)"), .quote(item.query),
      ]
        + ReportText.path(
          PathView(
            path: path, features: entry.features, factors: stored.model.factors,
            audit: entry.audit))
    }
    return ReportSection(
      "Examples of paths",
      blocks.isEmpty ? [.paragraph("No path rests on one of these factors.")] : blocks)
  }

  private var edits: ReportSection {
    ReportSection(
      "Edits",
      [
        document.edits.isEmpty
          ? .paragraph("None: the model is as it was fitted.")
          : .list(
            document.edits.map {
              "version \($0.version), \(ReportText.day($0.made)): \($0.what)"
            })
      ])
  }
}
