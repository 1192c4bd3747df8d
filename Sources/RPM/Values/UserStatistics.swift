/// Everything counted over one history: the base rates and each factor's statistics.
public struct UserStatistics: Sendable, Hashable, Codable {
  /// N, the interactions counted.
  public var interactions: Int
  /// Interactions by answer, one count a label; empty without a closed label set.
  public var answers: [Int]
  /// Interactions by the stance of the chosen option; empty otherwise.
  public var stances: StanceCounts
  /// One entry a factor, at the factor's id.
  public var factors: [FactorStatistics]
  /// Interactions by habit of form, one count a `FormHabit`; `nil` where answers are not free text,
  /// and in models kept before habits were counted.
  public var habits: [Int]?
  /// The 95 % point of the largest gain when answers are shuffled, `nil` when not tested.
  public var chanceGain: Double?
  /// The correlation of the statistics of two random halves, `nil` when there is too little.
  public var stability: Double?
  /// How far the model trusts each kind of evidence with this person; `nil` where it does not learn
  /// that, had too little to learn it from, or was kept before it did.
  public var trust: EvidenceTrust?
  /// The part of the history that was fitted, `nil` for all of it.
  public var window: FitWindow?

  /// Creates statistics.
  public init(
    interactions: Int, answers: [Int] = [], stances: StanceCounts = [],
    factors: [FactorStatistics] = [], chanceGain: Double? = nil, stability: Double? = nil
  ) {
    self.interactions = interactions
    self.answers = answers
    self.stances = stances
    self.factors = factors
    self.chanceGain = chanceGain
    self.stability = stability
  }

  /// How many answers have a habit of form; `nil` where habits are not counted.
  public func rate(of habit: FormHabit) -> Ratio? {
    habits.map {
      Ratio($0.indices.contains(habit.rawValue) ? $0[habit.rawValue] : 0, of: interactions)
    }
  }

  /// The habits of form that nearly all answers have, or that hardly any but some has; what half of them
  /// do is no habit. Empty where habits are not counted.
  public var tellingHabits: [(habit: FormHabit, rate: Ratio)] {
    FormHabit.allCases.compactMap { habit in
      rate(of: habit).map { (habit, $0) }
    }.filter { $0.1.isNearlyAll || $0.1.isNearlyNone }
  }

  /// The user's own base rate of a label.
  public func baseRate(ofLabel label: Int) -> Ratio {
    Ratio(answers.indices.contains(label) ? answers[label] : 0, of: interactions)
  }

  /// Propensity over base rate, `nil` where either has nothing to divide by.
  public func lift(ofLabel label: Int, in factor: Factor.ID) -> Double? {
    guard let propensity = factors[factor].propensity(ofLabel: label).value,
      let base = baseRate(ofLabel: label).value, base > 0
    else { return nil }
    return propensity / base
  }
}
