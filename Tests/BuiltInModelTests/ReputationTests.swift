internal import Testing

@testable import BuiltInModel

@Suite struct ReputationTests {
  private func reputation(_ text: String, isMuted: (Int) -> Bool = { _ in false }) -> Reputation {
    let batch = TextBatch([text], knowledge: HandMadeWords(dimensions: 1), valence: nil)
    return Reputation(of: batch.texts[0], words: batch.words, isMuted: isMuted)
  }

  @Test func aWellKnownTitleOpensTheText() {
    #expect(reputation("The Matrix (1999). Tired.").title == 1)
    #expect(reputation("Matrix, The (1999). Tired.").title == 1)
    #expect(reputation("Schindler\u{2019}s List (1993)").title == 1)
    #expect(reputation("Battlefield Earth (2000).").title == -1)
    #expect(reputation("Nobody's Film (2000).").title == 0)
    // Only the title itself: not its beginning, not a mention, not a text without a year.
    #expect(reputation("The Matrix Reloaded Again (2003).").title == 0)
    #expect(reputation("Like The Matrix (1999).").title == 0)
    #expect(reputation("The Matrix is a film.").title == 0)
    #expect(reputation("The Matrix (film)").title == 0)
  }

  @Test func ageSpeaksForAFilm() {
    #expect(reputation("Nobody's Film (1951).").title > reputation("Nobody's Film (1975).").title)
    #expect(reputation("Nobody's Film (1975).").title > 0)
  }

  @Test func genresAreAveraged() {
    let read = reputation("A horror comedy, a comedy indeed")
    #expect(abs(read.value - (-0.7 - 0.3) / 2) < 1e-12)
    #expect(read.shares.count { $0 != 0 } == 2)
  }

  @Test func mutedWordsSayNothing() {
    #expect(reputation("A horror comedy") { $0 == 1 }.value == -0.3)
    #expect(reputation("Vertigo (1958)") { $0 == 0 }.title == 0)
  }

  @Test func oddTextsHaveNoReputation() {
    for text in ["", "(", "(1999)", "()", "x (19", "x (1999"] {
      #expect(reputation(text).value == reputation(text).title)
      #expect(reputation(text).title.isFinite)
    }
  }
}
