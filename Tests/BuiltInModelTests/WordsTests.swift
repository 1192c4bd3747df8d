internal import Testing

@testable import BuiltInModel

@Suite struct WordsTests {
  private func parse(_ text: String) -> (ParsedText, Vocabulary) {
    var vocabulary = Vocabulary()
    let parsed = ParsedText(text, vocabulary: &vocabulary)
    return (parsed, vocabulary)
  }

  private func words(_ text: String) -> [String] {
    let (parsed, vocabulary) = parse(text)
    return parsed.tokens.map { vocabulary.words[$0.word].text }
  }

  private func clauses(_ text: String) -> [String] {
    let (parsed, _) = parse(text)
    return parsed.clauses.map(parsed.surface)
  }

  @Test func wordsAreLowerCaseRunsOfLettersAndDigits() {
    #expect(
      words("A co-written 1980s film, isn't it?") == [
        "a", "co", "written", "1980s", "film", "isn't", "it",
      ])
  }

  @Test func possessivesAreDroppedButContractionsStay() {
    #expect(
      words("The town's mayor; it's John\u{2019}s") == ["the", "town", "mayor", "it's", "john"])
  }

  @Test func punctuationAndDashesPartClauses() {
    #expect(
      clauses("One, two (three) - four -- five; six\u{2014}seven. eight-nine")
        == ["One", "two", "three", "four", "five", "six", "seven", "eight-nine"])
  }

  @Test func surfacesKeepTheirSpellingAndLoseExtraSpace() {
    let (parsed, _) = parse("The  Old\t Man and the Sea")
    #expect(parsed.surface(0..<3) == "The Old Man")
    #expect(parsed.surface(2..<2).isEmpty)
  }

  @Test func chunksAreRunsOfContentWords() {
    let (parsed, vocabulary) = parse("the slow burning story of a 12 year old boy")
    let chunks = parsed.clauses.flatMap { parsed.chunks(of: $0, in: vocabulary) }
    #expect(chunks.map(parsed.surface) == ["slow burning story", "year old boy"])
  }

  @Test func textsWithoutWordsHaveNone() {
    for text in ["", "   ", "...!?", "\u{0}\u{7}", "\u{1F600}", "\u{301}\u{200D}", "\n\n"] {
      let (parsed, vocabulary) = parse(text)
      #expect(parsed.clauses.flatMap { parsed.chunks(of: $0, in: vocabulary) }.isEmpty)
    }
  }

  @Test func lettersOfAnyScriptAreWords() {
    #expect(words("Тихий Дон — роман") == ["тихий", "дон", "роман"])
    #expect(words("رواية عن الحرب") == ["رواية", "عن", "الحرب"])
    #expect(words("ÜBERRASCHUNG naïve") == ["überraschung", "naïve"])
  }

  @Test func scriptsWithoutSpacesAreCutIntoPairs() {
    #expect(words("科幻电影。") == ["科幻", "幻电", "电影"])
    #expect(clauses("你好，世界").count == 2)
    let (parsed, vocabulary) = parse("宇宙の旅をする")
    #expect(!parsed.tokens.contains { vocabulary.words[$0.word].text == "する" })
    #expect(parsed.tokens.allSatisfy { $0.standsAlone })
  }

  @Test func capitalsCountOnlyWithinSentences() {
    let (parsed, vocabulary) = parse("Alone in Boston. He met Anna, and Anna left.")
    let capital = parsed.tokens.filter(\.isCapitalized).map { vocabulary.words[$0.word].text }
    #expect(capital == ["boston", "anna", "anna"])
  }

  @Test func aHeadingNamesNothing() {
    let (parsed, _) = parse("THE BEST Movie Of All Time")
    #expect(!parsed.tokens.contains { $0.isCapitalized })
  }

  @Test func stemsLosePluralEndings() {
    #expect(
      ["stories", "cats", "glass", "virus", "basis", "ties", "gas", "town"].map(Stem.of)
        == ["story", "cat", "glass", "virus", "basis", "tie", "gas", "town"])
  }

  @Test func hashesAreTheSameInEveryRun() {
    #expect(StableHash.of("novel") == StableHash.of("novel"))
    #expect(StableHash.of("novel") != StableHash.of("novels"))
    let ab = StableHash.appending(2, to: StableHash.appending(1, to: 0))
    let ba = StableHash.appending(1, to: StableHash.appending(2, to: 0))
    #expect(ab != ba)
  }
}
