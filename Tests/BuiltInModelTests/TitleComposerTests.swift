internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct TitleComposerTests {
  /// Composes with the given words likely and all others hopeless.
  private func titles(_ passage: String, likely: String, length: Double = 5) -> [String] {
    let text = TitleText(passage)
    let wanted = Set(TitleText.words(of: likely))
    let composer = TitleComposer(
      text, probabilities: text.words.map { wanted.contains($0.text) ? 0.9 : 0.01 },
      usualLength: length)
    return composer.drafts().map(composer.title)
  }

  @Test func onePhraseIsCutAtFunctionWords() {
    let found = titles(
      "We study the graph parsing of long sentences.", likely: "graph parsing of long sentences")
    #expect(found.first == "Graph Parsing of Long Sentences")
    #expect(!found.contains("Parsing of Long Sentences"))
    #expect(!found.contains { $0.hasPrefix("We") || $0.hasSuffix("of") })
  }

  @Test func twoPhrasesAreJoinedOnce() {
    let found = titles(
      "We propose tree kernels. This is about text mining.", likely: "tree kernels text mining")
    #expect(found.first == "Tree Kernels for Text Mining")
  }

  @Test func whatIsProposedComesFirst() {
    let found = titles(
      "Text mining is slow. We propose tree kernels.", likely: "tree kernels text mining")
    #expect(found.first == "Tree Kernels for Text Mining")
    #expect(!found.contains("Text Mining for Tree Kernels"))
    let plain = titles(
      "Text mining is slow. Tree kernels help.", likely: "tree kernels text mining")
    #expect(!plain.contains("Tree Kernels for Text Mining"))
  }

  @Test func thereIsNoSecondFor() {
    let found = titles(
      "We propose tree kernels for parsing. This is for the deep web.",
      likely: "tree kernels for parsing deep web mining")
    #expect(found.allSatisfy { $0.lowercased().split(separator: " ").count { $0 == "for" } <= 1 })
  }

  @Test func noPhraseEndsInAnAdjective() {
    let found = titles("It is robust and effective to noise.", likely: "robust effective noise")
    #expect(!found.contains { $0.hasSuffix("Effective") || $0.hasSuffix("Robust") })
  }

  @Test func praiseIsLeftOut() {
    let found = titles("We present a novel tree parser.", likely: "novel tree parser")
    #expect(found.first == "Tree Parser")
  }

  @Test func aSystemsNameStandsBeforeAColon() {
    let found = titles(
      "We introduce TreeFix, a repair of parse trees.", likely: "treefix repair parse trees")
    #expect(found.first == "TreeFix: Repair of Parse Trees")
  }

  @Test func householdAbbreviationsAreNoNames() {
    let found = titles(
      "We propose BERT repair. We use machine translation (MT) in it.",
      likely: "bert mt repair machine translation")
    #expect(!found.contains { $0.contains(":") })
  }

  @Test func capitalsNeedAnIntroduction() {
    let called = titles(
      "We build a repair of trees called ABLE.", likely: "able repair trees", length: 4)
    #expect(!called.contains { $0.contains("ABLE:") })
    let proposed = titles("We propose ABLE to repair old trees.", likely: "able repair old trees")
    #expect(proposed.contains { $0.hasPrefix("ABLE: ") })
  }

  @Test func scoresAreTwiceTheExpectationOverBothLengths() {
    let text = TitleText("tree kernels")
    let composer = TitleComposer(text, probabilities: [0.5, 0.25], usualLength: 4)
    let drafts = composer.drafts()
    #expect(drafts.first.map(composer.score) == 2 * 0.75 / 6)
    #expect(drafts.first.map(composer.title) == "Tree Kernels")
  }

  @Test func equalScoresBeginEarlier() {
    let text = TitleText("apples, or pears")
    let composer = TitleComposer(text, probabilities: [0.5, 0.5, 0.5], usualLength: 4)
    #expect(composer.drafts().map(composer.title).prefix(2) == ["Apples", "Pears"])
  }

  @Test func hyphensKeepSmallWordsSmall() {
    let text = TitleText("state-of-mind tests")
    let composer = TitleComposer(text, probabilities: [0.5, 0.5, 0.5, 0.5], usualLength: 4)
    #expect(composer.drafts().map(composer.title).first == "State-of-Mind Tests")
  }

  @Test(arguments: ["", "of the and", "?"])
  func withoutAPhraseThereIsNone(passage: String) {
    #expect(titles(passage, likely: "").isEmpty)
  }

  @Test func namesHaveACapitalInside() {
    #expect(TitleLanguage.looksLikeName("TreeFix"))
    #expect(TitleLanguage.looksLikeName("XTREME-R"))
    for other in ["Tree", "tree", "NLP", "LSTMs", "BERT", "A", "AB"] {
      #expect(!TitleLanguage.looksLikeName(other), "\(other)")
    }
  }
}
