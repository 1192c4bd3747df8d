/// Propensity pulled towards the user's base rate, the less support the harder (method, section 3).
///
/// With κ = 2 pseudo-queries that answer like the user in general:
/// `(n_y + κ·p_u(y)) / (n + κ)` and `p_u(y) = (N_y + 1/L) / (N + 1)`. On a scale, every answer first
/// lends 0.3 of its count to each neighbouring label. This is the number the built-in model decides
/// with, and the number the screen shows as "shrunk".
public enum Shrinkage {
  /// κ, in queries.
  public static let strength = 2.0
  /// What a label of a scale lends to each neighbour, as a share of its own weight.
  public static let neighbourShare = 0.3

  /// `p_u(y)`, one value a label, summing to 1.
  public static func base(counts: [Int], ordered: Bool) -> [Double] {
    let weights = spread(counts, ordered: ordered)
    let total = weights.reduce(0, +)
    let labels = Double(weights.count)
    return weights.map { ($0 + 1 / labels) / (total + 1) }
  }

  /// The shrunk Propensity of a factor, one value a label, summing to 1.
  ///
  /// - Parameters:
  ///   - counts: queries with the factor, one count a label.
  ///   - baseCounts: all queries, one count a label.
  ///   - ordered: whether the labels form a scale.
  public static func propensity(counts: [Int], baseCounts: [Int], ordered: Bool) -> [Double] {
    let base = base(counts: baseCounts, ordered: ordered)
    let weights = spread(counts, ordered: ordered)
    let total = weights.reduce(0, +)
    return zip(weights, base).map { ($0 + strength * $1) / (total + strength) }
  }

  /// The counts as weights of the same sum, lent to neighbours where the labels form a scale.
  public static func spread(_ counts: [Int], ordered: Bool) -> [Double] {
    guard ordered, counts.count > 1 else { return counts.map(Double.init) }
    var weights = [Double](repeating: 0, count: counts.count)
    for (label, count) in counts.enumerated() where count > 0 {
      let neighbours = [label - 1, label + 1].filter(counts.indices.contains)
      let whole = 1 + neighbourShare * Double(neighbours.count)
      weights[label] += Double(count) / whole
      for neighbour in neighbours {
        weights[neighbour] += Double(count) * neighbourShare / whole
      }
    }
    return weights
  }
}
