internal import Foundation

/// How a statistic is written wherever it is quoted: in paths, on the screen, in reports
/// (method, section 6).
///
/// One place, so that the audit reads exactly what the writers write.
public enum Quotation {
  /// A share with two decimals and no leading zero: `.67`, `1.00`.
  public static func share(_ value: Double) -> String {
    decimal(value, digits: 2)
  }

  /// A decimal rounded to nearest, ties away from zero, without a leading zero.
  public static func decimal(_ value: Double, digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    // The tiny push makes a quotient such as 0.125, stored a hair below, round as written.
    let scaled = (abs(value) * scale + 1e-9).rounded(.toNearestOrAwayFromZero)
    let text = String(format: "%.\(digits)f", scaled / scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + (text.hasPrefix("0.") ? String(text.dropFirst()) : text)
  }

  /// A ratio with its integers: `4 of 6 = .67`; `0 of 0` where there is nothing to divide by.
  public static func ratio(_ ratio: Ratio) -> String {
    let counts = "\(ratio.count) of \(ratio.total)"
    return ratio.value.map { "\(counts) = \(share($0))" } ?? counts
  }

  /// What a path says of a factor's Propensity of one label:
  /// `P(5) 4 of 6 = .67, base 19 of 64 = .30, shrunk .57, lift 2.2`.
  public static func propensity(
    label: Int, factor: Factor.ID, in statistics: UserStatistics, answers: AnswerSpace
  ) -> String {
    let factorStatistics = statistics.factors[factor]
    let shrunk = Shrinkage.propensity(
      counts: factorStatistics.answers, baseCounts: statistics.answers, ordered: answers.isOrdered)
    var parts = [
      "P(\(answers.labels[label])) \(ratio(factorStatistics.propensity(ofLabel: label)))",
      "base \(ratio(statistics.baseRate(ofLabel: label)))",
      "shrunk \(share(shrunk[label]))",
    ]
    if let lift = statistics.lift(ofLabel: label, in: factor) {
      parts.append("lift \(decimal(lift, digits: 1))")
    }
    return parts.joined(separator: ", ")
  }

  /// What a path says of a factor where answers are open: `influence 9 of 12 = .75, coverage 12`.
  public static func influence(factor: Factor.ID, in statistics: UserStatistics) -> String {
    let factorStatistics = statistics.factors[factor]
    return
      "influence \(ratio(factorStatistics.influenceRate)), coverage \(factorStatistics.support)"
  }

  /// What a path says of how a factor's influential features were judged:
  /// `positive 7 of 9 = .78, neutral 1 of 9 = .11, negative 1 of 9 = .11`.
  public static func polarity(factor: Factor.ID, in statistics: UserStatistics) -> String {
    let own = statistics.factors[factor]
    let counts = [
      ("positive", own.polarity.positive), ("neutral", own.polarity.neutral),
      ("negative", own.polarity.negative),
    ]
    return counts.map { "\($0) \(ratio(Ratio($1, of: own.influence)))" }.joined(separator: ", ")
  }

  /// What a path says of a habit of form: `begins with a number 35 of 36 = .97`, and within a
  /// factor `has a word in capitals 5 of 6 = .83, base has a word in capitals 9 of 36 = .25`; `nil`
  /// where habits are not counted.
  public static func habit(
    _ habit: FormHabit, factor: Factor.ID? = nil, in statistics: UserStatistics
  ) -> String? {
    guard let overall = statistics.rate(of: habit) else { return nil }
    guard let factor else { return "\(habit.words) \(ratio(overall))" }
    return statistics.factors[factor].rate(of: habit).map {
      "\(habit.words) \(ratio($0)), base \(habit.words) \(ratio(overall))"
    }
  }

  /// What a path says of a factor where options differ:
  /// `for 5 of 8 = .62, base for 21 of 40 = .53`.
  public static func stance(
    _ stance: Stance, factor: Factor.ID, in statistics: UserStatistics
  ) -> String {
    let inFactor = statistics.factors[factor].stances.rate(of: stance)
    let overall = statistics.stances.rate(of: stance)
    return "\(stance.word) \(ratio(inFactor)), base \(stance.word) \(ratio(overall))"
  }
}
