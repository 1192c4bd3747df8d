internal import Presentation
internal import RPM
internal import Storage

/// A column of the sheet of factors.
enum MatrixColumn: Hashable, Sendable {
  case name
  /// Queries with the factor.
  case support
  /// What knowing the factor is worth, in nats.
  case gain
  /// How far it can be leaned on.
  case trust
  /// A label, or a stance of the chosen option, by its place in the table.
  case value(Int)
  case influence
  case rate
  case positive
  case neutral
  case negative

  /// The columns of a table, in order.
  static func all(of table: FactorTable) -> [MatrixColumn] {
    switch table.columns {
    case .labels, .stances:
      [.name, .support, .gain, .trust] + table.base.indices.map { .value($0) }
    case .influence:
      [.name, .support, .influence, .rate, .positive, .neutral, .negative, .trust]
    }
  }

  /// The name above the column.
  func title(in table: FactorTable) -> String {
    switch self {
    case .name: "factor"
    case .support: table.base.isEmpty ? "cov" : "n"
    case .gain: "gain"
    case .trust: "rel"
    case .value(let index): FactorColumns.name(of: index, in: table)
    case .influence: "infl"
    case .rate: "rate"
    case .positive: "+"
    case .neutral: "0"
    case .negative: "-"
    }
  }
}

/// One factor crossed with one column.
struct MatrixCell: Hashable, Sendable {
  var factor: Factor.ID
  var column: MatrixColumn

  /// The interactions behind the cell, as positions in the history that was fitted, newest first:
  /// those with the factor and, for a label or stance, that answer; where influence was judged,
  /// those whose feature had it.
  func interactions(in stored: StoredModel) -> [Int] {
    let model = stored.model
    return model.memory.entries.reversed().compactMap { entry in
      guard entry.features.contains(where: { $0.factor == factor }),
        stored.history.indices.contains(entry.interaction)
      else { return nil }
      let isBehind =
        switch column {
        case .name, .support, .gain, .trust, .rate: true
        case .value(let index): hasAnswer(index, entry, in: stored)
        case .influence: isJudged(entry) { _ in true }
        case .positive: isJudged(entry) { $0 == .positive }
        case .neutral: isJudged(entry) { $0 == .neutral }
        case .negative: isJudged(entry) { $0 == .negative }
        }
      return isBehind ? entry.interaction : nil
    }
  }

  private func hasAnswer(_ index: Int, _ entry: MemoryEntry, in stored: StoredModel) -> Bool {
    let answers = stored.model.task.answers
    guard answers.hasPropensity else {
      let sides = stored.model.statistics.stances.sides
      return sides.indices.contains(index) && entry.stance == sides[index]
    }
    let labels = answers.labels
    return labels.indices.contains(index)
      && stored.history[entry.interaction].response == labels[index]
  }

  private func isJudged(
    _ entry: MemoryEntry, _ fits: (Judgement.Polarity) -> Bool
  ) -> Bool {
    entry.judgements.contains { judgement in
      judgement.isInfluential && entry.features.indices.contains(judgement.feature)
        && entry.features[judgement.feature].factor == factor && fits(judgement.polarity)
    }
  }

  /// What the list of those interactions says above it, behind the factor's name.
  func condition(in table: FactorTable) -> String {
    switch column {
    case .name, .support, .gain, .trust, .rate: ""
    case .value(let index):
      if case .labels = table.columns {
        "answered \(FactorColumns.name(of: index, in: table))"
      } else {
        "chosen \(FactorColumns.name(of: index, in: table))"
      }
    case .influence: "with influence"
    case .positive: "judged positive"
    case .neutral: "judged neutral"
    case .negative: "judged negative"
    }
  }
}
