internal import RPM
internal import Testing

@testable import BuiltInModel

/// Every line of what the built-in model knows is read: a slip of the pen must not take a rule away
/// in silence.
@Suite struct WordListTests {
  /// Hands on each entry with where it stands; a line that is none is an issue.
  private static func forEachEntry(
    of list: WordList, _ check: (WordList.Entry, _ place: Comment) -> Void
  ) {
    for (number, text) in list.lines {
      let place: Comment = "\(list.rawValue):\(number): \(text)"
      let entry = WordList.Entry(text)
      #expect(entry != nil, place)
      if let entry { check(entry, place) }
    }
  }

  @Test(arguments: WordList.allCases)
  func everyLineIsTidy(list: WordList) throws {
    #expect(list.lines.count > 100)
    // What a line is stands in front.
    #expect(try #require(list.lines.first).number > 1)
    for (number, text) in list.lines {
      let tidy = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(String(text) == tidy, "\(list.rawValue):\(number): \(text)")
      #expect(
        !text.unicodeScalars.contains { $0 == "\u{FFFD}" }, "\(list.rawValue):\(number): no UTF-8")
    }
  }

  @Test func whatIsNoEntryIsTold() {
    for line in ["", "a", "a =", "= 1", " = 1", "  = 1", "a = ", "a= 1", "a =1", "a = 1 = 2"] {
      #expect(WordList.Entry(Substring(line)) == nil, "\(line)")
    }
    let entry = WordList.Entry("a, b/c = d e")
    #expect(entry?.key == "a, b/c" && entry?.value == "d e")
  }

  @Test func everyOpinionIsARule() {
    Self.forEachEntry(of: .publicOpinion) { entry, place in
      #expect(Double(entry.value).map { (-1...1).contains($0) } == true, place)
      let words = entry.key.split { $0 == " " || $0 == "/" }.joined(separator: " ")
      #expect(PublicOpinion.stance(on: words).map { abs($0) <= 1 } == true, place)
    }
  }

  @Test func everyGlossIsFoundByItsLabels() {
    var seen: Set<String> = []
    Self.forEachEntry(of: .labelGlosses) { entry, place in
      for label in entry.key.split(separator: ",", omittingEmptySubsequences: false) {
        let label = label.split(separator: " ").joined(separator: " ")
        #expect(!label.isEmpty, place)
        #expect(seen.insert(label).inserted, place)
        #expect(LabelGlosses.text(for: label) == String(entry.value), place)
      }
    }
  }

  @Test func everyWordHasAValue() {
    Self.forEachEntry(of: .lexiconWords) { entry, place in
      #expect(Double(entry.value).map { [1, 2, 3].contains(abs($0)) } == true, place)
      #expect(!entry.key.contains(" "), place)
      #expect(Lexicon.values[Stem.of(String(entry.key))] != nil, place)
    }
  }

  @Test func everyPhraseHasItsValue() {
    var seen: Set<Substring> = []
    Self.forEachEntry(of: .lexiconPhrases) { entry, place in
      let value = Double(entry.value)
      #expect(value.map { [1, 2, 3].contains(abs($0)) } == true, place)
      #expect(seen.insert(entry.key).inserted, place)
      let words = entry.key.split(separator: " ").map(String.init)
      let known = Lexicon.phrases[words[0]]?.first { $0.words == words }
      #expect(words.count > 1 && known?.value == value, place)
    }
  }

  @Test func everyPairOfOppositesKeepsApart() {
    var seen: Set<Set<String>> = []
    Self.forEachEntry(of: .opposites) { entry, place in
      #expect(!entry.key.contains(" ") && !entry.value.contains(" "), place)
      let (word, opposite) = (String(entry.key), String(entry.value))
      #expect(Stem.of(word) != Stem.of(opposite), place)
      #expect(seen.insert([word, opposite]).inserted, place)
      let points = ["\(word) walls", "\(opposite) walls"].map {
        FeatureSpace.Point(Feature(name: $0, context: ""), hasValence: false)
      }
      #expect(!points[0].mayJoin(points[1]), place)
    }
  }

  @Test func noGenericWordIsListedTwice() {
    let kinds: Set = [
      "verb", "noun", "pronoun", "number", "time", "degree", "contraction", "scale",
    ]
    var seen: Set<Substring> = []
    Self.forEachEntry(of: .genericWords) { entry, place in
      #expect(seen.insert(entry.key).inserted && !entry.key.contains(" "), place)
      #expect(kinds.contains(String(entry.value)), place)
      #expect(GenericWords.all.contains(String(entry.key)), place)
    }
  }

  @Test func noFilmIsListedTwice() {
    var seen: Set<Substring> = []
    var values: [Double: Int] = [:]
    Self.forEachEntry(of: .films) { entry, place in
      #expect(seen.insert(entry.key).inserted, place)
      let value = Double(entry.value)
      #expect(value.map { abs($0) } == 1, place)
      values[value ?? 0, default: 0] += 1
    }
    #expect(values.keys.sorted() == [-1, 1] && values.values.allSatisfy { $0 > 100 })
  }
}
