internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct TitleWordsTests {
  private func probability(
    of word: String, in passage: String, history: [Interaction] = []
  ) throws -> Double {
    let text = TitleText(passage)
    let index = try #require(text.words.firstIndex { $0.text == word })
    return TitleWords(
      text, habits: TitleHabits(history: history), knowledge: FlatWords()
    ).probabilities[index]
  }

  @Test func theHandMadeVector() throws {
    // One word, once, first and last sentence, at the start, not in any past title.
    let logit = -5.77 + 0.27 + 0.07 + 1.04 + 1.90 * 0.5
    let found = try probability(of: "trees", in: "trees")
    #expect(abs(found - 1 / (1 + exp(-logit))) < 1e-12)
  }

  @Test func wordsThatTitlesTookUpBeforeAreLikelier() throws {
    let passage = "Trees and graphs are old."
    let taken = Interaction(query: "About graphs.", response: "Graphs")
    let left = Interaction(query: "About graphs.", response: "Other")
    let plain = try probability(of: "graphs", in: passage)
    #expect(try probability(of: "graphs", in: passage, history: [taken]) > plain)
    #expect(try probability(of: "graphs", in: passage, history: [left]) < plain)
  }

  @Test func namesAreLikelierAndPraiseIsNot() throws {
    let plain = try probability(of: "danube", in: "Maps of the danube valley.")
    #expect(try probability(of: "danube", in: "Maps of the Danube valley.") > plain)
    #expect(try probability(of: "novel", in: "Maps of the novel valley.") < plain)
  }

  @Test func wordsAfterTheCueAreLikelier() throws {
    let with = try probability(of: "parser", in: "Some words. We propose a parser. More words.")
    let without = try probability(of: "parser", in: "Some words. They had a parser. More words.")
    #expect(with > without)
  }
}
