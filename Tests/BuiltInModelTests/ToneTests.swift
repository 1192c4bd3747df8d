internal import Testing

@testable import BuiltInModel

@Suite struct ToneTests {
  private func tone(_ text: String) -> Tone {
    let knowledge = HandMadeWords(dimensions: 1)
    let batch = TextBatch(
      [text], knowledge: knowledge,
      valence: Valence(knowledge: knowledge, direction: .none(1)))
    return Tone(of: batch.texts[0], words: batch.words)
  }

  @Test func theSumIsDividedByTheMass() {
    // great 2, bad -2: 0 over sqrt(7); great alone: 2 over sqrt(5).
    #expect(abs(tone("great").value - 2 / 5.0.squareRoot()) < 1e-12)
    #expect(abs(tone("great, bad").value) < 1e-12)
  }

  @Test func modifiersWithinThreeWordsCount() {
    #expect(abs(tone("not charming").value - -0.6 / 2) < 1e-12)
    #expect(abs(tone("very good").value - 1.3 / 2) < 1e-12)
    #expect(abs(tone("never was it a good").value - 1.0 / 2) < 1e-12)
    #expect(abs(tone("didn\u{2019}t feel good").value - -0.6 / 2) < 1e-12)
  }

  @Test func notOnlyDeniesNothing() {
    #expect(tone("not only charming").value == tone("charming").value)
    #expect(tone("no question charming").value == tone("charming").value)
  }

  @Test func modifiersStayInTheirClause() {
    #expect(abs(tone("not, good").value - 1.0 / 2) < 1e-12)
  }

  @Test func sharesAddUp() {
    let read = tone("A great, moving film with a bad ending")
    #expect(abs(read.shares.reduce(0, +) - read.value) < 1e-12)
    #expect(read.shares.count { $0 != 0 } == 3)
  }

  @Test func textWithoutValueIsNeutral() {
    #expect(tone("").value == 0)
    #expect(tone("the castle by the sea").value == 0)
  }
}
