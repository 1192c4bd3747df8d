internal import Embeddings
internal import RPM

/// Where features lie, and which of them may mean the same.
struct FeatureSpace: Sendable {
  /// What words mean.
  let knowledge: any WordKnowledge
  /// Whether valence is a further coordinate: only where texts judge.
  let hasValence: Bool

  /// What a step of valence counts beside the distance of meanings.
  static let valenceScale: Float = 0.35

  /// A distinct feature.
  struct Point: Sendable, Hashable {
    /// The name in lower case.
    var key: String
    /// The valence to one decimal, 0 where there is none.
    var valence: Double
    /// Whether it means only itself: a name, or made of numbers.
    var isUnique: Bool
    /// Whether it says that something is not so.
    var isNegated: Bool

    init(_ feature: Feature, hasValence: Bool) {
      key = feature.name.lowercased()
      valence = hasValence ? ((feature.valence ?? 0) * 10).rounded() / 10 : 0
      let words = feature.name.split(separator: " ")
      // Names keep their capital when a text is read; two people are never one topic.
      isUnique = words.allSatisfy { word in
        word.first?.isUppercase == true || word.contains { $0.isNumber }
      }
      isNegated = key.split(separator: " ").contains { Lexicon.isNegator(String($0)) }
    }

    /// Whether two features may be in one factor: good and bad, or plain and denied, never.
    func mayJoin(_ other: Point) -> Bool {
      if isUnique || other.isUnique { return key == other.key && valence * other.valence >= 0 }
      return isNegated == other.isNegated && valence * other.valence >= 0
    }
  }

  /// The distinct feature that a feature is.
  func point(of feature: Feature) -> Point { Point(feature, hasValence: hasValence) }

  /// The length of every vector.
  var dimensions: Int { knowledge.dimensions + (hasValence ? 1 : 0) }

  /// The unit vector of the name, followed by the scaled valence where there is one.
  func vector(of point: Point) -> [Float] {
    let meaning = knowledge.vector(of: point.key)
    return hasValence ? meaning + [Self.valenceScale * Float(point.valence)] : meaning
  }
}
