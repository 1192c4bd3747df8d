package import Foundation
package import RPM
package import Storage
internal import Workbench

/// Words that several reports use.
package enum ReportText {
  /// What a path is, for readers who do not know the program.
  package static let whatAPathIs =
    "A path is a rationale consistent with past behaviour, not a claim about what a person thought."

  /// A day in UTC: `2026-11-21`.
  package static func day(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day())
  }

  /// Day and time in UTC.
  package static func moment(_ date: Date) -> String {
    date.formatted(
      .iso8601.year().month().day().dateTimeSeparator(.space)
        .time(includingFractionalSeconds: false)) + " UTC"
  }

  /// What a model of a person is: `version 2, built-in (1), fitted 2026-11-21 on 39 past answers`.
  package static func model(_ stored: StoredModel) -> String {
    let model = stored.model
    let window = model.statistics.window.map { " (\($0.words) only)" } ?? ""
    return "version \(stored.version), \(identity(model.identity)), fitted "
      + "\(day(model.fitted)) on \(Count.of(model.memory.entries.count, "past answer"))\(window)"
  }

  /// A model with its version, or its endpoint.
  package static func identity(_ identity: ModelIdentity) -> String {
    "\(identity.name) (\(identity.version))"
  }

  /// Who somebody is and what they are asked.
  package static func task(_ task: TaskDefinition) -> String {
    task.instruction.isEmpty ? task.name : "\(task.name): \(task.instruction)"
  }

  /// How many past answers there are, and of which time.
  package static func history(of user: User) -> String {
    let days = user.history.compactMap(\.instant).map {
      Instant(milliseconds: $0, precision: .day)
    }
    guard let first = days.min(), let last = days.max(), HistoryOrder(user.history).isKnown else {
      return "\(user.history.count)"
    }
    return "\(user.history.count), \(first.text) to \(last.text)"
  }

  /// The steps of a path with what the audit says of each.
  package static func steps(_ view: PathView) -> [ReportStep] {
    view.steps.map { step in
      let head = (step.features + (step.factor.map { ["[\($0)]"] } ?? [])).joined(separator: ", ")
      let parts = [head, step.evidence, step.effect].filter { !$0.isEmpty }
      return ReportStep(
        title: parts.first ?? "",
        lines: parts.dropFirst()
          + step.findings.map { "WRONG: \($0.words)" })
    }
  }

  /// A path with its conclusion and the verdict of the audit.
  package static func path(_ view: PathView) -> [ReportBlock] {
    [
      .steps(steps(view)),
      .paragraph("Conclusion: \(view.conclusion). \(ReportParts.verdict(view.audit))."),
    ] + view.conclusionFindings.map { .paragraph("WRONG: \($0.correction)") }
  }
}

extension BarChart {
  /// Bars of shares, each with its integers.
  package static func shares(_ caption: String, _ shares: [(name: String, ratio: Ratio)])
    -> BarChart
  {
    BarChart(
      caption: caption,
      lines: shares.map { name, ratio in
        Line(name: name, figure: Quotation.ratio(ratio), bar: Bar(value: ratio.value ?? 0))
      })
  }
}
