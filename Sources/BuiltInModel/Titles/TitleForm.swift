internal import Foundation
internal import RPM

/// How the title of a text is written: what nearly all titles of a person have in common, and what
/// goes with a factor of the text beyond chance.
struct TitleForm: Sendable, Hashable {
  /// A habit that the title follows, and the factor that it goes with, `nil` where it is the
  /// person's own throughout.
  struct Reason: Sendable, Hashable {
    var habit: FormHabit
    var factor: Factor.ID?
  }

  /// Why the title looks so, most telling first.
  private(set) var reasons: [Reason] = []
  /// Words that stand in capitals, in lower case: those of the factor that goes with capitals.
  private(set) var shouted: Set<String> = []
  /// Whether every word but small ones has a capital; else the passage's own letters stay.
  private(set) var hasTitleCase = true

  /// What nothing is known of: a title in the usual case, without a mark.
  static let usual = TitleForm()

  /// From so many titles, and with shares so far from a half, a habit is the person's own.
  private static let fewest = 5
  private static let always = 0.8
  /// How rarely chance may give so uneven shares with and without a factor.
  private static let chance = 0.01

  private init() {}

  /// The form for a text with these features.
  init(
    features: [Feature], statistics: UserStatistics, habits: TitleHabits
  ) {
    hasTitleCase = habits.hasTitleCase
    guard let counts = statistics.habits else { return }
    let total = statistics.interactions
    guard total >= Self.fewest else { return }
    let active = Set(features.compactMap(\.factor)).filter(statistics.factors.indices.contains)
    for habit in Self.followed {
      let overall = counts[habit.rawValue]
      let going = active.compactMap {
        factor -> (factor: Factor.ID, chance: Double, isHigh: Bool)? in
        let own = statistics.factors[factor]
        guard let with = own.habits?[habit.rawValue], own.support >= FactorStatistics.weakSupport
        else { return nil }
        let chance = Self.chance(of: with, among: own.support, of: overall, in: total)
        guard chance < Self.chance else { return nil }
        return (factor, chance, 2 * with > own.support)
      }.min { ($0.chance, $0.factor) < ($1.chance, $1.factor) }
      if let going {
        if going.isHigh { reasons.append(Reason(habit: habit, factor: going.factor)) }
      } else if Double(overall) >= Self.always * Double(total) {
        reasons.append(Reason(habit: habit, factor: nil))
      }
    }
    if let factor = reasons.first(where: { $0.habit == .hasCapitals })?.factor {
      let words = features.filter { $0.factor == factor }.flatMap { TitleText.words(of: $0.name) }
      shouted = Set(words.filter { !StopWords.all.contains($0) })
    }
    leavesArticlesOut =
      Double(counts[FormHabit.hasArticle.rawValue]) <= (1 - Self.always) * Double(total)
  }

  /// Whether a, an and the are left out.
  private(set) var leavesArticlesOut = false

  /// The habits that a composed title can follow.
  private static let followed: [FormHabit] = [
    .beginsWithNumber, .endsWithQuestionMark, .endsWithFullStop, .endsWithExclamationMark,
    .hasCapitals,
  ]

  /// Whether it follows a habit.
  func follows(_ habit: FormHabit) -> Bool { reasons.contains { $0.habit == habit } }

  /// What a title ends with.
  var mark: String {
    if follows(.endsWithFullStop) { return "." }
    if follows(.endsWithQuestionMark) { return "?" }
    return follows(.endsWithExclamationMark) ? "!" : ""
  }

  /// Fisher's exact test: how often chance puts as few or as many of `overall` titles with the habit
  /// among `support` of `total`, both sides together.
  static func chance(of with: Int, among support: Int, of overall: Int, in total: Int) -> Double {
    func choices(_ n: Int, _ k: Int) -> Double {
      lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
    }
    guard support <= total, overall <= total, with <= min(support, overall) else { return 1 }
    let all = choices(total, support)
    func share(_ count: Int) -> Double {
      exp(choices(overall, count) + choices(total - overall, support - count) - all)
    }
    let seen = share(with)
    let possible = max(0, support + overall - total)...min(support, overall)
    return min(1, possible.map(share).filter { $0 <= seen * (1 + 1e-9) }.reduce(0, +))
  }
}
