/// Runs of one to three content words, which topics are chosen from.
struct Phrases: Sendable {
  /// A phrase of one text.
  struct Candidate: Sendable {
    /// A stable hash of its stems.
    var key: UInt64
    /// The tokens where it first stands.
    var range: Range<Int>
    /// The clause of that place.
    var clause: Range<Int>
    /// How much it says: rare and repeated phrases say more.
    var score: Double
  }

  /// The phrases of a text in order of first appearance.
  let candidates: [Candidate]

  /// The longest phrase, in words.
  static let longest = 3

  private static let repeatedWeight = 1.6
  private static let singleWeight = 0.75
  private static let repetitionFade = 0.3

  /// Collects and scores the phrases of a text.
  init(of text: ParsedText, words: WordMeasures, repeated: RepeatedPhrases) {
    var candidates: [Candidate] = []
    var index: [UInt64: Int] = [:]
    Self.each(in: text, words: words.vocabulary) { key, range, clause in
      let count = Double(range.count)
      var score = range.reduce(0) { $0 + words.rarity(text.tokens[$1].word) } / count.squareRoot()
      if repeated.contains(key) {
        score *= Self.repeatedWeight
      } else if range.count > 1 {
        score *= Self.singleWeight
      }
      if let known = index[key] {
        candidates[known].score = candidates[known].score * Self.repetitionFade + score
      } else {
        index[key] = candidates.count
        candidates.append(Candidate(key: key, range: range, clause: clause, score: score))
      }
    }
    self.candidates = candidates
  }

  /// Calls `body` with every phrase of a text: the shorter ones of a chunk first.
  static func each(
    in text: ParsedText, words: Vocabulary,
    _ body: (_ key: UInt64, _ range: Range<Int>, _ clause: Range<Int>) -> Void
  ) {
    for clause in text.clauses {
      for chunk in text.chunks(of: clause, in: words) {
        for length in 1...longest where length <= chunk.count {
          for start in chunk.lowerBound...(chunk.upperBound - length) {
            let range = start..<start + length
            var key: UInt64 = 0
            for token in range {
              key = StableHash.appending(words.words[text.tokens[token].word].key, to: key)
            }
            body(key, range, clause)
          }
        }
      }
    }
  }
}

/// The phrases that at least two queries of a history have, by hash.
struct RepeatedPhrases: Sendable, Hashable, Codable {
  private let keys: HashSet

  /// None.
  init() { keys = HashSet([]) }

  /// Those of a history.
  init(in texts: [ParsedText], vocabulary: Vocabulary) {
    // Whether a phrase was seen in an earlier text, and in which text last.
    var lastText: [UInt64: Int32] = [:]
    var repeated: Set<UInt64> = []
    for (number, text) in texts.enumerated() {
      Phrases.each(in: text, words: vocabulary) { key, _, _ in
        if let last = lastText.updateValue(Int32(number), forKey: key), last != number {
          repeated.insert(key)
        }
      }
    }
    keys = HashSet(repeated)
  }

  /// Whether a phrase is one of them.
  func contains(_ key: UInt64) -> Bool { keys.contains(key) }
}
