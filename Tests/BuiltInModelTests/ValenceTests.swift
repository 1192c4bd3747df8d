internal import Embeddings
internal import Testing

@testable import BuiltInModel

@Suite struct ValenceTests {
  @Test func listedWordsKeepTheirValue() {
    #expect(Lexicon.value(ofStem: "masterpiece") == 3)
    #expect(Lexicon.value(ofStem: Stem.of("gems")) == 2)
    #expect(Lexicon.value(ofStem: "castle") == nil)
    #expect(Lexicon.values.values.allSatisfy { [-3, -2, -1, 1, 2, 3].contains($0) })
  }

  @Test func endingsLeaveTheValue() {
    #expect(Lexicon.value(ofStem: "masterfully") == 3)
    #expect(Lexicon.value(ofStem: "clumsiness") == -2)
    #expect(Lexicon.value(ofStem: "funnier") == 1)
    // Words that only make others weigh more have no value, whatever they are made of.
    #expect(Lexicon.value(ofStem: "incredibly") == nil)
    #expect(Lexicon.value(ofStem: "really") == nil)
  }

  @Test func everyListedWordAndPhraseCanBeMet() {
    for stem in Lexicon.values.keys {
      var vocabulary = Vocabulary()
      #expect(ParsedText(stem, vocabulary: &vocabulary).tokens.count == 1, "\(stem)")
      #expect(stem == Stem.of(stem), "\(stem)")
    }
    for phrase in Lexicon.phrases.values.flatMap(\.self) {
      var vocabulary = Vocabulary()
      let parsed = ParsedText(phrase.words.joined(separator: " "), vocabulary: &vocabulary)
      let words = parsed.tokens.map { vocabulary.words[$0.word].text }
      #expect(words == phrase.words && words.count > 1 && parsed.clauses.count == 1)
    }
  }

  @Test func unlistedWordsGetAFifthOfTheEstimate() {
    let knowledge = HandMadeWords(dimensions: 2, vectors: ["harbour": [3, 4]])
    let valence = Valence(
      knowledge: knowledge, direction: ValenceDirection(weights: [1, 2], offset: 0.5))
    #expect(abs(value("harbour", valence) - 0.2 * (0.5 + 0.6 + 1.6)) < 1e-6)
    #expect(value("unknown", valence) == 0)
    #expect(value("the", valence) == 0)
    #expect(value("awful", valence) == -3)
  }

  @Test func theBundledDirectionSolvesTheRidgeEquations() {
    let stems = Lexicon.values.keys.sorted()
    let vectors = stems.map { StaticTable.shared.vector(of: $0).map(Double.init) }
    let values = stems.map { Lexicon.values[$0] ?? 0 }
    let direction = ValenceDirection.bundled
    let weights = direction.weights.map(Double.init)
    let count = Double(stems.count)
    let mean = (0..<weights.count).map { index in
      vectors.reduce(0) { $0 + $1[index] } / count
    }
    // The residuals add up to nothing, and pull against the penalty, 2, in every direction.
    let residuals = zip(vectors, values).map { vector, value in
      value - Double(direction.offset) - zip(vector, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(abs(residuals.reduce(0, +) / count) < 1e-3)
    for index in weights.indices {
      let pull = zip(vectors, residuals).reduce(0) { $0 + ($1.0[index] - mean[index]) * $1.1 }
      #expect(abs(pull - 2 * weights[index]) < 0.01)
    }
  }

  private func value(_ word: String, _ valence: Valence) -> Double {
    var vocabulary = Vocabulary()
    let index = vocabulary.intern(word)
    return valence.value(of: vocabulary.words[index])
  }
}
