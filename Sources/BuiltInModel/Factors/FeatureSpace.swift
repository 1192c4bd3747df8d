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

  /// What a deed counts beside the judgement of it.
  static let deedShare: Float = 0.7

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
    /// Whether its words are good (1) or bad (-1) by the lexicon, or neither.
    var side: Int
    /// The pairs of opposites that its words stand in.
    var opposites: [Int]
    /// Where a deed is judged, the judgement and the deed: "a pain" and "clean" of "a pain to clean".
    var deed: Deed?

    struct Deed: Sendable, Hashable {
      var judgement: String
      var done: String
    }

    init(_ feature: Feature, hasValence: Bool) {
      key = feature.name.lowercased()
      valence = hasValence ? ((feature.valence ?? 0) * 10).rounded() / 10 : 0
      let words = feature.name.split(separator: " ")
      // Names keep their capital when a text is read; two people are never one topic.
      isUnique = words.allSatisfy { word in
        word.first?.isUppercase == true || word.contains { $0.isNumber }
      }
      let lowered = key.split(separator: " ").map(String.init)
      isNegated = lowered.contains(where: Lexicon.isNegator)
      opposites = Opposites.places(of: lowered)
      if valence != 0, let to = lowered.lastIndex(of: "to"), 0 < to, to < lowered.count - 1 {
        deed = Deed(
          judgement: lowered[..<to].joined(separator: " "),
          done: lowered[(to + 1)...].joined(separator: " "))
      }
      let listed = lowered.reduce(0.0) { $0 + (Lexicon.value(ofStem: Stem.of($1)) ?? 0) }
      side = (valence == 0 ? listed : valence).sign == .minus ? -1 : 1
      if valence == 0 && listed == 0 { side = 0 }
    }

    /// Whether two features may be in one factor: good and bad, plain and denied, or thin and thick,
    /// never.
    func mayJoin(_ other: Point) -> Bool {
      guard side * other.side >= 0, isNegated == other.isNegated,
        (deed == nil) == (other.deed == nil),
        !opposites.contains(where: { other.opposites.contains(-$0) })
      else { return false }
      return (!isUnique && !other.isUnique) || key == other.key
    }
  }

  /// The distinct feature that a feature is.
  func point(of feature: Feature) -> Point { Point(feature, hasValence: hasValence) }

  /// The length of every vector.
  var dimensions: Int { knowledge.dimensions + (hasValence ? 1 : 0) }

  /// The unit vector of the name, followed by the scaled valence where there is one.
  ///
  /// Of a judged deed the deed says what it is about, and of the judgement only its side counts: "a
  /// misery to clean" is "hard to clean", and "hard to like" is not.
  func vector(of point: Point) -> [Float] {
    guard let deed = point.deed else {
      let meaning = knowledge.vector(of: point.key)
      return hasValence ? meaning + [Self.valenceScale * Float(point.valence)] : meaning
    }
    let judgement = knowledge.vector(of: deed.judgement)
    let meaning = zip(knowledge.vector(of: deed.done), judgement).map {
      Self.deedShare * $0 + (1 - Self.deedShare) * $1
    }
    return normalised(meaning) + [Self.valenceScale * Float(point.side)]
  }
}
