/// Whether the factors that a path cites are those that decide the answer (method, section 10).
///
/// A cited factor *matters* where masking it and running again flips the answer, or moves the
/// log-odds of the answer against its runner-up by at least `threshold`. The threshold is .05 nats:
/// the odds move by 5 %, the least that a person would call a difference; below it a bar has no
/// length on the screen. The share of cited factors that matter says little by itself where nearly
/// every factor does, so that the same share of the factors that are *not* cited stands beside it:
/// citing informs where the first is larger. The rank agreement asks the same of the bars: whether
/// those that look long are those whose removal moves the answer most. All are counts or come with
/// their n, so that those of several answers can be added up.
public struct Faithfulness: Sendable, Hashable, Codable {
  /// From here on a change of the log-odds matters, in nats.
  public static let threshold = 0.05

  /// The cited factors whose mask matters, of all that are cited.
  public var cited: Ratio
  /// The same of the query's factors that are not cited.
  public var uncited: Ratio
  /// Of the strongest factors by total, as many as are cited, those that are cited.
  public var strongest: Ratio
  /// Kendall's tau-b between the sizes of direct and total over the query's factors, -1 to 1; `nil`
  /// with fewer than three of them, where all are equal, and without a sum.
  public var rankAgreement: Double?
  /// The factors whose direct and total point to opposite sides, of those where both are more than
  /// rounding (.0005 nats).
  public var oppositeSigns: Ratio

  /// The support: how many factors were masked.
  public var factors: Int { cited.total + uncited.total }

  /// Compares a path with what its masks did.
  ///
  /// - Parameter whatIf: a what-if that masks every factor of the query by itself.
  /// - Returns: `nil` where a factor of the query was not masked, a mask's run failed, only the bars
  ///   were wanted, or the query has no factor.
  public init?(_ whatIf: WhatIf) {
    let factors = whatIf.baseline.features.activeFactors
    let masked = Dictionary(
      whatIf.outcomes.compactMap { outcome -> (Factor.ID, WhatIf.Outcome)? in
        if case .factor(let id) = outcome.mask { (id, outcome) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
    let outcomes = factors.compactMap { masked[$0] }
    let isSum = whatIf.baseline.evidence != nil
    guard !factors.isEmpty, outcomes.count == factors.count,
      outcomes.allSatisfy({ $0.failure == nil && $0.answer != nil }),
      !isSum || outcomes.allSatisfy({ $0.total != nil })
    else { return nil }
    let named = Set(whatIf.baseline.path.steps.compactMap(\.factor))
    func matters(_ outcome: WhatIf.Outcome) -> Bool {
      whatIf.flips(outcome) || abs(outcome.total?.logOdds ?? 0) >= Self.threshold
    }
    let isCited = factors.map(named.contains)
    func share(_ cited: Bool) -> Ratio {
      let chosen = zip(outcomes, isCited).filter { $0.1 == cited }
      return Ratio(chosen.count { matters($0.0) }, of: chosen.count)
    }
    cited = share(true)
    uncited = share(false)
    let ranked = whatIf.outcomes.compactMap { outcome -> Factor.ID? in
      if case .factor(let id) = outcome.mask, masked[id] == outcome { id } else { nil }
    }
    strongest = Ratio(
      isSum ? ranked.prefix(cited.total).count { named.contains($0) } : 0,
      of: isSum ? cited.total : 0)
    let pairs = outcomes.compactMap { outcome in
      outcome.direct.flatMap { direct in
        outcome.total.map { (direct.logOdds, $0.logOdds) }
      }
    }
    rankAgreement =
      pairs.count >= 3 ? Self.tau(pairs.map { (abs($0.0), abs($0.1)) }) : nil
    let telling = pairs.filter { abs($0.0) >= Self.rounding && abs($0.1) >= Self.rounding }
    oppositeSigns = Ratio(telling.count { $0.0 * $0.1 < 0 }, of: telling.count)
  }

  private static let rounding = 0.0005

  /// Kendall's tau-b; `nil` where one side is all equal. Differences below 1e-9 are ties.
  static func tau(_ pairs: [(Double, Double)]) -> Double? {
    var concordance = 0.0
    var (untiedFirst, untiedSecond) = (0.0, 0.0)
    for (index, one) in pairs.enumerated() {
      for other in pairs[(index + 1)...] {
        let first = sign(one.0 - other.0)
        let second = sign(one.1 - other.1)
        concordance += first * second
        untiedFirst += first * first
        untiedSecond += second * second
      }
    }
    guard untiedFirst > 0, untiedSecond > 0 else { return nil }
    return concordance / (untiedFirst * untiedSecond).squareRoot()
  }

  private static func sign(_ value: Double) -> Double {
    abs(value) < 1e-9 ? 0 : value < 0 ? -1 : 1
  }
}

extension WhatIf {
  /// Whether the path's factors are those that decide; `nil` unless every factor of the query was
  /// masked by itself and run again.
  public var faithfulness: Faithfulness? { Faithfulness(self) }
}

/// The faithfulness of many answers together.
public struct FaithfulnessSummary: Sendable, Hashable, Codable {
  /// How many answers it is about: those whose query has a factor.
  public var answers: Int
  /// As for one answer, counts added up.
  public var cited: Ratio
  /// As for one answer, counts added up.
  public var uncited: Ratio
  /// As for one answer, counts added up.
  public var strongest: Ratio
  /// As for one answer, counts added up.
  public var oppositeSigns: Ratio
  /// The mean of the rank agreements.
  public var rankAgreement: Double?
  /// How many answers have one.
  public var ranked: Int

  /// Adds up.
  public init(_ parts: [Faithfulness]) {
    func sum(_ ratio: (Faithfulness) -> Ratio) -> Ratio {
      parts.reduce(Ratio(0, of: 0)) { sum, part in
        let ratio = ratio(part)
        return Ratio(sum.count + ratio.count, of: sum.total + ratio.total)
      }
    }
    answers = parts.count
    cited = sum(\.cited)
    uncited = sum(\.uncited)
    strongest = sum(\.strongest)
    oppositeSigns = sum(\.oppositeSigns)
    let agreements = parts.compactMap(\.rankAgreement)
    ranked = agreements.count
    rankAgreement =
      agreements.isEmpty ? nil : agreements.reduce(0, +) / Double(agreements.count)
  }
}
