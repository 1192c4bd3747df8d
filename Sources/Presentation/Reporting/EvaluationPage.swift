internal import ChatModel
package import Evaluation
package import Foundation
internal import RPM
internal import Workbench

/// An evaluation as a report: which method does best, and whether that may be chance.
package struct EvaluationPage {
  package let evaluation: EvaluationReport
  /// Whether every person has a line, by name.
  package let perUser: Bool
  package let made: Date

  package init(evaluation: EvaluationReport, perUser: Bool, made: Date) {
    self.evaluation = evaluation
    self.perUser = perUser
    self.made = made
  }

  private typealias Result = EvaluationReport.MethodResult
  private typealias Summary = EvaluationReport.TaskSummary
  private var text: EvaluationText { EvaluationText(report: evaluation) }

  package var report: Report {
    let configuration = evaluation.configuration
    return Report(
      title: "Methods compared on people whose answers are known",
      subtitle: evaluation.tasks.map(\.task).joined(separator: ", "),
      facts: [
        Report.Definition("Model", ReportText.identity(configuration.model)),
        Report.Definition("Examples retrieved", "\(configuration.k)"),
        Report.Definition("Test items", configuration.split.words),
        Report.Definition(
          "Intervals",
          "95 % of \(configuration.bootstrap.draws) draws, seed \(configuration.bootstrap.seed)"),
        Report.Definition("Configuration", evaluation.configurationHash),
      ] + (evaluation.isComplete ? [] : [Report.Definition("Incomplete", Self.incomplete)]),
      sections: evaluation.tasks.map(section),
      footer: [ReportOrigin(made: made).text])
  }

  private static let incomplete =
    "not every method was asked about everybody; the same command goes on from there"

  private func section(_ task: Summary) -> ReportSection {
    let title = text.title(of: task).joined(separator: " ")
    let results = evaluation.results(of: task.task)
    let asked = results.filter { $0.unavailable == nil && $0.items > 0 }
    guard task.items > 0, !asked.isEmpty else {
      return ReportSection(title, [.paragraph("Nothing was asked.")])
    }
    var blocks: [ReportBlock] = text.remarks(on: results, in: task).map(ReportBlock.paragraph)
    blocks += [.table(scores(asked, in: task)), .table(methods(asked))]
    if let table = calibration(asked) { blocks.append(.table(table)) }
    let absences = text.absences(results)
    if !absences.isEmpty { blocks += [.heading("Without an honest result"), .list(absences)] }
    if perUser {
      var printed = text.people(of: asked, in: task)
      // The first column of a page names the row.
      printed.columns.removeFirst()
      printed.rows = printed.rows.map { Array($0.dropFirst()) }
      blocks.append(
        .table(ReportTable(printed, caption: "\(task.leading.name), person by person")))
    }
    return ReportSection(title, blocks)
  }

  /// The scores, the leading metric with its interval on one scale for all.
  private func scores(_ results: [Result], in task: Summary) -> ReportTable {
    let leading = task.leading
    let best = EvaluationText.best(results, by: leading)
    let scale = IntervalBar(results.compactMap { $0.metrics[leading] })
    func number(_ title: String) -> ReportTable.Column {
      ReportTable.Column(title: title, isNumber: true)
    }
    return ReportTable(
      caption: ([text.meaning(of: task)] + text.grounds(of: task)
        + ["The line is the interval, the mark the score."]).joined(separator: " "),
      columns: [
        ReportTable.Column(title: "method"), number(leading.name),
        .init(title: "interval"), .init(title: "to the best simple one"),
      ] + (task.tested > 0 ? [number("p")] : []) + task.metrics.dropFirst().map { number($0.name) },
      rows: results.map { result in
        let score = result.metrics[leading]
        let name =
          result.method + (result.method == best ? " (best)" : "")
          + (result.isComplete ? "" : " (part)")
        return [
          ReportTable.Cell(name), .init(score.map { EvaluationText.number($0.micro) } ?? "-"),
          score.map { interval($0, on: scale) } ?? .init("-"),
          .init(text.difference(result, in: task)),
        ]
          + (task.tested > 0 ? [.init(EvaluationText.chance(score?.difference?.claim))] : [])
          + task.metrics.dropFirst().map { metric in
            .init(result.metrics[metric].map { EvaluationText.number($0.micro) } ?? "-")
          }
      })
  }

  private func interval(
    _ score: EvaluationReport.MetricScore, on scale: IntervalBar
  ) -> ReportTable.Cell {
    func place(_ value: Double) -> Double {
      scale.high > scale.low ? (value - scale.low) / (scale.high - scale.low) : 0.5
    }
    let (low, high) = (EvaluationText.number(score.low), EvaluationText.number(score.high))
    return ReportTable.Cell(
      "\(low) to \(high)",
      bar: Bar(
        value: place(score.micro),
        interval: Bar.Interval(low: place(score.low), high: place(score.high))))
  }

  /// What each method does and takes.
  private func methods(_ results: [Result]) -> ReportTable {
    let usesModel = results.contains { !$0.usage.isEmpty }
    return ReportTable(
      caption: "What each method does, and what it takes",
      columns: [
        ReportTable.Column(title: "method"), .init(title: "what it does"),
        .init(title: "a query", isNumber: true),
      ] + (usesModel ? [.init(title: "used")] : []),
      rows: results.map { result in
        [
          ReportTable.Cell(result.method), .init(result.summary),
          .init(EvaluationText.duration(result.querySeconds)),
        ]
          + (usesModel
            ? [.init(result.usage.isEmpty ? "" : UsageText.summary(result.usage))] : [])
      })
  }

  /// Whether confidence can be taken at its word.
  private func calibration(_ results: [Result]) -> ReportTable? {
    guard let result = results.first(where: { $0.kind == .rpm && $0.calibration != nil }),
      let calibration = result.calibration
    else { return nil }
    return ReportTable(
      caption: "Confidence of \(result.method): \(calibration.sentence) "
        + "(ECE \(EvaluationText.number(calibration.ece)), "
        + "\(Count.of(calibration.count, "answer")))",
      columns: [
        ReportTable.Column(title: "confidence"), .init(title: "answers", isNumber: true),
        .init(title: "mean", isNumber: true), .init(title: "right", isNumber: true),
      ],
      rows: calibration.table.map { bin in
        [
          ReportTable.Cell(
            "\(Int((bin.low * 100).rounded())) to \(Int((bin.high * 100).rounded())) %"),
          .init("\(bin.count)"),
          .init(Quotation.share(bin.confidence), bar: Bar(value: bin.confidence)),
          .init(Quotation.share(bin.accuracy), bar: Bar(value: bin.accuracy)),
        ]
      })
  }
}
