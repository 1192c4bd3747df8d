/// What may be said of the distance between a method and the best simple baseline (method,
/// section 13). Whatever shows a report takes its words from this.
public struct Claim: Sendable, Hashable, Codable {
  /// What it comes to.
  public enum Verdict: String, Sendable, Hashable, Codable {
    /// Better than each simple baseline, beyond chance.
    case better
    /// Worse than the best simple baseline, beyond chance.
    case worse
    /// Chance alone may do the same.
    case mayBeChance
    /// There are too few people, or items of the only person.
    case tooFew
    /// Not everybody was asked.
    case incomplete
  }

  /// What it comes to.
  public var verdict: Verdict
  /// How often chance alone does as much, after Holm's steps over the methods of the task; `nil`
  /// where there is no verdict.
  public var p: Double?
  /// Whether all signs were counted for it rather than some drawn.
  public var isExact: Bool

  /// Fewer people get no verdict. With ten, the smallest p of the test is 2 in 1024, which holds
  /// although there are twenty methods.
  public static let leastPeople = 10
  /// With one person, fewer items get none.
  public static let leastItems = 20
  /// Above this p, it may be chance.
  public static let level = 0.05

  /// Whether there is no verdict on so many.
  public static func isTooFew(people: Int, items: Int) -> Bool {
    people == 1 ? items < leastItems : people < leastPeople
  }

  /// Creates a claim.
  public init(verdict: Verdict, p: Double? = nil, isExact: Bool = true) {
    self.verdict = verdict
    self.p = p
    self.isExact = isExact
  }

  /// A claim from a tested p.
  ///
  /// - Parameter gain: the distance, above 0 where the method is better.
  init(p: Double, gain: Double, isExact: Bool) {
    self.init(
      verdict: p > Self.level || gain == 0 ? .mayBeChance : gain > 0 ? .better : .worse, p: p,
      isExact: isExact)
  }
}
