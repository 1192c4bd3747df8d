/// The statistics `theta(m)` of one factor over a history, as integer counts (method, section 3).
public struct FactorStatistics: Sendable, Hashable, Codable {
  /// How the influential features of a factor were judged.
  public struct Polarity: Sendable, Hashable, Codable {
    /// Judged to speak for the answer.
    public var positive = 0
    /// Judged neutral.
    public var neutral = 0
    /// Judged to speak against it.
    public var negative = 0

    /// Creates counts.
    public init(positive: Int = 0, neutral: Int = 0, negative: Int = 0) {
      self.positive = positive
      self.neutral = neutral
      self.negative = negative
    }
  }

  /// The factor.
  public var factor: Factor.ID
  /// `#{i : F ∩ G_qi ≠ ∅}`: the queries that show the factor. Also called Coverage.
  public var support: Int
  /// Feature occurrences of the factor, at least `support`.
  public var occurrences: Int
  /// Queries that show the factor, by their answer; one count a label, empty without labels.
  public var answers: [Int]
  /// Feature occurrences judged to have influenced the answer.
  public var influence: Int
  /// How those were judged. Sums to `influence`.
  public var polarity: Polarity
  /// Queries that show the factor, by the stance of the chosen option; empty where options have none.
  public var stances: StanceCounts
  /// Queries that show the factor, by the habits of form of their answer, one count a `FormHabit`;
  /// `nil` as in `UserStatistics.habits`.
  public var habits: [Int]?
  /// `Σ_i ln P₋ᵢ(a_i|F)/p₋ᵢ(a_i)`: what knowing the factor is worth, in nats.
  public var gain: Double
  /// Whether `gain` lies above the 95 % point of the largest gain under chance.
  public var isBeyondChance: Bool
  /// Whether it says little because nearly every query has it, or only stock words. It is
  /// hidden in lists, never in counts.
  public var isBoilerplate: Bool

  /// Creates statistics; the counts default to none.
  public init(
    factor: Factor.ID, support: Int = 0, occurrences: Int = 0, answers: [Int] = [],
    influence: Int = 0, polarity: Polarity = Polarity(), stances: StanceCounts = [],
    gain: Double = 0,
    isBeyondChance: Bool = false, isBoilerplate: Bool = false
  ) {
    self.factor = factor
    self.support = support
    self.occurrences = occurrences
    self.answers = answers
    self.influence = influence
    self.polarity = polarity
    self.stances = stances
    self.gain = gain
    self.isBeyondChance = isBeyondChance
    self.isBoilerplate = isBoilerplate
  }

  /// Below this many queries a statistic is weak and drawn so.
  public static let weakSupport = 3

  /// Whether the support is too small to lean on.
  public var isWeak: Bool { support < Self.weakSupport }

  /// `Propensity(y, F)`, raw.
  public func propensity(ofLabel label: Int) -> Ratio {
    Ratio(answers.indices.contains(label) ? answers[label] : 0, of: support)
  }

  /// How many answers to queries with the factor have a habit of form.
  public func rate(of habit: FormHabit) -> Ratio? {
    habits.map { Ratio($0.indices.contains(habit.rawValue) ? $0[habit.rawValue] : 0, of: support) }
  }

  /// Influence over occurrences.
  public var influenceRate: Ratio { Ratio(influence, of: occurrences) }
}
