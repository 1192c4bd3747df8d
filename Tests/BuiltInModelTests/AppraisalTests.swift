internal import Testing

@testable import BuiltInModel

@Suite struct AppraisalTests {
  private func read(_ text: String) -> [Appraisal] {
    let knowledge = HandMadeWords(dimensions: 1)
    let batch = TextBatch(
      [text], knowledge: knowledge,
      valence: Valence(knowledge: knowledge, direction: .none(1)))
    return Appraisal.all(in: batch.texts[0], words: batch.words)
  }

  @Test func aPhraseIsOneAppraisal() throws {
    let found = read("A waste of money and a great box")
    #expect(found.map(\.valence) == [-3, 2])
    let phrase = try #require(found.first)
    #expect(phrase.isPhrase && phrase.range == 1..<4)
    // The last word of substance is credited with it.
    #expect(phrase.head == 3)
  }

  @Test func theLongestPhraseWins() {
    #expect(read("would not recommend it").map(\.range) == [0..<3])
    #expect(read("would recommend it").map(\.valence) == [2])
  }

  @Test func phrasesEndWithTheirClause() {
    #expect(read("a waste, of money").map(\.valence) == [-2])
  }

  @Test func whatComesAfterButCountsMore() {
    let found = read("A great voice, but a dull plot. Superb music.")
    #expect(found.map(\.valence) == [2, -2, 3])
    #expect(found.map(\.weight) == [0.4, 1.4, 1])
  }

  @Test func whatIsConcededCountsLess() {
    #expect(read("While dull at first, it is great").map(\.weight) == [0.5, 1])
  }

  @Test func whatIsNotSoCountsNothing() {
    #expect(read("It would have been brilliant").isEmpty)
    #expect(read("If it were brilliant").isEmpty)
    #expect(read("If I were there. It is brilliant").map(\.valence) == [3])
  }

  @Test func aTextWithoutWordsHasNone() {
    #expect(read("").isEmpty)
    #expect(read("but").isEmpty)
  }
}
