/// How far two raters agree beyond chance (Cohen, 1960): `(p_o - p_e) / (1 - p_e)`.
public struct CohenKappa: Sendable, Hashable, Codable {
  /// How many things both rated.
  public var count: Int
  /// The share in which they said the same, `p_o`.
  public var observed: Double
  /// The share in which they would by chance, each with their own habits, `p_e`.
  public var expected: Double
  /// Kappa: 1 for all the same, 0 for as by chance; `nil` where both always said one and the same,
  /// so that nothing is beyond chance.
  public var value: Double?

  /// Counts what two raters said of the same things; `nil` where there are none.
  public init?(_ pairs: [(Preference, Preference)]) {
    guard !pairs.isEmpty else { return nil }
    let total = Double(pairs.count)
    count = pairs.count
    observed = Double(pairs.count { $0.0 == $0.1 }) / total
    expected = Preference.allCases.reduce(0) { sum, said in
      let first = Double(pairs.count { $0.0 == said })
      let second = Double(pairs.count { $0.1 == said })
      return sum + first * second / (total * total)
    }
    value = expected < 1 ? (observed - expected) / (1 - expected) : nil
  }
}
