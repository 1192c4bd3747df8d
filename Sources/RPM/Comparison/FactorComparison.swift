internal import Embeddings

/// The factors that two users have in common, and which way each of them goes.
///
/// Factors are paired by how alike their names and features sound, the most alike first, each at
/// most once. Left out are factors seen in fewer than three queries and stock factors.
public struct FactorComparison: Sendable, Hashable, Codable {
  /// Whether a factor does the same with both.
  public enum Relation: String, Sendable, Hashable, Codable {
    /// It moves both answers the same way.
    case shared
    /// It moves them opposite ways.
    case opposite
    /// It hardly moves one of them, or the answers cannot be compared.
    case unclear
  }

  /// A factor that both have.
  public struct Pair: Sendable, Hashable, Codable {
    /// The first user's factor.
    public var first: String
    /// The second user's.
    public var second: String
    /// The cosine of the two, -1 to 1.
    public var similarity: Double
    /// Which way it goes.
    public var relation: Relation
    /// How far it moves the first user's answers: on a scale in labels up or down, with stances in
    /// share of for less against, else `nil`.
    public var firstShift: Double?
    /// The same for the second.
    public var secondShift: Double?
    /// Queries of the first user that show it.
    public var firstSupport: Int
    /// The same for the second.
    public var secondSupport: Int
    /// Propensity less base rate of the first user, one value a label or a stance; empty without.
    public var firstDeltas: [Double]
    /// The same for the second.
    public var secondDeltas: [Double]
  }

  /// The pairs: opposite ones first, then shared ones, each by similarity.
  public var pairs: [Pair]
  /// The first user's factors without a counterpart, in order.
  public var onlyFirst: [String]
  /// The second user's.
  public var onlySecond: [String]

  /// Below this cosine two factors are not the same thing.
  public static let leastSimilarity = 0.6
  /// A shift this small is none.
  static let negligible = 0.1

  /// The text by which a factor is compared: its name and its commonest features.
  public static func text(of factor: Factor) -> String {
    ([factor.name] + factor.members.prefix(5).map(\.name)).joined(separator: " ")
  }

  /// Compares two models.
  ///
  /// - Parameters:
  ///   - firstVectors: one unit vector a factor of the first model, of `text(of:)`.
  ///   - secondVectors: the same for the second.
  public init(
    _ first: UserModel, _ second: UserModel, firstVectors: [[Float]], secondVectors: [[Float]]
  ) {
    let (mine, theirs) = (Self.telling(first), Self.telling(second))
    var matches: [(first: Factor.ID, second: Factor.ID, similarity: Double)] = []
    for one in mine {
      for other in theirs where firstVectors[one].count == secondVectors[other].count {
        let isSame =
          first.factors[one].name.lowercased() == second.factors[other].name.lowercased()
        let cosine = isSame ? 1 : Double(dot(firstVectors[one], secondVectors[other]))
        if cosine >= Self.leastSimilarity { matches.append((one, other, cosine)) }
      }
    }
    matches.sort { ($1.similarity, $0.first, $0.second) < ($0.similarity, $1.first, $1.second) }
    var taken: (first: Set<Factor.ID>, second: Set<Factor.ID>) = ([], [])
    let hasSameAnswers = first.task.answers == second.task.answers
    var pairs: [Pair] = []
    for match in matches
    where !taken.first.contains(match.first) && !taken.second.contains(match.second) {
      taken.first.insert(match.first)
      taken.second.insert(match.second)
      pairs.append(
        Self.pair(
          first, match.first, second, match.second, similarity: match.similarity,
          isComparable: hasSameAnswers))
    }
    let order: [Relation] = [.opposite, .shared, .unclear]
    self.pairs = order.flatMap { relation in pairs.filter { $0.relation == relation } }
    onlyFirst = mine.filter { !taken.first.contains($0) }.map { first.factors[$0].name }
    onlySecond = theirs.filter { !taken.second.contains($0) }.map { second.factors[$0].name }
  }

  private static func telling(_ model: UserModel) -> [Factor.ID] {
    model.statistics.factors.filter { !$0.isWeak && !$0.isBoilerplate }.map(\.factor)
  }

  private static func pair(
    _ first: UserModel, _ one: Factor.ID, _ second: UserModel, _ other: Factor.ID,
    similarity: Double, isComparable: Bool
  ) -> Pair {
    let (mine, theirs) = (deltas(one, in: first), deltas(other, in: second))
    let shifts = (shift(mine, in: first), shift(theirs, in: second))
    var relation = Relation.unclear
    if isComparable, let a = shifts.0, let b = shifts.1 {
      if min(abs(a), abs(b)) >= negligible { relation = a * b > 0 ? .shared : .opposite }
    } else if isComparable, mine.count == theirs.count {
      let product = zip(mine, theirs).reduce(0) { $0 + $1.0 * $1.1 }
      if abs(product) >= negligible * negligible { relation = product > 0 ? .shared : .opposite }
    }
    return Pair(
      first: first.factors[one].name, second: second.factors[other].name,
      similarity: similarity, relation: relation, firstShift: shifts.0, secondShift: shifts.1,
      firstSupport: first.statistics.factors[one].support,
      secondSupport: second.statistics.factors[other].support, firstDeltas: mine,
      secondDeltas: theirs)
  }

  private static func deltas(_ factor: Factor.ID, in model: UserModel) -> [Double] {
    let own = model.statistics.factors[factor]
    let (counts, base) =
      model.task.answers.hasPropensity
      ? (own.answers, model.statistics.answers)
      : (own.stances.list, model.statistics.stances.list)
    let (total, all) = (counts.reduce(0, +), base.reduce(0, +))
    guard total > 0, all > 0, counts.count == base.count else { return [] }
    return zip(counts, base).map { Double($0) / Double(total) - Double($1) / Double(all) }
  }

  /// How far the mean answer is moved, where answers have an order.
  private static func shift(_ deltas: [Double], in model: UserModel) -> Double? {
    guard !deltas.isEmpty else { return nil }
    if model.task.answers.hasPropensity {
      guard model.task.answers.isOrdered else { return nil }
      return deltas.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }
    return deltas.count == Stance.allCases.count
      ? deltas[Stance.favour.rawValue] - deltas[Stance.against.rawValue] : nil
  }
}
