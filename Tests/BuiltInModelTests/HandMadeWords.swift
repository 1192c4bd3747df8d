@testable import BuiltInModel

/// Word vectors made by hand: what a test says, and nothing for other words.
struct HandMadeWords: WordKnowledge {
  var dimensions: Int
  var vectors: [String: [Float]] = [:]
  var rarities: [String: Double] = [:]

  func sum(of text: String) -> [Float] {
    var vocabulary = Vocabulary()
    let parsed = ParsedText(text, vocabulary: &vocabulary)
    return parsed.tokens.reduce([Float](repeating: 0, count: dimensions)) { sum, token in
      guard let vector = vectors[vocabulary.words[token.word].text] else { return sum }
      return zip(sum, vector).map(+)
    }
  }

  func rarity(of word: String) -> Double { rarities[word] ?? 1 }
}

extension ValenceDirection {
  /// No unlisted word sounds like anything.
  static func none(_ dimensions: Int) -> ValenceDirection {
    ValenceDirection(weights: [Float](repeating: 0, count: dimensions), offset: 0)
  }
}
