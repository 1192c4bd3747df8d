package import Evaluation
internal import Workbench

/// The items behind the cells of a report, for a person: of one method all, of several those on
/// which they differ.
package struct ComparedItemsText {
  private let all: [ComparedItem]

  /// So much of a query is shown.
  private static let mostQuery = 240

  package init(items: [ComparedItem]) {
    all = items
  }

  /// As `--json` prints it.
  package struct Document: Codable, Hashable {
    /// How many items the methods were asked about.
    package var asked: Int
    /// Those that are shown.
    package var items: [ComparedItem]
  }

  package var document: Document { Document(asked: all.count, items: shown) }

  private var shown: [ComparedItem] {
    all.contains { $0.answers.count > 1 } ? all.filter(\.isDisputed) : all
  }

  /// The lines, not yet safe for a terminal.
  package var lines: [String] {
    shown.flatMap { Self.lines(of: $0) + [""] } + summary
  }

  private static func lines(of item: ComparedItem) -> [String] {
    var lines = [
      "\(item.user) (\(item.task)), test item \(item.index + 1)",
      ReportLine("query", shortened(item.query)).printed,
      ReportLine("answer", item.expected.oneLine).printed,
    ]
    for answer in item.answers {
      lines.append(ReportLine(answer.method, said(answer)).printed)
      guard let reasoning = answer.reasoning, !reasoning.isEmpty else { continue }
      lines += reasoning.split(whereSeparator: \.isNewline).map { "    \($0)" }
    }
    return lines
  }

  private static func said(_ answer: ComparedItem.Answer) -> String {
    if let failure = answer.failure { return "no answer: \(failure)" }
    let response = answer.response.oneLine
    guard answer.answer != nil else { return "\(response), which is no answer" }
    let verdict = answer.isRight.map { $0 ? ", right" : ", wrong" } ?? ""
    return response + verdict
  }

  /// A query on one line, its end left out where it is long.
  static func shortened(_ query: String, most: Int = mostQuery) -> String {
    let line = query.oneLine
    return line.count > most ? line.prefix(most - 1) + "…" : line
  }

  private var summary: [String] {
    let methods = all.first?.answers.map(\.method) ?? []
    guard methods.count > 1 else { return [Count.of(all.count, "item")] }
    let line = "\(shown.count) of \(Count.of(all.count, "item")) have different answers"
    guard methods.count == 2, shown.contains(where: { $0.answers[0].isRight != nil }) else {
      return [line]
    }
    func right(_ place: Int) -> Int {
      shown.count { $0.answers[place].isRight == true && $0.answers[1 - place].isRight == false }
    }
    return [
      "\(line): \(methods[0]) alone is right in \(right(0)), \(methods[1]) alone in \(right(1)), "
        + "neither in \(shown.count - right(0) - right(1))"
    ]
  }
}
