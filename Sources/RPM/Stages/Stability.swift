/// How alike the statistics of two halves of a history are (method, section 12).
package enum Stability {
  private static let seed: UInt64 = 0x5270_6d48_616c_7665
  /// In each half, so many queries have a factor that is compared.
  private static let enoughSupport = 2

  /// The correlation, over factors and answers, of Propensity less base rate in two random halves;
  /// `nil` with fewer than three factors to compare. Without subtracting the base rate any two
  /// halves would look alike.
  package static func correlation(
    features: [[Feature]], factorCount: Int, classes: [Int?], classCount: Int, ordered: Bool
  ) -> Double? {
    var order = classes.indices.filter { classes[$0] != nil }
    var generator = SplitMix64(seed: seed)
    order.shuffleStably(using: &generator)
    let halves = [order.prefix(order.count / 2), order.suffix(order.count - order.count / 2)]
      .map { half in
        excess(
          Array(half), features: features, factorCount: factorCount, classes: classes,
          classCount: classCount)
      }
    var pairs: [(Double, Double)] = []
    var compared = 0
    for factor in 0..<factorCount {
      guard let first = halves[0][factor], let second = halves[1][factor] else { continue }
      compared += 1
      pairs += zip(first, second)
    }
    return compared >= 3 ? pearson(pairs) : nil
  }

  private static func excess(
    _ queries: [Int], features: [[Feature]], factorCount: Int, classes: [Int?], classCount: Int
  ) -> [[Double]?] {
    var base = [Int](repeating: 0, count: classCount)
    var counts = [[Int]](repeating: base, count: factorCount)
    for query in queries {
      guard let label = classes[query] else { continue }
      base[label] += 1
      for factor in features[query].activeFactors { counts[factor][label] += 1 }
    }
    return counts.map { counts in
      let support = counts.reduce(0, +)
      guard support >= enoughSupport else { return nil }
      return zip(counts, base).map {
        Double($0) / Double(support) - Double($1) / Double(max(1, queries.count))
      }
    }
  }

  private static func pearson(_ pairs: [(Double, Double)]) -> Double? {
    let count = Double(pairs.count)
    let meanA = pairs.reduce(0) { $0 + $1.0 } / count
    let meanB = pairs.reduce(0) { $0 + $1.1 } / count
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (a, b) in pairs {
      ab += (a - meanA) * (b - meanB)
      aa += (a - meanA) * (a - meanA)
      bb += (b - meanB) * (b - meanB)
    }
    return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : nil
  }
}
