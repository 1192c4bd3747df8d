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

  /// The plots, and the table at the end, where one looks first.
  var text: String {
    (growth.map(\.plot) + [FigureTable(figures: figures).text, machine.text])
      .joined(separator: "\n\n")
  }
}
