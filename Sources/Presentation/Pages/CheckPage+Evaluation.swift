package import Evaluation
package import RPM
internal import TerminalKit
package import Workbench

extension CheckPage {
  /// Of one method so many wrong answers are listed.
  private static let mostWrong = 500

  /// Methods compared: a row each, and behind it the items that the method got wrong.
  ///
  /// - Parameters:
  ///   - people: the people as they were asked, split already.
  ///   - names: whom they are on the screen, in the same order.
  ///   - runs: what came of each method with each person.
  package init(
    _ report: EvaluationReport, people: [User], names: [CheckRequest.Other],
    runs: [Evaluator.Job: MethodRun], isPaid: Bool
  ) throws {
    let text = EvaluationText(report: report)
    guard let task = report.tasks.first, task.items > 0 else {
      self.init(summary: [Self.nothingToAsk])
      return
    }
    let results = report.results(of: task.task).filter { $0.unavailable == nil && $0.items > 0 }
    let table = text.table(of: results, in: task)
    var pages: [CheckPage] = []
    var rows: [Row] = []
    for (cells, result) in zip(table.rows, results) {
      rows.append(
        Row(
          cells: cells, role: result.kind == .rpm ? .strong : .text, target: .detail(pages.count)))
      pages.append(
        Self.wrong(result, people: people, names: names, runs: runs, isPaid: isPaid))
    }
    self.init(
      summary: text.summary(of: task), columns: table.columns, rows: rows,
      legend: text.legend(of: task), details: pages, json: try JSONText.encode(report.withoutPeople)
    )
  }

  /// What stands where nobody can be asked.
  package static let nothingToAsk =
    "Nobody here has test items, or a history of 10 interactions or more to hold some out."

  private static func wrong(
    _ result: EvaluationReport.MethodResult, people: [User], names: [CheckRequest.Other],
    runs: [Evaluator.Job: MethodRun], isPaid: Bool
  ) -> CheckPage {
    var rows: [Row] = []
    for (index, user) in people.enumerated() {
      guard let run = runs[Evaluator.Job(user: index, method: result.method)] else { continue }
      let wrong =
        user.task.answers == .open
        ? Array(user.test.indices)
        : result.people.first { $0.user == user.name && $0.items == user.test.count }?.wrong ?? []
      for item in wrong where run.items.indices.contains(item) && rows.count < mostWrong {
        let (asked, given) = (user.test[item], run.items[item])
        func full(_ response: String) -> String {
          AnswerText.full(response, query: asked.query, answers: user.task.answers).oneLine
        }
        rows.append(
          Row(
            cells: [
              "\(item + 1)", names[index].name, full(asked.response),
              given.failure == nil ? full(given.response) : "failed",
              given.confidence.map(Quotation.share) ?? "-",
              given.failure ?? SurveyQuestion(query: asked.query).stem.oneLine,
            ], role: given.failure == nil ? .text : .error,
            target: .evaluated(
              EvaluatedItem(
                user: names[index].user, name: names[index].name, index: item,
                method: result.method, response: given.response, isPaid: isPaid))))
      }
    }
    let isOpen = people.first?.task.answers == .open
    return CheckPage(
      summary: [
        "\(result.method): \(result.summary)",
        isOpen
          ? "free text has no right or wrong: all \(Count.of(rows.count, "answer"))"
          : "\(rows.count) of \(Count.of(result.items, "test item")) wrong",
      ],
      columns: [
        AlignedTable.Column(title: "item", isNumber: true),
        AlignedTable.Column(title: "user", shrinks: true, limit: 20),
        AlignedTable.Column(title: "said", shrinks: true, limit: 24),
        AlignedTable.Column(title: "method", shrinks: true, limit: 24),
        AlignedTable.Column(title: "sure", isNumber: true),
        AlignedTable.Column(title: "query", shrinks: true, least: 12),
      ], rows: rows,
      legend: ["Enter shows the item and the path of the method. Esc goes back to the methods."])
  }
}
