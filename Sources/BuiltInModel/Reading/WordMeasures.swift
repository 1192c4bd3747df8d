internal import RPM

/// A vocabulary with what was measured of each of its words.
struct WordMeasures: Sendable {
  let vocabulary: Vocabulary
  private let rarities: [Double]
  private let valences: [Double]

  /// Measures every word once, on all cores.
  ///
  /// - Parameter valence: what values words, `nil` where tone is not read; it costs a vector a
  ///   word.
  init(_ vocabulary: Vocabulary, knowledge: any WordKnowledge, valence: Valence?) {
    self.vocabulary = vocabulary
    let stock = StopWords.boilerplate(inReviews: valence != nil)
    rarities = Parallel.map(vocabulary.words) { word in
      let isTopical =
        word.isContent && !stock.contains(word.text)
        && !StopWords.connectives.contains(word.text)
      return isTopical ? knowledge.rarity(of: word.text) : 0
    }
    valences = valence.map { Parallel.map(vocabulary.words, $0.value(of:)) } ?? []
  }

  /// How rare a word is in general; 0 for words that all descriptions have.
  func rarity(_ word: Int) -> Double { rarities[word] }

  /// How good or bad a word sounds; 0 where tone is not read.
  func valence(_ word: Int) -> Double { valences.isEmpty ? 0 : valences[word] }
}
