/// Evidence taken away, or changed, to see what it does to an answer (method, section 10).
public indirect enum Mask: Sendable, Hashable, Codable {
  /// A feature of the query, by its position in `G_q'`.
  case feature(Int)
  /// A factor: all features of the query that belong to it.
  case factor(Factor.ID)
  /// An example of the memory, by its interaction in the history.
  case example(Int)
  /// A feature of the query under another text.
  case edit(feature: Int, text: String)
  /// Several at once.
  case together([Mask])

  /// What kind of mask it is.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// A feature is gone.
    case feature
    /// A factor is gone.
    case factor
    /// An example is gone.
    case example
    /// A feature reads otherwise.
    case edit
    /// Several masks at once.
    case together
  }

  /// What kind of mask it is.
  public var kind: Kind {
    switch self {
    case .feature: .feature
    case .factor: .factor
    case .example: .example
    case .edit: .edit
    case .together: .together
    }
  }

  /// The position of the feature, the factor's id or the interaction's index, all from 0; `nil` for
  /// several.
  public var id: Int? {
    switch self {
    case .feature(let id), .factor(let id), .example(let id), .edit(let id, _): id
    case .together: nil
    }
  }

  /// The single masks that it is made of.
  public var parts: [Mask] {
    if case .together(let masks) = self { masks.flatMap(\.parts) } else { [self] }
  }

  /// Every factor of a query, each by itself, in order of appearance.
  public static func everyFactor(of features: [Feature]) -> [Mask] {
    features.activeFactors.map(Mask.factor)
  }
}
