internal import Foundation

/// Whether the longer rationale was called better, and what the preference were if both were equally
/// long: a logistic regression of the preference on the logarithm of the ratio of lengths.
public struct LengthCovariate: Sendable, Hashable, Codable {
  /// The share at equal length.
  public var share: Double
  /// Its 95 % interval, by the curvature at the maximum (Wald).
  public var interval: Bootstrap.Interval
  /// The change of the log-odds where the one is longer by a factor of e.
  public var slope: Double

  /// Fits by Newton's method. `nil` where there are too few, where all ratios are the same, and where
  /// lengths part the preferences without an exception, so that there is no maximum.
  ///
  /// - Parameter cases: whether the method was preferred, and the natural logarithm of how many
  ///   times longer its rationale is.
  init?(_ cases: [(isPreferred: Bool, logRatio: Double)], fewest: Int = PreferenceShare.fewest) {
    guard cases.count >= max(2, fewest) else { return nil }
    var (intercept, slope) = (0.0, 0.0)
    for _ in 0..<Self.rounds {
      // The gradient (a, b) and the information ((p, q), (q, r)).
      var (a, b, p, q, r) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for (isPreferred, x) in cases {
        let chance = 1 / (1 + exp(-intercept - slope * x))
        let (left, weight) = ((isPreferred ? 1 : 0) - chance, chance * (1 - chance))
        a += left
        b += left * x
        p += weight
        q += weight * x
        r += weight * x * x
      }
      let determinant = p * r - q * q
      guard determinant > 1e-9 * max(p * r, 1e-9) else { return nil }
      let step = ((r * a - q * b) / determinant, (p * b - q * a) / determinant)
      intercept += step.0
      slope += step.1
      guard abs(intercept) < Self.most, intercept.isFinite, slope.isFinite else { return nil }
      if abs(step.0) + abs(step.1) < 1e-10 {
        let deviation = (r / determinant).squareRoot() * Bootstrap.Interval.deviations
        func share(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
        self.share = share(intercept)
        interval = Bootstrap.Interval(
          low: share(intercept - deviation), high: share(intercept + deviation))
        self.slope = slope
        return
      }
    }
    return nil
  }

  private static let rounds = 50
  /// Log-odds beyond this are on their way to infinity.
  private static let most = 20.0
}
