internal import Foundation
internal import RPM

/// Answers questions that print their own options: a conditional logit over the options of the
/// question, whose terms are habits of this user (ours).
struct OptionAnswers: Sendable {
  /// A past question with the option that was chosen.
  struct Past: Sendable {
    /// The query.
    var query: String
    /// The question.
    var sheet: OptionSheet
    /// The chosen option, `nil` where the answer names none.
    var chosen: Int?
    /// The words of the question.
    var words: Set<String>
  }

  /// The history, in order.
  let past: [Past]

  /// Reads a history.
  init(history: [Interaction]) {
    past = history.map { item in
      let sheet = OptionSheet(query: item.query)
      return Past(
        query: item.query, sheet: sheet,
        chosen: sheet.index(of: item.response),
        words: Set(Phrase.words(sheet.stem).map(Stem.of)))
    }
  }

  /// The side that an answer takes, `nil` where the options take none.
  static func stance(of item: Interaction) -> Stance? {
    let sheet = OptionSheet(query: item.query)
    return sheet.index(of: item.response).flatMap(sheet.stance)
  }

  /// The option with the greatest logit; among equals the one this user takes more often by its
  /// letter, then the earlier.
  func decision(_ evidence: Evidence) -> Int {
    let top = evidence.logits.max() ?? 0
    // Logits that differ by rounding alone are equal.
    let best = evidence.logits.indices.filter { evidence.logits[$0] >= top - 1e-12 }
    let counts = best.map { option in past.count { $0.chosen == option } }
    let first = zip(best, counts).max { one, other in
      (one.1, other.0) < (other.1, one.0)
    }
    return first?.0 ?? 0
  }

  /// Which features spoke for the option that was chosen, each by the other questions that hold its
  /// words: more often on that side than this user is in general.
  func judge(_ request: JudgementRequest) -> [Judgement] {
    let side = Self.stance(of: request.item)
    let others = past.filter { $0.query != request.item.query }
    let base = Self.sides(others)
    return request.features.indices.map { index in
      let words = Phrase.words(request.features[index].name).map(Stem.of)
      let holding = others.filter { other in words.allSatisfy(other.words.contains) }
      var isInfluential = false
      if let side, !words.isEmpty {
        isInfluential =
          Self.lift(Self.sides(holding), base: base)[side.rawValue] > OptionWeights.negligible
      }
      return Judgement(
        feature: index, isInfluential: isInfluential,
        polarity: side == .favour ? .positive : side == .against ? .negative : .neutral)
    }
  }

  /// How many chosen options took each side.
  private static func sides(_ past: [Past]) -> [Int] {
    var counts = [Int](repeating: 0, count: Stance.allCases.count)
    for item in past {
      if let side = item.chosen.flatMap(item.sheet.stance) { counts[side.rawValue] += 1 }
    }
    return counts
  }

  /// `ln(Q(s)/p(s))` of each side: shrunk share among some answers over that among all.
  static func lift(_ counts: [Int], base: [Int]) -> [Double] {
    let all = Double(base.reduce(0, +)) + Double(base.count)
    let total = Double(counts.reduce(0, +))
    let strength = OptionWeights.factorShrinkage
    return zip(counts, base).map { count, baseCount in
      let share = (Double(baseCount) + 1) / all
      return log((Double(count) + strength * share) / (total + strength) / share)
    }
  }
}

/// The constants of the options model. One set for every task: fitted by likelihood on answers left
/// out of histories, where whole countries and single people weighed alike.
enum OptionWeights {
  static let position = 0.11
  static let wording = 0.66
  static let sameScale = 0.53
  static let similar = 0.08
  static let factors = 0.20
  static let user = 0.15
  static let dontKnow = 0.56
  static let volunteered = 1.11
  static let favourable = 0.18
  static let middle = 0.23
  static let extreme = -0.04
  static let centre = 0.06
  /// Pseudo-answers that a factor's sides are shrunk with.
  static let factorShrinkage = 5.0
  /// Pseudo-answers behind every other share.
  static let shrinkage = 2.0
  /// How fast a similar question with the same scale loses weight with cosine.
  static let scaleWidth = 0.15
  /// How fast any similar question does.
  static let similarWidth = 0.1
  /// How people in general answer: against, middle, for; and how often to the extreme.
  static let usualSides = [0.35, 0.15, 0.50]
  static let usualExtreme = 0.35
  /// A lift this small is rounding.
  static let negligible = 1e-9
}
