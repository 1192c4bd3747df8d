package import RPM
internal import Intake

/// Writes what was found of fitted users as rows of a table, one a factor.
///
/// Labels are columns, all labels of all users that are written; a cell is empty where the user's
/// task has no such label.
package struct FactorRowsExporter {
  private static let columns = [
    "user", "task", "version", "factor", "description", "features", "support", "occurrences",
    "gain", "beyond_chance", "boilerplate", "influence", "positive", "neutral", "negative",
    "against", "middle", "for", "unanswered",
  ]

  private let labels: [String]

  /// - Parameter tasks: the answers of everybody who is written.
  package init(_ tasks: some Sequence<AnswerSpace>) {
    var seen: Set<String> = []
    labels = tasks.flatMap(\.labels).filter { seen.insert($0).inserted }
  }

  /// The first row.
  package var header: String {
    row(Self.columns + labels.map { "count_\($0)" } + labels.map { "propensity_\($0)" })
  }

  /// The factors of a user, the best supported first.
  package func rows(user: String, version: Int, of model: UserModel) -> String {
    let order = model.factors.indices.sorted { one, other in
      let (first, second) = (model.statistics.factors[one], model.statistics.factors[other])
      return (second.support, one) < (first.support, other)
    }
    return order.map { index in
      self.row(user: user, version: version, model.factors[index], of: model)
    }.joined()
  }

  private func row(user: String, version: Int, _ factor: Factor, of model: UserModel) -> String {
    let statistics = model.statistics.factors[factor.id]
    let polarity = statistics.polarity
    let features = factor.members.map { "\($0.name) (\($0.count))" }.joined(separator: "; ")
    var cells = [
      user, model.task.name, "\(version)", factor.name, factor.description, features,
      "\(statistics.support)", "\(statistics.occurrences)", Self.number(statistics.gain),
      statistics.isBeyondChance ? "yes" : "no", statistics.isBoilerplate ? "yes" : "no",
      "\(statistics.influence)", "\(polarity.positive)", "\(polarity.neutral)",
      "\(polarity.negative)",
    ]
    cells += Stance.allCases.map {
      statistics.stances.isEmpty ? "" : "\(statistics.stances[$0])"
    }
    let places = labels.map { model.task.answers.index(of: $0) }
    cells += places.map { place in
      place.flatMap { statistics.answers.indices.contains($0) ? statistics.answers[$0] : nil }
        .map(String.init) ?? ""
    }
    cells += places.map { place in
      place.flatMap { statistics.propensity(ofLabel: $0).value }.map(Self.number) ?? ""
    }
    return row(cells)
  }

  private func row(_ cells: [String]) -> String {
    SpreadsheetCell.row(cells.map(SpreadsheetCell.guarded))
  }

  /// Four decimals, no more than are true.
  private static func number(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }
}
