internal import Embeddings
internal import Foundation
internal import RPM

/// Answers questions that print their own options: a conditional logit over the options of the
/// question, whose terms are habits of this user.
struct OptionAnswers: Answerer {
  /// A past question with the option that was chosen.
  struct Past: Sendable {
    /// The query.
    var query: String
    /// The question.
    var sheet: OptionSheet
    /// The chosen option, `nil` where the answer names none.
    var chosen: Int?
    /// The side it takes, `nil` where it takes none.
    var side: Stance?
  }

  /// The history, in order.
  let past: [Past]
  /// What factors do in the sum.
  let variant: BuiltInModel.Variant
  /// What words mean.
  let knowledge: any WordKnowledge
  /// What was learned of questions worded alike.
  let own = Learned<OptionWordsReader>()
  /// The past questions that hold a word, by its stem, in order.
  private let holders: [String: [Int]]
  /// Where a query stands in the history first.
  private let places: [String: Int]

  /// Reads a history.
  init(
    history: [Interaction], variant: BuiltInModel.Variant = .factors,
    knowledge: any WordKnowledge = StaticTable.shared
  ) {
    self.variant = variant
    self.knowledge = knowledge
    var stances: [String: OptionStance] = [:]
    var holders: [String: [Int]] = [:]
    var places: [String: Int] = [:]
    past = history.enumerated().map { index, item in
      let sheet = OptionSheet(query: item.query) { text in
        if let known = stances[text] { return known }
        let stance = OptionStance(text)
        stances[text] = stance
        return stance
      }
      for stem in Set(Phrase.words(sheet.stem).map(Stem.of)) {
        holders[stem, default: []].append(index)
      }
      if places[item.query] == nil { places[item.query] = index }
      let chosen = sheet.index(of: item.response)
      return Past(
        query: item.query, sheet: sheet, chosen: chosen, side: chosen.flatMap(sheet.stance))
    }
    self.holders = holders
    self.places = places
  }

  /// The question that a query asks; one of the history is not read again.
  func sheet(of query: String) -> OptionSheet {
    places[query].map { past[$0].sheet } ?? OptionSheet(query: query)
  }

  /// All past questions are weighed.
  var memoryBreadth: Int { max(50, past.count) }

  /// The side that an answer takes, `nil` where the options take none.
  func stance(of item: Interaction) -> Stance? {
    let sheet = sheet(of: item.query)
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

  /// The letter of that option.
  func decision(on evidence: Evidence, of model: UserModel) -> String? {
    let chosen = decision(evidence)
    return evidence.labels.indices.contains(chosen) ? evidence.labels[chosen] : nil
  }

  /// Which features spoke for the option that was chosen, each by the other questions that hold its
  /// words: more often on that side than this user is in general.
  func judge(_ request: JudgementRequest) -> [Judgement] {
    let side = stance(of: request.item)
    let isOther = past.map { $0.query != request.item.query }
    let base = sides(past.indices.filter { isOther[$0] })
    return request.features.indices.map { index in
      var isInfluential = false
      if let side {
        let holding = past(holding: request.features[index].name).filter { isOther[$0] }
        isInfluential =
          Self.lift(side, sides(holding), base: base) > OptionWeights.negligible
      }
      return Judgement(
        feature: index, isInfluential: isInfluential,
        polarity: side == .favour ? .positive : side == .against ? .negative : .neutral)
    }
  }

  /// The past questions that hold every word of a name, in order; none for a name without words.
  private func past(holding name: String) -> [Int] {
    let stems = Phrase.words(name).map(Stem.of)
    guard var holding = stems.first.flatMap({ holders[$0] }) else { return [] }
    for stem in stems.dropFirst() {
      let others = Set(holders[stem] ?? [])
      holding.removeAll { !others.contains($0) }
    }
    return holding
  }

  /// How many chosen options took each side.
  private func sides(_ questions: [Int]) -> StanceCounts {
    var counts = StanceCounts.zero
    for question in questions {
      if let side = past[question].side { counts[side] += 1 }
    }
    return counts
  }

  /// `ln(Q(s)/p(s))` of a side: its shrunk share among some answers over that among all.
  static func lift(_ side: Stance, _ counts: StanceCounts, base: StanceCounts) -> Double {
    let share = (Double(base[side]) + 1) / Double(base.total + base.sides.count)
    let strength = OptionWeights.factorShrinkage
    return log(
      (Double(counts[side]) + strength * share) / (Double(counts.total) + strength) / share)
  }
}

/// The constants of the options model. One set for every task: fitted by likelihood on answers left
/// out of histories, where whole countries and single people weighed alike.
enum OptionWeights {
  static let position = 0.11
  static let wording = 1.07
  static let sameScale = 0.30
  static let factors = 0.14
  static let user = 0.05
  static let dontKnow = 0.65
  static let volunteered = 1.27
  static let favourable = 0.17
  static let middle = 0.19
  static let publicOpinion = 0.57
  static let sidelessDistance = 0.5
  /// Pseudo-answers that a factor's sides are shrunk with.
  static let factorShrinkage = 5.0
  /// Pseudo-answers behind the share of a wording: few answers on it say little.
  static let wordingShrinkage = 6.0
  /// Pseudo-answers behind every other share.
  static let shrinkage = 2.0
  /// How fast a similar question with the same scale loses weight with cosine.
  static let scaleWidth = 0.15
  /// How people in general answer: against, middle, for; and how often to the extreme.
  static let usualSides = [0.35, 0.15, 0.50]
  static let usualExtreme = 0.35
  /// A lift this small is rounding.
  static let negligible = 1e-9
}
