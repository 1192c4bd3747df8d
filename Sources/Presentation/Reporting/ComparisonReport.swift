package import Foundation
package import RPM
package import Storage

/// A report on two users: what they share, what they oppose, and where it is asked one question
/// answered by both.
package struct ComparisonReport {
  /// A user with the model that is compared.
  package struct Person: Sendable {
    package var user: User
    package var stored: StoredModel

    package init(user: User, stored: StoredModel) {
      self.user = user
      self.stored = stored
    }
  }

  package let people: [Person]
  package let document: ComparisonReportDocument

  /// Puts a report together.
  ///
  /// - Parameter query: the question, where one was put to both.
  package init(
    _ first: Person, _ second: Person, factors: FactorComparison, query: QueryComparison?,
    made: Date
  ) {
    people = [first, second]
    document = ComparisonReportDocument(
      origin: ReportOrigin(made: made),
      users: people.map {
        ModelDocument(user: $0.user, model: $0.stored.model, version: $0.stored.version)
      },
      factors: CompareDocument(
        first: first.user.name, second: second.user.name, comparison: factors),
      query: query)
  }

  package var report: Report {
    Report(
      title: people.map(\.user.name).joined(separator: " and "),
      subtitle: Set(people.map { ReportText.task($0.user.task) }).sorted().joined(separator: "; "),
      facts: people.map {
        Report.Definition(
          $0.user.name, "\($0.user.history.count) past answers; \(ReportText.model($0.stored))")
      },
      sections: [factors] + question + [baseRates] + people.map(strongest),
      footer: [ReportText.whatAPathIs, document.origin.text])
  }

  private var factors: ReportSection {
    let compared = document.factors
    var blocks = compared.title.map(ReportBlock.paragraph)
    if !compared.comparison.pairs.isEmpty {
      var table = ReportTable(
        compared.table,
        caption:
          "Factors paired by how alike they are. Shift: how far the factor moves the answers "
          + "of each, in labels up or down a scale, or in the share of for less against")
      let shifts = compared.comparison.pairs.map { [$0.firstShift, $0.secondShift] }
      let widest = shifts.joined().compactMap { $0.map(abs) }.max() ?? 0
      let columns = compared.table.columns.indices.filter {
        compared.table.columns[$0].title == "shift"
      }
      for (row, values) in shifts.enumerated() where widest > 0 {
        for (column, value) in zip(columns, values) {
          table.rows[row][column].bar = value.map { Bar(value: $0 / widest, isDiverging: true) }
        }
      }
      blocks.append(.table(table))
    }
    return ReportSection("Factors in common", blocks + compared.rest.map(ReportBlock.paragraph))
  }

  private var question: [ReportSection] {
    guard let query = document.query else { return [] }
    let printed = QueryComparisonReport(comparison: query, onlyDifferences: false)
    var blocks: [ReportBlock] = [.quote(query.query)]
    if let table = printed.table(width: OutputChannel.readingWidth) {
      blocks.append(.table(ReportTable(table, caption: "The question, asked as each of them")))
    }
    blocks += printed.conclusion.filter { !$0.isEmpty }.map(ReportBlock.paragraph)
    for column in query.columns where !column.steps.isEmpty {
      blocks.append(.heading("The path of \(column.name)"))
      blocks.append(
        .steps(
          column.steps.map { step in
            ReportStep(
              title: step.factor.map { "[\($0)]" } ?? step.evidence,
              lines: (step.factor == nil ? [step.effect] : [step.evidence, step.effect])
                .filter { !$0.isEmpty })
          }))
    }
    return [ReportSection("One question", blocks)]
  }

  private var baseRates: ReportSection {
    ReportSection(
      "Base rates",
      people.flatMap { person in
        [.heading(person.user.name)] + FactorSections(person.stored.model).baseRates.blocks
      })
  }

  private func strongest(_ person: Person) -> ReportSection {
    ReportSection(
      "Factors of \(person.user.name)", FactorSections(person.stored.model).factors.blocks)
  }
}
