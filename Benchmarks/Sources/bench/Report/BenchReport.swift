/// Everything that was measured, and what follows from it.
struct BenchReport: Encodable {
  /// The machine.
  let machine: Machine
  /// What was measured.
  let figures: [Figure]
  /// How it grows.
  let growth: [Growth]

  /// Puts figures together.
  init(machine: Machine, figures: [Figure]) {
    self.machine = machine
    self.figures = figures
    growth = Growth.all(in: figures)
  }

  /// The plots, and the tables at the end, where one looks first.
  var text: String {
    let growing = Set(growth.map(\.part))
    let bySize = Part.allCases.filter(growing.contains).map { part in
      SizeTable(
        figures: figures.filter { $0.part == part }, growth: growth.filter { $0.part == part }
      ).text
    }
    let others = figures.filter { !growing.contains($0.part) }
    let list = others.isEmpty ? [] : [FigureTable(figures: others).text]
    let legend =
      "Medians, with the middle half of the runs. ~ n^: the exponent of growth, and that over the "
      + "three largest sizes."
    return (growth.map(\.plot) + bySize + list + [legend, machine.text])
      .joined(separator: "\n\n")
  }
}
