internal import RPM

/// Statistics as a model is shown them: written by `Quotation`, so that what is copied from here
/// passes the audit (ours).
struct StatisticsSheet: Sendable {
  /// A factor says nothing more after so many labels.
  static let mostLabels = 6
  /// Up to so many factors are shown whatever the query; more only as the query needs them.
  static let mostFactors = 20
  /// Of more factors, so many with the widest coverage are always shown.
  static let widest = 10

  let statistics: UserStatistics
  let answers: AnswerSpace
  let sheet: FactorSheet

  /// The lines about a factor, the first its name.
  ///
  /// - Parameter label: a label to be shown even if no text with the factor has it.
  func lines(_ factor: Factor.ID, label: Int? = nil) -> [String] {
    [sheet.line(factor)] + quotes(factor, label: label).map { "  \($0)" }
  }

  /// What can be quoted of a factor, a line each.
  func quotes(_ factor: Factor.ID, label: Int? = nil) -> [String] {
    let own = statistics.factors[factor]
    let weak = own.isWeak ? " (weak)" : ""
    var quotes: [String] = []
    if answers.hasPropensity {
      quotes.append("coverage \(own.support)\(weak)")
      quotes += labels(of: own, including: label).map {
        Quotation.propensity(label: $0, factor: factor, in: statistics, answers: answers)
      }
    } else {
      quotes.append(Quotation.influence(factor: factor, in: statistics) + weak)
      if own.influence > 0 { quotes.append(Quotation.polarity(factor: factor, in: statistics)) }
      if own.stances.contains(where: { $0 > 0 }) {
        quotes += Stance.allCases.filter { own.stances[$0.rawValue] > 0 }.map {
          Quotation.stance($0, factor: factor, in: statistics)
        }
      }
    }
    return quotes
  }

  /// How often each label was given, `nil` without labels.
  var base: String? {
    guard answers.hasPropensity else { return nil }
    return answers.labels.indices.filter { statistics.answers[$0] > 0 }.map {
      "base P(\(answers.labels[$0])) \(Quotation.ratio(statistics.baseRate(ofLabel: $0)))"
    }.joined(separator: "; ")
  }

  /// The labels that texts with a factor were given, most often first.
  private func labels(of own: FactorStatistics, including label: Int?) -> [Int] {
    let given = own.answers.indices.filter { own.answers[$0] > 0 }
      .sorted { (own.answers[$1], $0) < (own.answers[$0], $1) }.prefix(Self.mostLabels)
    guard let label, !given.contains(label) else { return Array(given) }
    return given + [label]
  }

  // MARK: A past answer

  /// What may be cited of a past answer's features: the statistics without it.
  func cited(features: [Feature], label: Int?) -> String {
    let active = features.activeFactors.filter(statistics.factors.indices.contains)
    guard !active.isEmpty else {
      return "No factor can be cited for this text: write \"none\" and no statistics."
    }
    let lines = active.flatMap { factor in
      statistics.factors[factor].support > 0
        ? self.lines(factor, label: label)
        : [sheet.name(factor), "  no other answer shows it; it cannot be cited, use \"none\""]
    }
    let base = base.map { ["Over all other answers", "  \($0)"] } ?? []
    return "What was counted over this person's other answers:\n"
      + DataText.block((lines + base).joined(separator: "\n"))
  }

  // MARK: A new query

  /// The factors that are shown whatever the query.
  var always: [Factor.ID] {
    let all = Array(statistics.factors.indices)
    guard all.count > Self.mostFactors else { return all }
    let widest = all.sorted {
      (statistics.factors[$1].support, $0) < (statistics.factors[$0].support, $1)
    }
    return widest.prefix(Self.widest).sorted()
  }

  /// The part that is the same for every query.
  var stable: String {
    guard !statistics.factors.isEmpty else { return "No factors are known of this person." }
    let lines = always.flatMap { self.lines($0) }
    let base = base.map { ["Over all past answers", "  \($0)"] } ?? []
    return "The factors of this person, with what was counted over past answers:\n"
      + DataText.block((base + lines).joined(separator: "\n"))
  }

  /// The statistics of further factors that a query or its examples have; empty where all are shown
  /// already.
  func further(_ wanted: [Factor.ID]) -> String {
    let shown = Set(always)
    let further = Set(wanted).subtracting(shown).filter(statistics.factors.indices.contains)
    guard !further.isEmpty else { return "" }
    return "Further factors, with what was counted over past answers:\n"
      + DataText.block(further.sorted().flatMap { lines($0) }.joined(separator: "\n"))
  }
}
