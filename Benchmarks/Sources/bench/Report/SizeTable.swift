/// The figures of a part by size: a row for each thing that was measured, a column for each size.
struct SizeTable {
  /// The figures of the part.
  let figures: [Figure]
  /// How they grow.
  let growth: [Growth]

  /// The lines.
  var text: String {
    let sizes = Set(figures.compactMap(\.size)).sorted()
    let part = figures.first?.part.rawValue ?? ""
    let rows = figures.reduce(into: [Series]()) { series, figure in
      let isNew = !series.contains { $0.what == figure.what && $0.unit == figure.unit }
      if isNew { series.append(Series(what: figure.what, unit: figure.unit)) }
    }.flatMap { lines(of: $0, sizes: sizes) }
    return MarkdownTable(
      heads: [part] + sizes.map(NumberText.count) + ["~ n^"], rows: rows,
      numeric: 1...sizes.count + 1
    ).text
  }

  private struct Series {
    let what: String
    let unit: Figure.Unit
  }

  private func lines(of series: Series, sizes: [Int]) -> [[String]] {
    let own = figures.filter { $0.what == series.what && $0.unit == series.unit }
    func row(_ unit: Figure.Unit, _ cell: (Figure) -> String?) -> [String] {
      let cells = sizes.map { size in own.first { $0.size == size }.flatMap(cell) ?? "" }
      let exponent = growth.first { $0.what == series.what && $0.unit == unit }
        .map { NumberText.fixed($0.exponent, 2) + ", " + NumberText.fixed($0.exponentAtEnd, 2) }
      return ["\(series.what), \(unit.rawValue)"] + cells + [exponent ?? ""]
    }
    let values = row(series.unit) { figure in
      NumberText.significant(figure.value.median) + " (" + figure.value.middleHalf + ")"
    }
    guard own.contains(where: { $0.peak != nil }) else { return [values] }
    return [values, row(.mebibytes) { $0.peak.map(NumberText.significant) }]
  }
}
