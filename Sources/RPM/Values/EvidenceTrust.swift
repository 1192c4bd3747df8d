/// How far a model trusts each kind of evidence with this person, learned from the answers it gives to
/// the past when each is left out.
public struct EvidenceTrust: Sendable, Hashable, Codable {
  /// What the usual answers are multiplied with.
  public var habits: Double
  /// What tone, reputation or the affinity of words is multiplied with.
  public var words: Double
  /// What factors and similar items are multiplied with.
  public var factors: Double
  /// How likely it is that everything counts as it does for everybody.
  public var usual: Double
  /// How likely it is that nothing in the texts tells the answers.
  public var habitsAlone: Double
  /// Past texts whose words took sides, and of those the ones whose answer lay on the other side.
  public var mistaken: Ratio

  /// Creates it.
  public init(
    habits: Double, words: Double, factors: Double, usual: Double, habitsAlone: Double,
    mistaken: Ratio
  ) {
    self.habits = habits
    self.words = words
    self.factors = factors
    self.usual = usual
    self.habitsAlone = habitsAlone
    self.mistaken = mistaken
  }
}
