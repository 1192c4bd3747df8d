internal import Testing

@testable import BuiltInModel

@Suite struct PhrasesTests {
  private func phrases(
    _ text: String, history: [String] = [], rarities: [String: Double] = [:]
  ) -> [String: Double] {
    var vocabulary = Vocabulary()
    let past = history.map { ParsedText($0, vocabulary: &vocabulary) }
    let parsed = ParsedText(text, vocabulary: &vocabulary)
    let words = WordMeasures(
      vocabulary, knowledge: HandMadeWords(dimensions: 1, rarities: rarities), valence: nil)
    let repeated = RepeatedPhrases(in: past, vocabulary: vocabulary)
    let candidates = Phrases(of: parsed, words: words, repeated: repeated).candidates
    return Dictionary(
      uniqueKeysWithValues: candidates.map { (parsed.surface($0.range), $0.score) })
  }

  private func isClose(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-12 } ?? false
  }

  @Test func oneToThreeWordsWithinAChunk() {
    let found = phrases("old red stone bridge")
    #expect(found.count == 4 + 3 + 2)
    #expect(found["red stone bridge"] != nil)
    #expect(phrases("bridge of stone").count == 2)
  }

  @Test func rareWordsWeighAndLongerPhrasesShare() {
    let found = phrases("red bridge", rarities: ["red": 0.4, "bridge": 0.6])
    #expect(isClose(found["red"], 0.4))
    #expect(isClose(found["red bridge"], 0.75 * 1.0 / 2.0.squareRoot()))
  }

  @Test func phrasesThatTheHistoryRepeatsWeighMore() {
    let history = ["a red bridge", "the red bridges", "a blue door"]
    let found = phrases("red bridge, blue door", history: history)
    #expect(isClose(found["red"], 1.6))
    #expect(isClose(found["red bridge"], 1.6 * 2 / 2.0.squareRoot()))
    #expect(isClose(found["blue"], 1))
  }

  @Test func aRepetitionInOneTextIsNotARepetitionInTheHistory() {
    #expect(isClose(phrases("red", history: ["red red red"])["red"], 1))
  }

  @Test func aRepeatAddsToAFadedScore() {
    #expect(isClose(phrases("red, red")["red"], 0.3 + 1))
  }

  @Test func stockWordsWeighNothing() {
    let found = phrases("film noir")
    #expect(found["film"] == 0)
    #expect(isClose(found["film noir"], 0.75 * 1 / 2.0.squareRoot()))
  }

  @Test func hashSetsFindWhatTheyHold() {
    let set = HashSet([5, 1, .max, 9])
    #expect([1, 5, 9, UInt64.max].allSatisfy(set.contains))
    #expect(![0, 2, 10].contains(where: set.contains))
    #expect(!HashSet([]).contains(0))
  }
}
