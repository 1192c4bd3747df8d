/// What counts alone do not say: how much each factor tells, what chance would tell as well, and how
/// stable the statistics are (method, sections 3 and 12).
package enum Significance {
  /// The statistics with gain, chance and stability filled in; unchanged where no answer has a
  /// class.
  ///
  /// - Parameters:
  ///   - statistics: the counts.
  ///   - features: the features of each query, with factors.
  ///   - classes: each answer as an index below `classCount`, `nil` where it has none.
  ///   - ordered: whether the classes are a scale.
  package static func completed(
    _ statistics: UserStatistics, features: [[Feature]], classes: [Int?], classCount: Int,
    ordered: Bool, checkCancellation: @Sendable () throws -> Void = {}
  ) throws -> UserStatistics {
    guard classes.contains(where: { $0 != nil }) else { return statistics }
    var statistics = statistics
    let factorCount = statistics.factors.count
    let gains = Gains(
      features: features, factorCount: factorCount, classes: classes, classCount: classCount,
      ordered: ordered)
    let observed = gains.observed()
    let chance = try gains.chance(checkCancellation: checkCancellation)
    statistics.chanceGain = chance
    for factor in statistics.factors.indices {
      statistics.factors[factor].gain = observed[factor]
      statistics.factors[factor].isBeyondChance =
        !statistics.factors[factor].isWeak && chance.map { observed[factor] > $0 } ?? false
    }
    statistics.stability = Stability.correlation(
      features: features, factorCount: factorCount, classes: classes, classCount: classCount,
      ordered: ordered)
    return statistics
  }
}
