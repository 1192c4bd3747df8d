/// What came of comparing the rationales of two methods.
public struct RatingReport: Sendable, Hashable, Codable {
  /// What was found in one respect.
  public struct Finding: Sendable, Hashable, Codable {
    /// How often the second method was preferred.
    public var preference: PreferenceShare
    /// What it would be at equal length; `nil` where that cannot be told.
    public var atEqualLength: LengthCovariate?
    /// In how many pairs the longer rationale was preferred.
    public var longer: Int
    /// In how many the left one was; `nil` for a judge, who sees both orders.
    public var left: Int?
    /// In how many the verdict changed with the side, and counts as equal; `nil` for a person, who
    /// sees one order.
    public var changed: Int?
  }

  /// What one rater found.
  public struct Part: Sendable, Hashable, Codable {
    /// The rater.
    public var rater: Rating.Rater
    /// How many pairs were rated.
    public var pairs: Int
    /// Respect by respect.
    public var findings: [RatingQuestion: Finding]
  }

  /// The first method.
  public var first: String
  /// The second, whose preference is told.
  public var second: String
  /// How many pairs there are to rate.
  public var pairs: Int
  /// Of how many people.
  public var people: Int
  /// The mean length of the first method's rationales in characters.
  public var firstLength: Double
  /// That of the second's.
  public var secondLength: Double
  /// Where order and sides were drawn from.
  public var seed: UInt64
  /// Rater by rater, those who rated anything.
  public var parts: [Part]
  /// How far the first two raters agree, respect by respect; empty where there is one.
  public var agreement: [RatingQuestion: CohenKappa]

  /// Counts ratings.
  ///
  /// - Parameters:
  ///   - pairs: what there is to rate.
  ///   - ratings: by rater, in the order in which they are told; others than of these pairs are left
  ///     out. Agreement is between the first two.
  public init(
    _ pairs: [RationalePair], methods: (String, String),
    ratings: [(rater: Rating.Rater, ratings: [Rating])], seed: UInt64,
    bootstrap: Bootstrap = Bootstrap()
  ) {
    (first, second) = methods
    self.pairs = pairs.count
    people = Set(pairs.map(\.place)).count
    func mean(_ lengths: [Int]) -> Double {
      lengths.isEmpty ? 0 : Double(lengths.reduce(0, +)) / Double(lengths.count)
    }
    firstLength = mean(pairs.map(\.first.reasoningLength))
    secondLength = mean(pairs.map(\.second.reasoningLength))
    self.seed = seed
    let known = Dictionary(pairs.map { ($0.key, $0) }) { first, _ in first }
    let all = ratings.map { rater, ratings in
      (
        rater: rater,
        rated: ratings.compactMap { rating in known[rating.pair].map { (pair: $0, rating: rating) }
        }
      )
    }.filter { !$0.rated.isEmpty }
    parts = all.map { rater, rated in
      Part(
        rater: rater, pairs: rated.count,
        findings: RatingQuestion.allCases.reduce(into: [:]) {
          $0[$1] = Finding(rated, $1, by: rater, bootstrap)
        })
    }
    agreement = [:]
    guard all.count > 1 else { return }
    let others = Dictionary(all[1].rated.map { ($0.pair.key, $0.rating) }) { _, last in last }
    for question in RatingQuestion.allCases {
      agreement[question] = CohenKappa(
        all[0].rated.compactMap { pair, rating in
          guard let one = rating.preferences[question],
            let other = others[pair.key]?.preferences[question]
          else { return nil }
          return (one, other)
        })
    }
  }
}

extension RatingReport.Finding {
  fileprivate init(
    _ rated: [(pair: RationalePair, rating: Rating)], _ question: RatingQuestion,
    by rater: Rating.Rater, _ bootstrap: Bootstrap
  ) {
    let said = rated.compactMap { pair, rating in
      rating.preferences[question].map { (pair: pair, rating: rating, preference: $0) }
    }
    preference = PreferenceShare(
      said.map { (person: $0.pair.place, preference: $0.preference) }, bootstrap: bootstrap)
    let decided = said.filter { $0.preference == .first || $0.preference == .second }
    // Seen from the second method.
    let cases = decided.map {
      (isPreferred: $0.preference == .second, logRatio: -$0.pair.logLengthRatio)
    }
    atEqualLength = LengthCovariate(cases)
    longer = cases.count { $0.isPreferred ? $0.logRatio > 0 : $0.logRatio < 0 }
    let isPerson = rater == .person
    left = isPerson ? decided.count { $0.rating.choseLeft(question) == true } : nil
    changed = isPerson ? nil : said.count { $0.rating.changed.contains(question) }
  }
}
