/// The figures as a Markdown table, which is aligned for a terminal too.
struct FigureTable {
  /// The figures, in order.
  let figures: [Figure]

  private static let heads = [
    "part", "what", "size", "median", "middle half", "most", "runs", "peak MiB", "note",
  ]

  /// The lines.
  var text: String {
    let rows = figures.map(row)
    let widths = Self.heads.indices.map { column in
      ([Self.heads] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).enumerated().map { column, pair in
        (2...7).contains(column) ? pair.0.leftPadded(pair.1) : pair.0.rightPadded(pair.1)
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule =
      "|"
      + widths.enumerated().map { column, width in
        let dashes = String(repeating: "-", count: width + 1)
        return (2...7).contains(column) ? dashes + ":" : "-" + dashes
      }.joined(separator: "|") + "|"
    return ([line(Self.heads), rule] + rows.map(line)).joined(separator: "\n")
  }

  private func row(_ figure: Figure) -> [String] {
    let value = figure.value
    func number(_ number: Double) -> String { NumberText.significant(number) }
    return [
      figure.part.rawValue, figure.what, figure.size.map(NumberText.count) ?? "",
      "\(number(value.median)) \(figure.unit.rawValue)",
      "\(number(value.lowerQuartile)) to \(number(value.upperQuartile))", number(value.most),
      "\(value.samples.count)", figure.peak.map(number) ?? "", figure.note ?? "",
    ]
  }
}
