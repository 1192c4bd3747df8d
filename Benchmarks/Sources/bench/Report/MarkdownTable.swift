/// A table in Markdown whose columns are aligned for a terminal, too.
struct MarkdownTable {
  /// What stands above the columns.
  let heads: [String]
  /// The cells, as many a row as there are heads.
  let rows: [[String]]
  /// The columns whose cells end at the right edge.
  let numeric: ClosedRange<Int>

  /// The lines.
  var text: String {
    let widths = heads.indices.map { column in
      ([heads] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).enumerated().map { column, pair in
        numeric.contains(column) ? pair.0.leftPadded(pair.1) : pair.0.rightPadded(pair.1)
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule = widths.enumerated().map { column, width in
      let dashes = String(repeating: "-", count: width + 1)
      return numeric.contains(column) ? dashes + ":" : "-" + dashes
    }
    return ([line(heads), "|" + rule.joined(separator: "|") + "|"] + rows.map(line))
      .joined(separator: "\n")
  }
}
