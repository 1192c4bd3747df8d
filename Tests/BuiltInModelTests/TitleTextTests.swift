internal import Testing

@testable import BuiltInModel

@Suite struct TitleTextTests {
  private func word(_ text: String, in title: TitleText) throws -> TitleText.Word {
    try #require(title.words.first { $0.text == text })
  }

  @Test func tokensKeepHyphensAndMarksStandApart() {
    let text = TitleText("Low-rank models (2nd ed.), don't they? Yes.")
    #expect(
      text.tokens.map(\.surface)
        == [
          "Low-rank", "models", "(", "2nd", "ed", ".", ")", ",", "don't", "they", "?", "Yes", ".",
        ]
    )
    #expect(text.tokens[0].words.count == 2)
    #expect(text.tokens[0].words.map { text.words[$0].text } == ["low", "rank"])
    #expect(text.tokens.last?.sentence == 1)
  }

  @Test func wordsKnowWhereTheyStand() throws {
    let text = TitleText("Parsing is hard. We propose a parser. Parsing improves.")
    let parsing = try word("parsing", in: text)
    #expect(parsing.count == 2)
    #expect(parsing.first == 0)
    #expect(parsing.isInFirstSentence && parsing.isInLastSentence)
    #expect(try !word("parser", in: text).isInLastSentence)
  }

  @Test func theFirstCueCounts() throws {
    let text = TitleText(
      "Old ways fail. In this paper, we propose a fast parser. We show it works.")
    #expect(text.cueSentence == 1)
    #expect(try word("a", in: text).afterCue == 0)
    #expect(try word("parser", in: text).afterCue == 2)
    #expect(try word("works", in: text).afterCue == nil)
    #expect(try word("old", in: text).afterCue == nil)
  }

  @Test func withoutACueThereIsNone() {
    let text = TitleText("Parsers are slow.")
    #expect(text.cueSentence == nil)
    #expect(text.words.allSatisfy { $0.afterCue == nil })
  }

  @Test func repeatedPairsOfContentWordsAreNoted() throws {
    let text = TitleText("Beam search is old. Beam search of the tree, of the tree.")
    #expect(try word("beam", in: text).isInRepeatedPair)
    #expect(try !word("tree", in: text).isInRepeatedPair)
  }

  @Test func aHyphenIsNoted() throws {
    let text = TitleText("a co-training method")
    #expect(try word("training", in: text).isHyphenated)
    #expect(try !word("method", in: text).isHyphenated)
  }

  @Test(arguments: ["", "   ", "?!", "\n\n"])
  func nothingHasNoWords(passage: String) {
    #expect(TitleText(passage).words.isEmpty)
  }

  @Test func otherScriptsAreWords() {
    let text = TitleText("Мы предлагаем метод. 新しい方法を提案する。実験した。")
    #expect(text.words.first?.text == "мы")
    #expect(text.tokens.last?.sentence == 2)
  }

  @Test func numbersStayWhole() {
    let surfaces = TitleText("It cost 8,000 at 7.14, or 1, 2.").tokens.map(\.surface)
    #expect(surfaces == ["It", "cost", "8,000", "at", "7.14", ",", "or", "1", ",", "2", "."])
  }
}
