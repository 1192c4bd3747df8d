/// How good or bad single words sound: a small hand-written list, from -3 to 3.
///
/// It knows the language of English product and film reviews and nothing else.
enum Lexicon {
  /// The value of a word by its stem, `nil` for words that are neither listed nor made of a listed
  /// one by an ending.
  static func value(ofStem stem: String) -> Double? {
    if let listed = values[stem] { return listed }
    let isTool =
      intensifiers[stem] != nil || isNegator(stem) || StopWords.all.contains(stem)
      || StopWords.connectives.contains(stem)
    if isTool { return nil }
    for (ending, roots) in endings where stem.hasSuffix(ending) {
      let rest = stem.dropLast(ending.count)
      guard rest.count > 2 else { continue }
      for root in roots {
        if let listed = values[rest + root] { return listed }
      }
    }
    return nil
  }

  /// Endings that leave the value of a word as it is, with what stood there before.
  private static let endings = [
    ("ily", ["y"]), ("ly", ["", "le"]), ("iness", ["y"]), ("ness", [""]), ("iest", ["y"]),
    ("ier", ["y"]), ("est", ["", "e"]), ("ing", ["", "e"]), ("ed", ["", "e"]), ("er", ["", "e"]),
  ]

  /// All listed stems with their values.
  static let values: [String: Double] = {
    var values: [String: Double] = [:]
    // A stem listed twice keeps the later value.
    for (word, value) in WordList.lexiconWords.numbers { values[Stem.of(String(word))] = value }
    return values
  }()

  /// A set phrase with its value.
  struct Phrase: Sendable {
    var words: [String]
    var value: Double
  }

  /// The set phrases by their first word, longer ones first.
  static let phrases: [String: [Phrase]] = {
    let phrases = WordList.lexiconPhrases.numbers.map { phrase, value in
      Phrase(words: phrase.split(separator: " ").map(String.init), value: value)
    }
    return Dictionary(grouping: phrases) { $0.words[0] }
      .mapValues { $0.sorted { ($1.words.count, $0.value) < ($0.words.count, $1.value) } }
  }()

  /// Words that turn the next ones around.
  static let negators = StopWords.words(
    """
    not no never n't without hardly neither nor cannot can't don't doesn't didn't isn't wasn't \
    aren't weren't won't wouldn't couldn't shouldn't ain't lacks lacking fails failed fail too
    """)

  /// Words that make the next ones weigh more or less.
  static let intensifiers: [String: Double] = [
    "very": 1.3, "really": 1.3, "extremely": 1.5, "incredibly": 1.5, "truly": 1.3, "so": 1.2,
    "absolutely": 1.5, "too": 1.0, "highly": 1.3, "quite": 1.1, "pretty": 0.9, "somewhat": 0.6,
    "fairly": 0.8, "rather": 0.8, "mildly": 0.6, "slightly": 0.6, "mostly": 0.8, "bit": 0.6,
    "little": 0.7, "kind": 0.7, "sort": 0.7, "almost": 0.7, "reasonably": 0.8, "totally": 1.3,
    "utterly": 1.4, "deeply": 1.3,
  ]

  /// Whether a word turns the next ones around.
  static func isNegator(_ word: String) -> Bool {
    negators.contains(word) || word.hasSuffix("n't")
  }
}
