internal import Foundation
internal import RPM

/// A user and their factor model as `show` prints it for a person.
enum ModelReport {
  /// The lines, not yet safe for a terminal.
  static func lines(user: User, model: UserModel?, version: Int?, all: Bool) -> [String] {
    var lines = [
      "\(user.name) (\(user.task.name)): \(user.history.count) interactions, \(user.test.count) test items",
      user.task.instruction,
    ]
    guard let model, let version else {
      return lines + ["", "not fitted: rationale fit '\(user.name)'"]
    }
    let day = model.fitted.formatted(.iso8601.year().month().day())
    lines.append(
      "model version \(version), \(model.identity.name), fitted \(day) on \(model.memory.entries.count) interactions"
    )
    if user.history.count > model.memory.entries.count {
      lines.append(
        "stale: \(user.history.count - model.memory.entries.count) interactions came after the fit")
    }
    if let stability = model.statistics.stability {
      lines.append("stability of two halves: \(Quotation.share(stability))")
    }
    let table = FactorTable(model: model, all: all)
    lines += ["", header(of: table)] + table.rows.map { row(of: $0, in: table) }
    if table.standsOut == false { lines += ["", "no single factor stands out beyond chance"] }
    let further = table.further(of: model.factors.count)
    if !all, table.minor + table.boilerplate + further > 0 {
      lines += [
        "",
        "not shown: \(further) less telling, \(table.minor) minor (n < 3), "
          + "\(table.boilerplate) stock words; --all shows them",
      ]
    }
    return lines
  }

  private static let nameWidth = 24

  private static func header(of table: FactorTable) -> String {
    let name = padded("factor", to: nameWidth)
    switch table.columns {
    case .labels(let labels):
      let shown = table.tellingColumns(for: nil, count: 5)
      let base = zip(shown, shown.map { table.base[$0] }).map { column, ratio in
        "\(labels[column]) base \(ratio.value.map(Quotation.share) ?? "n/a")"
      }
      return "\(name)    n  gain  \(base.joined(separator: "  "))"
    case .stances:
      let base = zip(Stance.allCases, table.base).map { stance, ratio in
        "\(stance.word) base \(ratio.value.map(Quotation.share) ?? "n/a")"
      }
      return "\(name)    n  gain  \(base.joined(separator: "  "))"
    case .influence:
      return "\(name)  cov   inf  rate  polarity + / 0 / -"
    }
  }

  private static func row(of row: FactorTable.Row, in table: FactorTable) -> String {
    let mark = row.statistics.isBeyondChance ? "!" : row.statistics.isWeak ? "~" : " "
    let name = padded(row.factor.name, to: nameWidth - 1) + mark
    let support = aligned("\(row.statistics.support)", to: 5)
    if case .influence = table.columns {
      let polarity = row.statistics.polarity
      let influence = aligned("\(row.statistics.influence)", to: 6)
      let rate = aligned(row.statistics.influenceRate.value.map(Quotation.share) ?? "n/a", to: 6)
      let judged =
        row.statistics.influence == 0
        ? "n/a" : "\(polarity.positive) / \(polarity.neutral) / \(polarity.negative)"
      return "\(name)\(support)\(influence)\(rate)  \(judged)"
    }
    let shown = table.tellingColumns(for: nil, count: 5)
    let cells = shown.map { column in
      let cell = row.cells[column]
      let points = Int((cell.delta * 100).rounded())
      let name =
        if case .labels(let labels) = table.columns { labels[column] } else {
          Stance.allCases[column].word
        }
      return
        "\(name) \(cell.propensity.count)/\(cell.propensity.total) \(points >= 0 ? "+" : "")\(points)"
    }
    let gain = aligned(Quotation.decimal(row.statistics.gain, digits: 1), to: 6)
    return "\(name)\(support)\(gain)  \(cells.joined(separator: "  "))"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text.count > width
      ? String(text.prefix(width - 1)) + "…"
      : text + String(repeating: " ", count: width - text.count)
  }

  private static func aligned(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
