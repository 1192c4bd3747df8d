internal import Foundation

/// How much each factor tells of the answers, and how much of that chance would tell as well
/// (method, section 3).
///
/// `gain(F) = Σ_i ln P₋ᵢ(a_i|F)/p₋ᵢ(a_i)` over the queries with F: knowing the factor helps only if it
/// helps with answers it has not counted. On a scale the gain is taken over the answer spread to
/// its neighbours. Answers order the display by it; they never form or weigh factors.
package struct Gains: Sendable {
  /// The queries with each factor, by history index.
  private let queries: [[Int]]
  /// The class of each answer, `nil` where it has none.
  private let classes: [Int?]
  private let classCount: Int
  private let ordered: Bool
  /// What one count of a class leaves to it and, on a scale, lends to its neighbours.
  private let spread: [[(class: Int, weight: Double)]]

  /// The permutations of the answers that stand for chance.
  package static let permutations = 200
  private static let seed: UInt64 = 0x5270_6d47_6169_6e73

  /// Prepares to measure.
  ///
  /// - Parameters:
  ///   - features: the features of each query, with factors.
  ///   - classes: each answer as an index below `classCount`.
  package init(
    features: [[Feature]], factorCount: Int, classes: [Int?], classCount: Int, ordered: Bool
  ) {
    var queries = [[Int]](repeating: [], count: factorCount)
    for (query, features) in features.enumerated() where classes[query] != nil {
      for factor in features.activeFactors { queries[factor].append(query) }
    }
    self.queries = queries
    self.classes = classes
    self.classCount = classCount
    self.ordered = ordered
    spread = (0..<classCount).map { label in
      // A count reaches no further than the neighbours.
      let near = ordered ? max(0, label - 1)..<min(classCount, label + 2) : label..<label + 1
      let lent = Shrinkage.spread(near.map { $0 == label ? 1 : 0 }, ordered: ordered)
      return zip(near, lent).map { (class: $0, weight: $1) }
    }
  }

  /// The gain of each factor.
  package func observed() -> [Double] {
    gains(of: classes, base: baseCounts(), among: Array(queries.indices))
  }

  /// The 95 % point of the largest gain when the answers are shuffled, over the factors that
  /// enough queries have; `nil` when there is none.
  package func chance(checkCancellation: @Sendable () throws -> Void = {}) throws -> Double? {
    let tested = queries.indices.filter {
      queries[$0].count >= FactorStatistics.weakSupport
    }
    guard !tested.isEmpty else { return nil }
    // Shuffling keeps the base rates.
    let base = baseCounts()
    var generator = SplitMix64(seed: Self.seed)
    let known = classes.indices.filter { classes[$0] != nil }
    let shuffles = (0..<Self.permutations).map { _ in
      var order = known
      order.shuffleStably(using: &generator)
      return order
    }
    let largest = try Parallel.tryMap(shuffles, minimumPerPiece: 4) { order in
      try checkCancellation()
      var shuffled = classes
      for (place, source) in zip(known, order) { shuffled[place] = classes[source] }
      return gains(of: shuffled, base: base, among: tested).max() ?? 0
    }.sorted()
    return largest[Int((Double(largest.count) * 0.95).rounded(.up)) - 1]
  }

  /// The spread counts of all answers.
  private func baseCounts() -> [Double] {
    var counts = [Int](repeating: 0, count: classCount)
    for label in classes.compactMap({ $0 }) { counts[label] += 1 }
    return Shrinkage.spread(counts, ordered: ordered)
  }

  /// The gains of factors under given answers, which are those of the history in some order.
  private func gains(of classes: [Int?], base: [Double], among factors: [Int]) -> [Double] {
    let total = base.reduce(0, +)
    var counts = [Int](repeating: 0, count: classCount)
    return factors.map { factor in
      let labels = queries[factor].compactMap { classes[$0] }
      for label in labels { counts[label] += 1 }
      defer { for label in labels { counts[label] = 0 } }
      let others = Double(labels.count - 1)
      var gain = 0.0
      for label in Set(labels).sorted() {
        for (other, share) in spread[label] {
          // Everything as it would be without one answer of this class.
          let p = max(0, base[other] - share + 1 / Double(classCount)) / max(total, 1)
          let weight = weight(of: other, in: counts) - share
          let propensity =
            (max(0, weight) + Shrinkage.strength * p) / (others + Shrinkage.strength)
          gain += Double(counts[label]) * share * log(propensity / p)
        }
      }
      return gain
    }
  }

  /// What all counts lend to a class.
  private func weight(of label: Int, in counts: [Int]) -> Double {
    spread[label].reduce(0) { sum, near in
      let lent = spread[near.class].first { $0.class == label }?.weight ?? 0
      return sum + Double(counts[near.class]) * lent
    }
  }
}
