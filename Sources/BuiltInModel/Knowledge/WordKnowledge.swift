internal import Embeddings

/// What the model needs to know of words in general. The embedding table is one such source; tests
/// bring vectors of their own.
protocol WordKnowledge: Sendable {
  /// The length of every vector.
  var dimensions: Int { get }

  /// The weighted sum of the vectors of a text's pieces, not normalised. It is additive: the sum of
  /// a text is that of its words and of what stands between them.
  func sum(of text: String) -> [Float]

  /// How rare a word is in general, 0 for the commonest to about 1.
  func rarity(of word: String) -> Double
}

extension WordKnowledge {
  /// The unit vector of a text, zero when nothing in it is known.
  func vector(of text: String) -> [Float] {
    normalised(sum(of: text))
  }
}
