internal import Embeddings

/// What own words see of a text: its stems, the pairs that stand together, and where it lies in the
/// table of words.
struct OwnText: Sendable {
  /// A stem, or two in a row, by a stable hash, with the tokens that carry it first.
  struct Term: Sendable {
    var key: UInt64
    var tokens: [Int]
  }

  /// Each once.
  let terms: [Term]
  /// The unit vector of the whole text.
  let direction: [Float]

  init(_ text: ParsedText, in vocabulary: Vocabulary, direction: [Float]) {
    self.direction = direction
    var terms: [Term] = []
    var known: Set<UInt64> = []
    func add(_ key: UInt64, _ tokens: [Int]) {
      if known.insert(key).inserted { terms.append(Term(key: key, tokens: tokens)) }
    }
    let words = text.tokens.map { vocabulary.words[$0.word] }
    for (index, word) in words.enumerated() where word.isContent { add(word.key, [index]) }
    // "Not" and the like say something beside another word.
    for index in words.indices.dropFirst() {
      let (before, word) = (words[index - 1], words[index])
      if before.isStop && word.isStop { continue }
      if text.tokens[index - 1].standsAlone || text.tokens[index].standsAlone { continue }
      add(StableHash.appending(word.key, to: before.key), [index - 1, index])
    }
    self.terms = terms
  }

  /// A text by itself.
  init(_ text: String, knowledge: any WordKnowledge) {
    var vocabulary = Vocabulary()
    let parsed = ParsedText(text, vocabulary: &vocabulary)
    self.init(parsed, in: vocabulary, direction: knowledge.vector(of: text))
  }
}
