/// Texts taken apart together, with the words they share measured once.
struct TextBatch: Sendable {
  /// The texts in order.
  let texts: [ParsedText]
  /// Their words.
  let words: WordMeasures

  /// Puts together texts whose words are in one vocabulary.
  init(texts: [ParsedText], words: WordMeasures) {
    self.texts = texts
    self.words = words
  }

  /// Takes texts apart and measures their words.
  init(_ texts: [String], knowledge: any WordKnowledge, valence: Valence?) {
    var vocabulary = Vocabulary()
    self.texts = texts.map { ParsedText($0, vocabulary: &vocabulary) }
    words = WordMeasures(vocabulary, knowledge: knowledge, valence: valence)
  }
}
