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
    return try Significance.completed(
      statistics, features: features, classes: answerClasses,
      classCount: task.answers.hasPropensity
        ? task.answers.labels.count : Stance.classCount(of: stances),
      ordered: task.answers.isOrdered, checkCancellation: checkCancellation)
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
    return factor.members.allSatisfy { isMade(of: stock, $0.name) }
      || isMade(of: GenericWords.all, factor.name)
  }

  /// Whether a name has no other word.
  private func isMade(of words: Set<String>, _ name: String) -> Bool {
    var vocabulary = Vocabulary()
    return ParsedText(name, vocabulary: &vocabulary).tokens.allSatisfy { token in
      let word = vocabulary.words[token.word]
      return !word.isContent || words.contains(word.text)
    }
  }
}
