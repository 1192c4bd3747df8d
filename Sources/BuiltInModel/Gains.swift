internal import Foundation
internal import RPM

/// How much each factor tells of the answers, and how much of that chance would tell as well (ours).
///
/// `gain(F) = Σ_i ln P₋ᵢ(a_i|F)/p₋ᵢ(a_i)` over the queries with F: knowing the factor helps only if it
/// helps with answers it has not counted. On a scale the gain is taken over the answer spread to
/// its neighbours. Answers order the display by it; they never form or weigh factors.
struct Gains: Sendable {
  /// The queries with each factor, by history index.
  private let queries: [[Int]]
  /// The class of each answer, `nil` where it has none.
  private let classes: [Int?]
  private let classCount: Int
  private let ordered: Bool
  /// What one count of each class lends to all.
  private let spread: [[Double]]

  /// The permutations of the answers that stand for chance.
  static let permutations = 200
  private static let seed: UInt64 = 0x5270_6d47_6169_6e73

  /// Prepares to measure.
  ///
  /// - Parameters:
  ///   - features: the features of each query, with factors.
  ///   - classes: each answer as an index below `classCount`.
  init(
    features: [[Feature]], factorCount: Int, classes: [Int?], classCount: Int, ordered: Bool
  ) {
    var queries = [[Int]](repeating: [], count: factorCount)
    for (query, features) in features.enumerated() where classes[query] != nil {
      for factor in ClosedAnswers.activeFactors(of: features) { queries[factor].append(query) }
    }
    self.queries = queries
    self.classes = classes
    self.classCount = classCount
    self.ordered = ordered
    spread = (0..<classCount).map { label in
      var counts = [Int](repeating: 0, count: classCount)
      counts[label] = 1
      return Shrinkage.spread(counts, ordered: ordered)
    }
  }

  /// The gain of each factor.
  func observed() -> [Double] {
    gains(of: classes, base: baseTables(), among: Array(queries.indices))
  }

  /// The 95 % point of the largest gain when the answers are shuffled, over the factors that
  /// enough queries have; `nil` when there is none.
  func chance(checkCancellation: @Sendable () throws -> Void = {}) throws -> Double? {
    let tested = queries.indices.filter {
      queries[$0].count >= FactorStatistics.weakSupport
    }
    guard !tested.isEmpty else { return nil }
    // Shuffling keeps the base rates, so that their tables serve all permutations.
    let base = baseTables()
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

  /// For each class, the base rates without one answer of that class, and their logarithms.
  private func baseTables() -> [[Double]] {
    var total = [Double](repeating: 0, count: classCount)
    var count = 0.0
    for label in classes.compactMap({ $0 }) {
      for other in 0..<classCount { total[other] += spread[label][other] }
      count += 1
    }
    return (0..<classCount).map { label in
      (0..<classCount).map { other in
        max(0, total[other] - spread[label][other] + 1 / Double(classCount)) / max(count, 1)
      }
    }
  }

  private func gains(of classes: [Int?], base: [[Double]], among factors: [Int]) -> [Double] {
    factors.map { factor in
      var counts = [Int](repeating: 0, count: classCount)
      for query in queries[factor] { if let label = classes[query] { counts[label] += 1 } }
      let weights = Shrinkage.spread(counts, ordered: ordered)
      let others = Double(queries[factor].count - 1)
      var gain = 0.0
      for label in 0..<classCount where counts[label] > 0 {
        for other in 0..<classCount where spread[label][other] > 0 {
          let rest = max(0, weights[other] - spread[label][other])
          let p = base[label][other]
          let propensity = (rest + Shrinkage.strength * p) / (others + Shrinkage.strength)
          gain += Double(counts[label]) * spread[label][other] * log(propensity / p)
        }
      }
      return gain
    }
  }
}
