internal import Foundation
package import RPM

/// The factor panel as values: which factors are shown, in which order, with which figures.
///
/// The cockpit draws it and `show` prints it, so that both say the same.
package struct FactorTable: Hashable, Sendable {
  package enum Columns: Hashable, Sendable {
    /// One column a label: Propensity against the base rate.
    case labels([String])
    /// One column a stance of the chosen option.
    case stances([Stance])
    /// Coverage, Influence and Polarity.
    case influence

    /// Whether they are stances.
    package var areStances: Bool { if case .stances = self { true } else { false } }

    /// What each column is about: labels, or words for stances; none for influence.
    package var names: [String] {
      switch self {
      case .labels(let labels): labels
      case .stances(let stances): stances.map(\.word)
      case .influence: []
      }
    }
  }

  /// One figure that diverges from a base rate.
  package struct Cell: Hashable, Sendable {
    /// The raw Propensity.
    package var propensity: Ratio
    /// The user's own base rate.
    package var base: Ratio
    /// The shrunk Propensity that the built-in model decides with, `nil` for stances.
    package var shrunk: Double?
    /// Propensity over base rate.
    package var lift: Double? {
      guard let share = propensity.value, let base = base.value, base > 0 else { return nil }
      return share / base
    }
    /// Propensity minus base rate, -1 to 1.
    package var delta: Double { (propensity.value ?? 0) - (base.value ?? 0) }
  }

  package struct Row: Hashable, Sendable, Identifiable {
    package var id: Factor.ID { factor.id }
    package var factor: Factor
    package var statistics: FactorStatistics
    /// One a column; empty for influence columns.
    package var cells: [Cell]
  }

  package var columns: Columns
  /// The base rates, one a column; empty for influence columns.
  package var base: [Ratio]
  /// N, all interactions counted.
  package var interactions: Int
  /// The factors that are shown, most telling first.
  package var rows: [Row]
  /// Those that lie beyond chance, shown or not, weak and stock ones apart; most telling first.
  package var certain: [Row]
  /// Factors left out because nearly every query has them, or only stock words.
  package var boilerplate: Int
  /// Factors left out because fewer than three queries have them.
  package var minor: Int
  /// Factors left out because knowing them helps with no answer: their gain is not above 0.
  package var silent: Int
  /// Whether any factor lies beyond chance; `nil` when that was not tested.
  package var standsOut: Bool?

  /// How many factors are shown at once unless asked for all.
  package static let shownByDefault = 15

  /// - Parameter all: whether factors that are weak, stock or beyond the first 15 are shown too.
  package init(model: UserModel, all: Bool = false) {
    let statistics = model.statistics
    let answers = model.task.answers
    interactions = statistics.interactions
    if answers.hasPropensity {
      columns = .labels(answers.labels)
      base = answers.labels.indices.map(statistics.baseRate(ofLabel:))
    } else if !statistics.stances.isEmpty {
      columns = .stances(statistics.stances.sides)
      base = statistics.stances.sides.map(statistics.stances.rate(of:))
    } else {
      columns = .influence
      base = []
    }
    let everything = model.factors.map { factor in
      Row(
        factor: factor, statistics: statistics.factors[factor.id],
        cells: Self.cells(of: factor.id, in: statistics, answers: answers))
    }
    let ordered = everything.sorted(by: Self.isBefore)
    boilerplate = ordered.count { $0.statistics.isBoilerplate }
    minor = ordered.count { !$0.statistics.isBoilerplate && $0.statistics.isWeak }
    let counted = ordered.filter { !$0.statistics.isBoilerplate && !$0.statistics.isWeak }
    let helping = counted.filter { $0.statistics.gain > 0 }
    // Where none helps, or gain has no meaning, the commonest are better than an empty panel.
    let telling = statistics.chanceGain == nil || helping.isEmpty ? counted : helping
    silent = counted.count - telling.count
    rows = all ? ordered : Array(telling.prefix(Self.shownByDefault))
    certain = counted.filter(\.statistics.isBeyondChance)
    standsOut =
      statistics.chanceGain == nil ? nil : statistics.factors.contains(where: \.isBeyondChance)
  }

  /// How many factors there are beside the rows, and the silent, minor and stock ones.
  package func further(of total: Int) -> Int {
    max(0, total - rows.count - silent - boilerplate - minor)
  }

  /// What is not shown of so many factors, in words; `nil` where everything is.
  package func omitted(of total: Int) -> String? {
    let parts = [
      (further(of: total), "less telling"), (silent, "that help with no answer"),
      (minor, "in fewer than 3 queries"), (boilerplate, "of stock words"),
    ].filter { $0.0 > 0 }.map { "\($0) \($1)" }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The columns that differ most from the base rate, for a row or for all, at most `count`.
  ///
  /// - Parameter byWeight: most telling first rather than in column order.
  package func tellingColumns(for row: Row?, count: Int, byWeight: Bool = false) -> [Int] {
    let deltas: [Double]
    if let row {
      deltas = row.cells.map { abs($0.delta) }
    } else {
      // Weak factors, where they are listed too, must not push other labels into view.
      let strong = rows.filter { !$0.statistics.isWeak && !$0.statistics.isBoilerplate }
      let judged = strong.isEmpty ? rows : strong
      deltas = base.indices.map { column in
        judged.map { abs($0.cells[column].delta) }.max() ?? 0
      }
    }
    let best = deltas.indices.sorted { (deltas[$1], $0) < (deltas[$0], $1) }.prefix(count)
    return byWeight ? Array(best) : best.sorted()
  }

  private static func cells(
    of factor: Factor.ID, in statistics: UserStatistics, answers: AnswerSpace
  ) -> [Cell] {
    let own = statistics.factors[factor]
    if answers.hasPropensity {
      let shrunk = Shrinkage.propensity(
        counts: own.answers, baseCounts: statistics.answers, ordered: answers.isOrdered)
      return answers.labels.indices.map { label in
        Cell(
          propensity: own.propensity(ofLabel: label), base: statistics.baseRate(ofLabel: label),
          shrunk: shrunk[label])
      }
    }
    return statistics.stances.sides.map { side in
      Cell(
        propensity: own.stances.rate(of: side), base: statistics.stances.rate(of: side),
        shrunk: nil)
    }
  }

  /// Most gain first; then the larger support, then the name, so that the order never jumps.
  private static func isBefore(_ first: Row, _ second: Row) -> Bool {
    let (a, b) = (first.statistics, second.statistics)
    if a.gain != b.gain { return a.gain > b.gain }
    if a.influence != b.influence { return a.influence > b.influence }
    if a.support != b.support { return a.support > b.support }
    return first.factor.name < second.factor.name
  }
}
