/// A report as Markdown (CommonMark with GitHub's tables). Bars are left out: their figures are there.
package enum MarkdownRenderer {
  /// The whole document.
  package static func render(_ report: Report) -> String {
    var parts = ["# \(line(report.title))"]
    if !report.subtitle.isEmpty { parts.append(begin(line(report.subtitle))) }
    parts += definitions(report.facts)
    for section in report.sections {
      parts.append("## \(line(section.title))")
      parts += section.blocks.flatMap(block)
    }
    if !report.footer.isEmpty {
      parts.append("---")
      parts += report.footer.map { begin(line($0)) }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// What Markdown would read as its own within a line.
  private static let marks: Set<Character> = [
    "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "#", "$",
  ]

  /// A text that is nothing but text within a line.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in VisibleText.of(text) {
      if marks.contains(character) { result.append("\\") }
      result.append(character)
    }
    // GitHub makes links of what looks like an address.
    return result.replacing("://", with: ":\\//").replacing("www.", with: "www\\.")
  }

  private static func line(_ text: String) -> String { escaped(VisibleText.line(text)) }

  /// A text at the beginning of a paragraph or an item, where `- ` or `1. ` would begin a list.
  private static func begin(_ line: String) -> String {
    if let first = line.first, "-+=:".contains(first) { return "\\\(line)" }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    if !digits.isEmpty, let sign = rest.first, ".)".contains(sign) {
      return "\(digits)\\\(rest)"
    }
    return line
  }

  private static func block(_ block: ReportBlock) -> [String] {
    switch block {
    case .heading(let text): ["### \(line(text))"]
    case .paragraph(let text): [begin(line(text))]
    case .quote(let text): [quote(text)]
    case .list(let items): [items.map { "- \(begin(line($0)))" }.joined(separator: "\n")]
    case .steps(let steps): [self.steps(steps)]
    case .definitions(let facts): definitions(facts)
    case .table(let table): [self.table(table)]
    case .bars(let chart): [self.chart(chart)]
    }
  }

  private static func quote(_ text: String) -> String {
    let lines = escaped(text).split(separator: "\n", omittingEmptySubsequences: false)
    // Two spaces keep the line end.
    return lines.map { line in
      let trimmed = String(line.drop { $0 == " " })
      return trimmed.isEmpty ? ">" : "> \(begin(trimmed))  "
    }.joined(separator: "\n")
  }

  private static func steps(_ steps: [ReportStep]) -> String {
    steps.enumerated().map { index, step in
      ([step.title] + step.lines).enumerated().map { part, text in
        part == 0 ? "\(index + 1). \(begin(line(text)))" : "   \(begin(line(text)))"
      }.joined(separator: "  \n")
    }.joined(separator: "\n")
  }

  private static func definitions(_ facts: [Report.Definition]) -> [String] {
    guard !facts.isEmpty else { return [] }
    return [facts.map { "- **\(line($0.term))**: \(line($0.text))" }.joined(separator: "\n")]
  }

  private static func table(_ table: ReportTable) -> String {
    rows(
      caption: table.caption, titles: table.columns.map(\.title),
      isNumber: table.columns.map(\.isNumber), cells: table.rows.map { $0.map(\.text) })
  }

  private static func chart(_ chart: BarChart) -> String {
    rows(
      caption: chart.caption, titles: ["", ""], isNumber: [false, true],
      cells: chart.lines.map { [$0.name, $0.figure] })
  }

  private static func rows(
    caption: String, titles: [String], isNumber: [Bool], cells: [[String]]
  ) -> String {
    func row(_ cells: [String]) -> String {
      "| " + cells.map { $0.isEmpty ? " " : $0 }.joined(separator: " | ") + " |"
    }
    let head = [row(titles.map(line)), row(isNumber.map { $0 ? "---:" : "---" })]
    return begin(line(caption)) + "\n\n"
      + (head + cells.map { row($0.map(line)) }).joined(separator: "\n")
  }
}
