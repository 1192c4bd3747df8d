/// A response-influential feature of a query, `f_j = (name, context, factor)` in the paper.
public struct Feature: Sendable, Hashable, Codable {
  /// A short label, such as "slow start".
  public var name: String
  /// A phrase that disambiguates the name.
  public var context: String
  /// The factor it belongs to, `nil` until clustering and where it fits none.
  public var factor: Factor.ID?
  /// How good or bad the feature sounds, roughly -3 to 3, for models that say so.
  public var valence: Double?
  /// The words of the query that carry it, exactly as they stand there, so that they can be marked;
  /// `nil` where the model names none, as in memories made before quotes were asked for.
  public var quote: String?

  /// Creates a feature.
  public init(
    name: String, context: String, factor: Factor.ID? = nil, valence: Double? = nil,
    quote: String? = nil
  ) {
    self.name = name
    self.context = context
    self.factor = factor
    self.valence = valence
    self.quote = quote
  }
}

extension Collection<Feature> {
  /// The distinct factors of features, in order of appearance.
  package var activeFactors: [Factor.ID] {
    var seen: Set<Factor.ID> = []
    return compactMap(\.factor).filter { seen.insert($0).inserted }
  }
}
