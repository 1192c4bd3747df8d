internal import Foundation
internal import RPM

/// What the built-in model adds to RPM's counts: gains, what chance would give, stock factors, and
/// how stable the statistics are.
struct Completion: Sendable {
  /// The task.
  var task: TaskDefinition
  /// How the queries are read.
  var style: ReadingStyle
  /// The history's answers.
  var responses: [String]
  /// The stances of the chosen options, where options have any.
  var stances: [Stance?]
  /// `F(m)`.
  var factors: [Factor]
  /// The features of each query, with factors.
  var features: [[Feature]]

  /// Above this share of the queries a factor tells none from another.
  static let commonCoverage = 0.6
  /// With fewer queries a high share is no sign of anything.
  static let enoughQueries = 10

  /// The statistics with everything filled in.
  func completed(
    _ statistics: UserStatistics, checkCancellation: @Sendable () throws -> Void = {}
  ) throws -> UserStatistics {
    var statistics = statistics
    for factor in factors {
      statistics.factors[factor.id].isBoilerplate = isBoilerplate(
        factor, support: statistics.factors[factor.id].support)
    }
    let classCount = task.answers.hasPropensity ? task.answers.labels.count : Stance.allCases.count
    let classes = answerClasses
    guard classes.contains(where: { $0 != nil }) else { return statistics }
    let gains = Gains(
      features: features, factorCount: factors.count, classes: classes, classCount: classCount,
      ordered: task.answers.isOrdered)
    let observed = gains.observed()
    let chance = try gains.chance(checkCancellation: checkCancellation)
    statistics.chanceGain = chance
    for factor in statistics.factors.indices {
      statistics.factors[factor].gain = observed[factor]
      statistics.factors[factor].isBeyondChance =
        !statistics.factors[factor].isWeak && chance.map { observed[factor] > $0 } ?? false
    }
    statistics.stability = Stability.correlation(
      features: features, factorCount: factors.count, classes: classes, classCount: classCount,
      ordered: task.answers.isOrdered)
    return statistics
  }

  /// What an answer counts as: its label, or the stance of the chosen option.
  private var answerClasses: [Int?] {
    task.answers.hasPropensity
      ? responses.map(task.answers.index(of:)) : stances.map { $0?.rawValue }
  }

  private func isBoilerplate(_ factor: Factor, support: Int) -> Bool {
    if responses.count >= Self.enoughQueries,
      Double(support) > Self.commonCoverage * Double(responses.count)
    {
      return true
    }
    let stock = StopWords.boilerplate(inReviews: style == .reviews)
    return factor.members.allSatisfy { member in
      var vocabulary = Vocabulary()
      let name = ParsedText(member.name, vocabulary: &vocabulary)
      return name.tokens.allSatisfy { token in
        let word = vocabulary.words[token.word]
        return !word.isContent || stock.contains(word.text)
      }
    }
  }
}

/// How alike the statistics of two halves of a history are (ours; method section 4).
enum Stability {
  private static let seed: UInt64 = 0x5270_6d48_616c_7665
  /// In each half, so many queries have a factor that is compared.
  private static let enoughSupport = 2

  /// The correlation, over factors and answers, of Propensity less base rate in two random halves;
  /// `nil` with fewer than three factors to compare. Without subtracting the base rate any two
  /// halves would look alike.
  static func correlation(
    features: [[Feature]], factorCount: Int, classes: [Int?], classCount: Int, ordered: Bool
  ) -> Double? {
    var order = classes.indices.filter { classes[$0] != nil }
    var generator = SplitMix64(seed: seed)
    order.shuffleStably(using: &generator)
    let halves = [order.prefix(order.count / 2), order.suffix(order.count - order.count / 2)]
      .map { half in
        excess(
          Array(half), features: features, factorCount: factorCount, classes: classes,
          classCount: classCount)
      }
    var pairs: [(Double, Double)] = []
    var compared = 0
    for factor in 0..<factorCount {
      guard let first = halves[0][factor], let second = halves[1][factor] else { continue }
      compared += 1
      pairs += zip(first, second)
    }
    return compared >= 3 ? pearson(pairs) : nil
  }

  private static func excess(
    _ queries: [Int], features: [[Feature]], factorCount: Int, classes: [Int?], classCount: Int
  ) -> [[Double]?] {
    var base = [Int](repeating: 0, count: classCount)
    var counts = [[Int]](repeating: base, count: factorCount)
    for query in queries {
      guard let label = classes[query] else { continue }
      base[label] += 1
      for factor in ClosedAnswers.activeFactors(of: features[query]) { counts[factor][label] += 1 }
    }
    return counts.map { counts in
      let support = counts.reduce(0, +)
      guard support >= enoughSupport else { return nil }
      return zip(counts, base).map {
        Double($0) / Double(support) - Double($1) / Double(max(1, queries.count))
      }
    }
  }

  private static func pearson(_ pairs: [(Double, Double)]) -> Double? {
    let count = Double(pairs.count)
    let meanA = pairs.reduce(0) { $0 + $1.0 } / count
    let meanB = pairs.reduce(0) { $0 + $1.1 } / count
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (a, b) in pairs {
      ab += (a - meanA) * (b - meanB)
      aa += (a - meanA) * (a - meanA)
      bb += (b - meanB) * (b - meanB)
    }
    return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : nil
  }
}
