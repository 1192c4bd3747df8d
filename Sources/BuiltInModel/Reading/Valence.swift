internal import Embeddings

/// How good or bad a word sounds: by the lexicon, or faintly by the listed words it is near to.
struct Valence: Sendable {
  private let knowledge: any WordKnowledge
  private let direction: ValenceDirection

  init(knowledge: any WordKnowledge, direction: ValenceDirection) {
    self.knowledge = knowledge
    self.direction = direction
  }

  /// What an unlisted word's estimate counts beside a listed word's value.
  static let share = 0.2

  /// The value of a word, about -3 to 3; 0 for stop words and words of one or two letters that are
  /// not listed.
  func value(of word: Vocabulary.Word) -> Double {
    if let listed = Lexicon.value(ofStem: word.stem) { return listed }
    guard !word.isStop, word.text.unicodeScalars.count > 2 else { return 0 }
    let vector = knowledge.vector(of: word.text)
    // A word that the table does not know has no estimate, not the average one.
    guard vector.contains(where: { $0 != 0 }) else { return 0 }
    return Self.share * direction.estimate(of: vector)
  }
}

/// A linear estimate of valence from a word's vector: ridge regression over the lexicon.
struct ValenceDirection: Sendable {
  /// One coefficient a dimension.
  var weights: [Float]
  /// The estimate at the origin.
  var offset: Float

  /// The estimated value of a word by its unit vector.
  func estimate(of vector: [Float]) -> Double {
    Double(offset + dot(weights, vector))
  }
}
