/// Stage 1c: counts what the statistics of factors are made of (method, sections 3 to 5).
///
/// Everything is counted once a query, except occurrences, influence and polarity, which the paper
/// counts per feature.
public enum Counting {
  /// Counts a whole history, but for excluded interactions.
  ///
  /// - Parameters:
  ///   - entries: the history's features, judgements and stances.
  ///   - responses: the answers, one an entry.
  ///   - answers: what may be answered.
  ///   - factorCount: how many factors there are.
  public static func statistics(
    of entries: [MemoryEntry], responses: [String], answers: AnswerSpace, factorCount: Int
  ) -> UserStatistics {
    let labels = answers.labels
    let hasStances = entries.contains { $0.stance != nil }
    var statistics = UserStatistics(
      interactions: 0,
      answers: [Int](repeating: 0, count: labels.count),
      stances: hasStances ? .zero : [],
      factors: (0..<factorCount).map { factor in
        FactorStatistics(
          factor: factor,
          answers: [Int](repeating: 0, count: labels.count),
          stances: hasStances ? .zero : []
        )
      }
    )
    if answers == .open {
      let none = [Int](repeating: 0, count: FormHabit.allCases.count)
      statistics.habits = none
      for factor in statistics.factors.indices { statistics.factors[factor].habits = none }
    }
    for (entry, response) in zip(entries, responses) where !entry.marks.isExcluded {
      add(entry, response, answers, sign: 1, to: &statistics)
    }
    return statistics
  }

  /// The statistics as they would be without one of the entries that were counted. Gains, chance
  /// and stability are left as they are: they are not quoted. An excluded entry was not counted.
  public static func excluding(
    _ entry: MemoryEntry, response: String, answers: AnswerSpace, from statistics: UserStatistics
  ) -> UserStatistics {
    guard !entry.marks.isExcluded else { return statistics }
    var statistics = statistics
    add(entry, response, answers, sign: -1, to: &statistics)
    return statistics
  }

  private static func add(
    _ entry: MemoryEntry, _ response: String, _ answers: AnswerSpace, sign: Int,
    to statistics: inout UserStatistics
  ) {
    let label = answers.index(of: response)
    // A model that was kept before habits were counted has none to change.
    let habits = statistics.habits == nil ? [] : FormHabit.all(of: response)
    statistics.interactions += sign
    for habit in habits { statistics.habits?[habit.rawValue] += sign }
    if let label { statistics.answers[label] += sign }
    if let stance = entry.stance { statistics.stances[stance] += sign }
    for factor in Set(entry.features.compactMap(\.factor)) {
      statistics.factors[factor].support += sign
      if let label { statistics.factors[factor].answers[label] += sign }
      for habit in habits { statistics.factors[factor].habits?[habit.rawValue] += sign }
      if let stance = entry.stance { statistics.factors[factor].stances[stance] += sign }
    }
    for factor in entry.features.compactMap(\.factor) {
      statistics.factors[factor].occurrences += sign
    }
    for judgement in entry.judgements where judgement.isInfluential {
      guard entry.features.indices.contains(judgement.feature),
        let factor = entry.features[judgement.feature].factor
      else { continue }
      statistics.factors[factor].influence += sign
      switch judgement.polarity {
      case .positive: statistics.factors[factor].polarity.positive += sign
      case .neutral: statistics.factors[factor].polarity.neutral += sign
      case .negative: statistics.factors[factor].polarity.negative += sign
      }
    }
  }
}
