internal import RPM
internal import Testing

@Suite struct QuoteSpansTests {
  private func marked(_ quotes: [String], in text: String) -> [String] {
    QuoteSpans.places(of: quotes, in: text).map { String(text[$0]) }
  }

  @Test func whiteSpaceCaseAndPunctuationDoNotCount() {
    let text = "It has a\n  THIN \u{A0}plot."
    #expect(marked(["thin plot"], in: text) == ["THIN \u{A0}plot"])
    #expect(marked([" a\tThin plot. "], in: text) == ["a\n  THIN \u{A0}plot"])
    #expect(marked(["a Thin plot"], in: "a thin\r\nplot") == ["a thin\r\nplot"])
    #expect(marked(["nobody came: ever"], in: "But nobody came,\never.") == ["nobody came,\never"])
    #expect(marked(["thin-plot", "“plot”"], in: "a thin plot") == ["thin plot"])
    #expect(marked(["很慢 但"], in: "菜很慢，但好吃") == ["很慢，但"])
    #expect(marked(["!!!", "…"], in: "Slow!!! …") == [])
  }

  @Test func everythingElseIsVerbatim() {
    #expect(marked(["thin plots"], in: "a thin plot") == [])
    #expect(marked(["thinplot"], in: "a thin plot") == [])
    #expect(marked(["plot thin"], in: "a thin plot") == [])
    #expect(marked(["5 $"], in: "5 €") == [])
    #expect(marked(["cafe"], in: "a caf\u{E9}") == [])
  }

  @Test func theSameWordsTwiceAreTwoPlaces() {
    let text = "slow, slow, slow"
    let places = QuoteSpans.places(of: ["slow", "SLOW"], in: text)
    #expect(places.map { text.distance(from: text.startIndex, to: $0.lowerBound) } == [0, 6])
    #expect(marked(["slow", "slow"], in: "slow") == ["slow"])
  }

  @Test func overlappingPlacesAreOne() {
    let text = "thin plot and prose!"
    #expect(marked(["thin plot", "plot and prose"], in: text) == ["thin plot and prose"])
    #expect(marked(["plot", "thin plot"], in: "thin plot") == ["thin plot"])
  }

  @Test func wholeWordsComeFirst() {
    let text = "the party was art"
    #expect(QuoteSpans.places(of: ["art"], in: text).first?.upperBound == text.endIndex)
    #expect(marked(["art"], in: "the party") == ["art"])
    #expect(marked(["a a"], in: "ba a a") == ["a a"])
    #expect(QuoteSpans.places(of: ["a a"], in: "ba a a").first?.upperBound == "ba a a".endIndex)
  }

  @Test func charactersStayWhole() {
    #expect(marked(["caf\u{E9}"], in: "the cafe\u{301} there") == ["cafe\u{301}"])
    #expect(marked(["e"], in: "e\u{301}") == [])
    #expect(marked(["\u{1F469}"], in: "\u{1F469}\u{200D}\u{1F467}") == [])
    #expect(marked(["王小"], in: "在王小明") == ["王小"])
    // A letter whose small form is another length stays where it stands.
    #expect(marked(["\u{130}stanbul x"], in: "\u{130}stanbul x") == ["\u{130}stanbul x"])
  }

  @Test(arguments: ["", " ", "\n\t", "\u{0}", "\u{301}", "\u{202E}", "\u{1B}[2J"])
  func anythingMayBeQuoted(quote: String) {
    for text in ["", "\u{301}a", "a \u{1B}[2J b", "\u{0}\u{0}", " \u{202E} x"] {
      for place in QuoteSpans.places(of: [quote, quote], in: text) {
        #expect(!text[place].isEmpty)
      }
    }
  }

  @Test func longTextsOfOneLetterAreRead() {
    let text = String(repeating: "a", count: 100_000)
    #expect(QuoteSpans.places(of: [String(text.prefix(50_000)) + "b"], in: text) == [])
    #expect(QuoteSpans.found(String(text.prefix(50_000)), in: text) != nil)
  }
}
