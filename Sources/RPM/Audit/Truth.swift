/// What the model holds about one factor and one label: what a claim is compared with.
struct Truth: Sendable {
  let statistics: UserStatistics
  let answers: AnswerSpace
  let factor: Factor.ID?
  let label: Int?

  /// Whether every number of a claim is the statistic it says. A number that cannot be read, or of
  /// which nothing says what it counts, is not allowed.
  func allows(_ claim: Claim) -> Bool {
    switch claim.subject {
    case .unclear, .unknownLabel:
      return false
    case .shrunk:
      return claim.numbers.allSatisfy { Self.equal($0, shrunk) }
    case .lift:
      return claim.numbers.allSatisfy { Self.equal($0, lift) }
    case .support:
      return claim.numbers.allSatisfy { Self.equal($0, support.map(Double.init)) }
    case .propensity, .base, .influence, .polarity, .stance, .baseStance, .habit, .baseHabit:
      guard let ratio = ratio(of: claim.subject) else { return false }
      return Self.matches(claim.numbers, ratio)
    }
  }

  /// The stored statistic in the words of a quote.
  func inWords(_ subject: Claim.Subject) -> String {
    switch subject {
    case .unclear: "nothing, since it is not said which statistic this is"
    case .unknownLabel: "no such label"
    case .shrunk: shrunk.map { "shrunk \(Quotation.share($0))" } ?? "no shrunk value"
    case .lift: lift.map { "lift \(Quotation.decimal($0, digits: 1))" } ?? "no lift"
    case .support: support.map { "support \($0)" } ?? "no support"
    case .propensity, .base, .influence, .polarity, .stance, .baseStance, .habit, .baseHabit:
      ratio(of: subject).map(Quotation.ratio) ?? "no such statistic"
    }
  }

  private var own: FactorStatistics? { factor.map { statistics.factors[$0] } }

  private var support: Int? { own?.support }

  private var shrunk: Double? {
    guard let own, let label, own.answers.indices.contains(label) else { return nil }
    return Shrinkage.propensity(
      counts: own.answers, baseCounts: statistics.answers, ordered: answers.isOrdered)[label]
  }

  private var lift: Double? {
    guard let factor, let label else { return nil }
    return statistics.lift(ofLabel: label, in: factor)
  }

  private func ratio(of subject: Claim.Subject) -> Ratio? {
    switch subject {
    case .propensity(let label): return own?.propensity(ofLabel: label)
    case .base: return label.map(statistics.baseRate(ofLabel:))
    case .influence: return own?.influenceRate
    case .polarity(let polarity):
      guard let own else { return nil }
      let count =
        switch polarity {
        case .positive: own.polarity.positive
        case .neutral: own.polarity.neutral
        case .negative: own.polarity.negative
        }
      return Ratio(count, of: own.influence)
    case .stance(let stance):
      guard let counts = own?.stances, !counts.isEmpty else { return nil }
      return counts.rate(of: stance)
    case .baseStance(let stance):
      guard !statistics.stances.isEmpty else { return nil }
      return statistics.stances.rate(of: stance)
    case .habit(let habit):
      return factor == nil ? statistics.rate(of: habit) : own?.rate(of: habit)
    case .baseHabit(let habit): return statistics.rate(of: habit)
    case .unknownLabel, .shrunk, .lift, .support, .unclear: return nil
    }
  }

  /// Whether numbers spell a ratio: `a of b = .xx`, `a of b`, `.xx`, or `a`.
  private static func matches(_ numbers: [Numeral], _ ratio: Ratio) -> Bool {
    let counts = numbers.filter(\.isCount)
    let shares = numbers.filter { !$0.isCount }
    guard counts.count <= 2 else { return false }
    // A lone 0 or 1 may be the share itself.
    if counts.count == 1, shares.isEmpty, counts[0].value == ratio.value { return true }
    let stored = [Double(ratio.count), Double(ratio.total)]
    guard zip(counts, stored).allSatisfy({ equal($0, $1) }) else { return false }
    return shares.allSatisfy { equal($0, ratio.value) }
  }

  /// Whether a number is a value as far as it is written out.
  static func equal(_ number: Numeral, _ stored: Double?) -> Bool {
    guard let value = number.value, let stored else { return false }
    return abs(value - stored) <= number.tolerance + 1e-9
  }
}
