internal import ChatModel
package import RPM

/// One query answered in several ways, as `compare --query` prints it for a person.
package struct QueryComparisonReport {
  package var comparison: QueryComparison
  /// Whether what equals the reference is left out.
  package var onlyDifferences: Bool

  package init(comparison: QueryComparison, onlyDifferences: Bool) {
    self.comparison = comparison
    self.onlyDifferences = onlyDifferences
  }

  /// Of the factors that decide, so many are named in a table.
  private static let namedFactors = 3

  /// What was asked; not yet safe for a terminal.
  package var heading: [String] {
    [comparison.query, ""]
  }

  /// A line a user or a method, or a column a model; `nil` where nothing differs.
  package func table(width: Int) -> AlignedTable? {
    guard comparison.kind != .models else { return sideBySide(width: width) }
    let isEmpty = onlyDifferences && shown.count <= 1
    return isEmpty ? nil : lineByLine
  }

  /// The columns of the comparison that are shown.
  private var shown: [Int] {
    let all = comparison.columns.indices
    guard onlyDifferences else { return Array(all) }
    return all.filter { $0 == comparison.reference || !mark($0).isEmpty }
  }

  /// A line each.
  package var lineByLine: AlignedTable {
    let isOfUsers = comparison.kind == .users
    return AlignedTable(
      columns: [
        AlignedTable.Column(title: ""),
        AlignedTable.Column(title: isOfUsers ? "user" : "method", shrinks: true, limit: 32),
        AlignedTable.Column(title: "answer", shrinks: true, limit: 40),
        AlignedTable.Column(title: "sure", isNumber: true),
        AlignedTable.Column(
          title: isOfUsers ? "decides" : "how", shrinks: true, least: isOfUsers ? 24 : 16),
      ],
      rows: shown.map { index in
        let column = comparison.columns[index]
        return [
          mark(index), column.name, (column.answerText ?? column.answer)?.oneLine ?? "-",
          column.confidence.map(Quotation.share) ?? "-", remark(on: column),
        ]
      })
  }

  /// Why there is no answer, what decides it, or how a method comes to it.
  private func remark(on column: QueryComparison.Column) -> String {
    if comparison.kind == .users {
      return column.failure.map { "failed: \($0)" } ?? deciding(in: column)
    }
    return column.failure.map { "n/a: \($0)" } ?? column.detail
  }

  /// The strongest factors, or why there are none.
  private func deciding(in column: QueryComparison.Column) -> String {
    if column.hasLittleEvidence { return "little evidence" }
    guard !column.deciding.isEmpty else { return column.isMasked ? "no single factor" : "" }
    let more = column.deciding.count - Self.namedFactors
    return
      (column.deciding.prefix(Self.namedFactors).map(\.text) + (more > 0 ? ["\(more) more"] : []))
      .joined(separator: "; ")
  }

  private func sideBySide(width: Int) -> AlignedTable? {
    let rows = onlyDifferences ? comparison.differences : comparison.rows
    guard !rows.isEmpty else { return nil }
    let columns = comparison.columns
    let room = (width - 12) / max(1, columns.count) - 2
    let lines = rows.flatMap { row -> [[String]] in
      let cells = row.cells.enumerated().map { index, cell in
        // A step is as long as a sentence: it goes over several lines of its column.
        (cell.isEmpty ? [columns[index].failure.map { "failed: \($0)" } ?? "-"] : cell).flatMap {
          Paragraph.wrap($0, width: max(16, room))
        }
      }
      let height = cells.map(\.count).max() ?? 0
      return (0..<height).map { line in
        [
          line == 0 && row.differs.contains(true) ? "*" : "",
          line == 0 ? Self.title(row.aspect) : "",
        ] + cells.map { $0.indices.contains(line) ? $0[line] : "" }
      }
    }
    return AlignedTable(
      columns: [AlignedTable.Column(title: ""), AlignedTable.Column(title: "")]
        + columns.map { AlignedTable.Column(title: $0.name, shrinks: true) },
      rows: lines)
  }

  /// What it means.
  package var conclusion: [String] { [""] + answers + notes }

  /// Who agrees with whom.
  package var answers: [String] {
    let columns = comparison.columns
    guard columns.count > 1 else { return [] }
    var lines: [String] = []
    let groups = comparison.answers
    if let first = groups.first {
      let all = groups.reduce(0) { $0 + $1.columns.count }
      let texts = groups.enumerated().map { index, group in
        "\(columns[group.columns[0]].answerText ?? group.answer) from \(group.columns.count)"
          + (index == 0 ? " of \(all)" : "")
      }
      lines.append(
        groups.count == 1
          ? "all \(first.columns.count) answers are the same"
          : "answers: \(texts.joined(separator: ", "))")
      if comparison.kind != .users, onlyDifferences, comparison.differences.isEmpty {
        lines.append("nothing differs")
      }
    }
    return lines
  }

  /// What the figures and marks mean, and what was used.
  package var notes: [String] {
    let columns = comparison.columns
    var lines: [String] = []
    if columns.contains(where: \.isMasked) {
      lines.append(
        "decides: without the factor the answer's log-odds against its runner-up change by so many "
          + "nats, by a second run")
    }
    if comparison.kind != .methods,
      columns.contains(where: { !$0.isMasked && !$0.deciding.isEmpty })
    {
      lines.append("factors without a number are those that the path cites")
    }
    if comparison.kind == .users {
      if !comparison.dissenting.isEmpty, comparison.answers.count > 1 {
        lines.append("* another answer than \(columns[comparison.reference ?? 0].name)'s")
      }
    } else if !comparison.differences.isEmpty {
      lines.append("* differs from \(columns[comparison.reference ?? 0].name)")
    }
    let usage = columns.compactMap(\.usage).reduce(Usage()) { $0 + $1 }
    if !usage.isEmpty { lines.append("used \(UsageText.summary(usage))") }
    return lines
  }

  /// The mark of a column whose answer is another one.
  package func mark(_ index: Int) -> String {
    let isMethodWithoutAnswer =
      comparison.kind == .methods && comparison.columns[index].answer == nil
    return comparison.dissenting.contains(index) && !isMethodWithoutAnswer ? "*" : ""
  }

  /// What a row is called.
  package static func title(_ aspect: QueryComparison.Aspect) -> String {
    switch aspect {
    case .answer: "answer"
    case .confidence: "sure"
    case .deciding: "decides"
    case .examples: "examples"
    case .steps: "path"
    }
  }
}
