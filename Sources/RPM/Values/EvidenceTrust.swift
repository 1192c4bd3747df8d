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
  /// Where answers to the same words seem to have changed; `nil` where that was not looked at.
  public var turn: Turn?

  /// A change in time.
  public struct Turn: Sendable, Hashable, Codable {
    /// The first interaction after it.
    public var interaction: Int
    /// Whether the same words mean the opposite since; otherwise only something else.
    public var isReversal: Bool
    /// How likely it is that there was any change.
    public var belief: Double

    /// Creates one.
    public init(interaction: Int, isReversal: Bool, belief: Double) {
      self.interaction = interaction
      self.isReversal = isReversal
      self.belief = belief
    }

    /// Whether it is to be spoken of: of people who answer at random, one in some looks changed.
    public var isTold: Bool { belief >= 0.8 }
  }

  /// Creates it.
  public init(
    habits: Double, words: Double, factors: Double, usual: Double, habitsAlone: Double,
    mistaken: Ratio, turn: Turn? = nil
  ) {
    self.habits = habits
    self.words = words
    self.factors = factors
    self.usual = usual
    self.habitsAlone = habitsAlone
    self.mistaken = mistaken
    self.turn = turn
  }
}
