package import RPM

/// A history as `show --history` lists it.
package enum HistoryTable {
  package static func of(_ user: User) -> AlignedTable {
    let hasDates = user.history.contains { $0.date != nil }
    return AlignedTable(
      columns: [AlignedTable.Column(title: "item", isNumber: true)]
        + (hasDates ? [AlignedTable.Column(title: "date")] : [])
        + [
          AlignedTable.Column(title: "answer", shrinks: true),
          AlignedTable.Column(title: "query", shrinks: true, least: 24),
        ],
      rows: user.history.enumerated().map { index, item in
        ["\(index + 1)"] + (hasDates ? [item.date ?? ""] : [])
          + [
            AnswerText.full(item.response, query: item.query, answers: user.task.answers),
            SurveyQuestion(query: item.query).stem,
          ]
      })
  }
}
