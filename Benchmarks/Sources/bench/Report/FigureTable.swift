/// Figures one below the other: for parts that measure at one size.
struct FigureTable {
  /// The figures, in order.
  let figures: [Figure]

  /// The lines.
  var text: String {
    MarkdownTable(
      heads: ["part", "what", "size", "median", "middle half", "runs", "peak MiB", "note"],
      rows: figures.map(row), numeric: 2...6
    ).text
  }

  private func row(_ figure: Figure) -> [String] {
    let value = figure.value
    return [
      figure.part.rawValue, figure.what, figure.size.map(NumberText.count) ?? "",
      "\(NumberText.significant(value.median)) \(figure.unit.rawValue)", value.middleHalf,
      "\(value.samples.count)", figure.peak.map(NumberText.significant) ?? "", figure.note ?? "",
    ]
  }
}

extension Spread {
  /// Where half of the measurements lie, in words.
  var middleHalf: String {
    NumberText.significant(lowerQuartile) + " to " + NumberText.significant(upperQuartile)
  }
}
