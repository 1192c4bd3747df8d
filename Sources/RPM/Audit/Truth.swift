/// What the model holds about one factor and one label: what a claim is compared with.
struct Truth: Sendable {
  let statistics: UserStatistics
  let answers: AnswerSpace
  let factor: Factor.ID?
  let label: Int?

  /// Whether every number of a claim is the statistic it says.
  func allows(_ claim: Claim) -> Bool {
    switch claim.subject {
    case .any:
      return claim.numbers.allSatisfy { number in
        everything.contains { Self.equal(number, $0) }
      }
    case .unknownLabel:
      return false
    case .shrunk:
      return claim.numbers.allSatisfy { Self.equal($0, shrunk) }
    case .lift:
      return claim.numbers.allSatisfy { Self.equal($0, lift) }
    case .support:
      return claim.numbers.allSatisfy { Self.equal($0, support.map(Double.init)) }
    case .propensity, .base, .influence, .polarity, .stance, .baseStance:
      guard let ratio = ratio(of: claim.subject) else { return false }
      return Self.matches(claim.numbers, ratio)
    }
  }

  /// The stored statistic in the words of a quote.
  func inWords(_ subject: Claim.Subject) -> String {
    switch subject {
    case .any: "no such number is stored for this factor"
    case .unknownLabel: "no such label"
    case .shrunk: shrunk.map { "shrunk \(Quotation.share($0))" } ?? "no shrunk value"
    case .lift: lift.map { "lift \(Quotation.decimal($0, digits: 1))" } ?? "no lift"
    case .support: support.map { "support \($0)" } ?? "no support"
    case .propensity, .base, .influence, .polarity, .stance, .baseStance:
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
      return Ratio(counts[stance.rawValue], of: counts.reduce(0, +))
    case .baseStance(let stance):
      guard !statistics.stances.isEmpty else { return nil }
      return Ratio(statistics.stances[stance.rawValue], of: statistics.stances.reduce(0, +))
    case .unknownLabel, .shrunk, .lift, .support, .any: return nil
    }
  }

  /// Every number that a free sentence about this factor may mention.
  private var everything: [Double] {
    var values = [Double(statistics.interactions)]
    var ratios = answers.labels.indices.map(statistics.baseRate(ofLabel:))
    if let own, let factor {
      values += [own.support, own.occurrences].map(Double.init)
      ratios += answers.labels.indices.map(own.propensity(ofLabel:))
      ratios.append(own.influenceRate)
      let polarities: [Judgement.Polarity] = [.positive, .neutral, .negative]
      ratios += polarities.compactMap { ratio(of: .polarity($0)) }
      ratios += Stance.allCases.compactMap { ratio(of: .stance($0)) }
      values += answers.labels.indices.compactMap { statistics.lift(ofLabel: $0, in: factor) }
      values += Shrinkage.propensity(
        counts: own.answers, baseCounts: statistics.answers, ordered: answers.isOrdered)
    }
    ratios += Stance.allCases.compactMap { ratio(of: .baseStance($0)) }
    values += ratios.flatMap { [Double($0.count), Double($0.total)] }
    values += ratios.compactMap(\.value)
    // A number that is itself a label names an answer.
    values += answers.labels.compactMap(Double.init)
    return values
  }

  /// Whether numbers spell a ratio: `a of b = .xx`, `a of b`, `.xx`, or `a`.
  private static func matches(_ numbers: [Claim.Number], _ ratio: Ratio) -> Bool {
    let integers = numbers.filter(\.isInteger)
    let decimals = numbers.filter { !$0.isInteger }
    guard integers.count <= 2, decimals.count <= 1 else { return false }
    // A lone 0 or 1 may be the share itself.
    if integers.count == 1, decimals.isEmpty, integers[0].value == ratio.value { return true }
    let counts = [Double(ratio.count), Double(ratio.total)]
    guard zip(integers, counts).allSatisfy({ $0.0.value == $0.1 }) else { return false }
    return decimals.allSatisfy { equal($0, ratio.value) }
  }

  private static func equal(_ number: Claim.Number, _ stored: Double?) -> Bool {
    stored.map { abs(number.value - $0) <= number.tolerance + 1e-9 } ?? false
  }
}
