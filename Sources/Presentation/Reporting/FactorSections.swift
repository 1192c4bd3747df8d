package import RPM
internal import Workbench

/// Base rates and factors of a model, as reports show them.
package struct FactorSections {
  /// A full bar is so far from the base rate, as on the screen.
  private static let fullBar = 0.5
  /// More labels than this have no column each.
  private static let columnLimit = 6

  package let model: UserModel
  package let table: FactorTable

  package init(_ model: UserModel) {
    self.model = model
    table = FactorTable(model: model)
  }

  /// What answers are counted by: labels, or the side of the chosen option.
  private var names: [String] { table.columns.names }

  /// What moves the person, in words.
  package var inShort: ReportSection {
    ReportSection("In short", [.paragraph(Finding(model, in: table).text)])
  }

  /// How often each answer is given whatever the query.
  package var baseRates: ReportSection {
    let title = "Base rates"
    guard !names.isEmpty else {
      return ReportSection(
        title,
        [.paragraph("Answers are free text, so that there are no shares of answers to show.")])
    }
    let of = table.columns.areStances ? "the side of the chosen option" : "the answer"
    return ReportSection(
      title,
      [
        .bars(
          .shares(
            "How often \(of) is which, of all past answers that were counted",
            Array(zip(names, table.base)).map { (name: $0, ratio: $1) }))
      ])
  }

  /// The factors that say most.
  package var factors: ReportSection {
    var blocks: [ReportBlock] = []
    if table.rows.isEmpty {
      blocks.append(.paragraph("No factor is in three queries or more."))
    } else if names.isEmpty {
      blocks.append(.table(influence))
    } else {
      if names.count <= Self.columnLimit { blocks.append(.table(matrix)) }
      blocks.append(.table(telling))
    }
    if table.standsOut == false {
      blocks.append(.paragraph("No single factor stands out beyond chance."))
    }
    if let omitted = table.omitted(of: model.factors.count) {
      blocks.append(
        .paragraph("Of \(Count.of(model.factors.count, "factor")) not shown: \(omitted)."))
    }
    return ReportSection("Factors", blocks)
  }

  /// A column a label, each figure with a bar from the base rate.
  private var matrix: ReportTable {
    ReportTable(
      caption:
        "Propensity of each answer. 4/9 +22 is 4 of the 9 answers with the factor, 22 points "
        + "above the base rate. Bars to the right are above it; a full one is "
        + "\(Int(Self.fullBar * 100)) points",
      columns: [ReportTable.Column(title: "factor"), .init(title: "n", isNumber: true)]
        + names.map { ReportTable.Column(title: $0) },
      rows: table.rows.map { row in
        [ReportTable.Cell(row.factor.name), .init("\(row.statistics.support)")]
          + row.cells.map { ReportTable.Cell(FactorLines.figure($0), bar: Self.bar($0)) }
      })
  }

  /// The answer that each factor says most about, with all that is known of it.
  private var telling: ReportTable {
    let isShrunk = !table.columns.areStances
    let number = { (title: String) in ReportTable.Column(title: title, isNumber: true) }
    // Without the columns of all labels, the bars are here.
    let isOnly = names.count > Self.columnLimit
    return ReportTable(
      caption: "The answer that each factor says most about. Gain in nats; ! is beyond chance",
      columns: [ReportTable.Column(title: "factor"), number("n"), .init(title: "answer")]
        + [ReportTable.Column(title: "propensity"), .init(title: "base rate")]
        + (isShrunk ? [number("shrunk")] : []) + [
          number("lift"), number("gain"), .init(title: ""),
        ],
      rows: table.rows.map { row in
        guard let label = table.tellingColumns(for: row, count: 1, byWeight: true).first else {
          return [ReportTable.Cell(row.factor.name)]
        }
        let cell = row.cells[label]
        return [
          ReportTable.Cell(row.factor.name), .init("\(row.statistics.support)"),
          .init(names[label]),
          .init(
            Quotation.ratio(cell.propensity),
            bar: isOnly ? Bar(value: cell.propensity.value ?? 0) : nil),
          .init(Quotation.ratio(cell.base)),
        ] + (isShrunk ? [.init(cell.shrunk.map(Quotation.share) ?? "")] : [])
          + [
            .init(cell.lift.map { Quotation.decimal($0, digits: 1) } ?? ""),
            .init(Quotation.decimal(row.statistics.gain, digits: 1)),
            .init(row.statistics.isBeyondChance ? "!" : ""),
          ]
      })
  }

  private var influence: ReportTable {
    let number = { (title: String) in ReportTable.Column(title: title, isNumber: true) }
    return ReportTable(
      caption: "Coverage: queries with the factor. Influence: its features that influenced the "
        + "answer, and how many of these spoke for it, neither way, or against it",
      columns: [
        ReportTable.Column(title: "factor"), number("coverage"), .init(title: "influence"),
        number("for"), number("neither"), number("against"),
      ],
      rows: table.rows.map { row in
        let statistics = row.statistics
        let judged = [
          statistics.polarity.positive, statistics.polarity.neutral, statistics.polarity.negative,
        ]
        return [
          ReportTable.Cell(row.factor.name), .init("\(statistics.support)"),
          .init(
            Quotation.ratio(statistics.influenceRate),
            bar: Bar(value: statistics.influenceRate.value ?? 0)),
        ] + judged.map { .init("\($0)") }
      })
  }

  private static func bar(_ cell: FactorTable.Cell) -> Bar {
    Bar(value: cell.delta / fullBar, isDiverging: true)
  }
}
