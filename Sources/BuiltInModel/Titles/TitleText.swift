/// A passage as titles are cut from it: sentences of tokens, and what is known of each word.
struct TitleText: Sendable {
  /// A word or a mark where it stands.
  struct Token: Sendable {
    /// As written.
    var surface: String
    /// In lower case.
    var lower: String
    /// The sentence it is in.
    var sentence: Int
    /// The distinct words it is made of; a hyphenated token has several, a mark none.
    var words: [Int]
    /// Whether it is a word that only holds sentences together.
    var isFunction: Bool

    /// Whether it is a mark.
    var isMark: Bool { words.isEmpty }
  }

  /// What is known of a distinct word.
  struct Word: Sendable {
    /// The word in lower case.
    var text: String
    /// How often it occurs.
    var count = 0
    /// The first token that holds it.
    var first: Int
    /// Whether the first sentence holds it.
    var isInFirstSentence = false
    /// Whether the last sentence holds it.
    var isInLastSentence = false
    /// How many tokens after "we propose" and its like it follows, in the first sentence with such
    /// a cue; `nil` elsewhere.
    var afterCue: Int?
    /// Whether it recurs beside the same word.
    var isInRepeatedPair = false
    /// Whether it occurs with a hyphen.
    var isHyphenated = false
    /// Whether it first occurs with a capital although no sentence begins there.
    var isCapitalized = false
    /// Whether it first occurs with a capital inside.
    var hasInnerCapital = false
  }

  /// The tokens in order.
  let tokens: [Token]
  /// The distinct words in order of first appearance.
  let words: [Word]
  /// The first sentence that says what the passage does, `nil` without one.
  let cueSentence: Int?

  /// Takes a passage apart.
  init(_ passage: String) {
    var reader = TitleReader()
    reader.read(passage)
    reader.finish()
    tokens = reader.tokens
    words = reader.words
    cueSentence = reader.cueSentence
  }

  /// The words of a text in lower case: runs of letters and digits.
  static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}

/// Builds a `TitleText` in one pass and three looks back.
private struct TitleReader {
  var tokens: [TitleText.Token] = []
  var words: [TitleText.Word] = []
  var cueSentence: Int?
  private var index: [String: Int] = [:]
  private var sentence = 0
  private var sentenceHasTokens = false

  mutating func read(_ passage: String) {
    let characters = Array(passage)
    var position = 0
    while position < characters.count {
      let character = characters[position]
      if character.isLetter || character.isNumber {
        let start = position
        position = tokenEnd(from: position, in: characters)
        addWord(String(characters[start..<position]))
      } else {
        let next = position + 1 < characters.count ? characters[position + 1] : " "
        addMark(character, endsSentence: endsSentence(character, before: next))
        position += 1
      }
    }
  }

  /// A word goes on over a hyphen or an apostrophe that a letter or digit follows, and a number over
  /// the marks within it: "8,000", "7.14".
  private func tokenEnd(from start: Int, in characters: [Character]) -> Int {
    var end = start
    while end < characters.count {
      let character = characters[end]
      if character.isLetter || character.isNumber {
        end += 1
      } else if "-'\u{2019}".contains(character), end + 1 < characters.count,
        characters[end + 1].isLetter || characters[end + 1].isNumber
      {
        end += 1
      } else if ",.".contains(character), end + 1 < characters.count, end > start,
        characters[end - 1].isNumber, characters[end + 1].isNumber
      {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  private func endsSentence(_ character: Character, before next: Character) -> Bool {
    if "。！？\n".contains(character) { return true }
    return ".!?".contains(character) && next.isWhitespace
  }

  private mutating func addWord(_ surface: String) {
    let lower = surface.lowercased()
    let place = tokens.count
    var held: [Int] = []
    for text in TitleText.words(of: lower) {
      let word = index[text] ?? words.count
      if word == words.count {
        index[text] = word
        var found = TitleText.Word(text: text, first: place)
        found.isCapitalized = surface.first?.isUppercase == true && sentenceHasTokens
        found.hasInnerCapital = surface.dropFirst().contains(where: \.isUppercase)
        words.append(found)
      }
      words[word].count += 1
      if sentence == 0 { words[word].isInFirstSentence = true }
      if surface.contains("-") { words[word].isHyphenated = true }
      held.append(word)
    }
    tokens.append(
      TitleText.Token(
        surface: surface, lower: lower, sentence: sentence, words: held,
        isFunction: StopWords.all.contains(lower) || TitleLanguage.function.contains(lower)))
    sentenceHasTokens = true
  }

  private mutating func addMark(_ character: Character, endsSentence: Bool) {
    if !character.isWhitespace {
      tokens.append(
        TitleText.Token(
          surface: String(character), lower: String(character), sentence: sentence, words: [],
          isFunction: false))
    }
    if endsSentence, sentenceHasTokens {
      sentence += 1
      sentenceHasTokens = false
    }
  }

  /// What can only be said of the whole.
  mutating func finish() {
    guard let last = tokens.last(where: { !$0.isMark })?.sentence else { return }
    for token in tokens where token.sentence == last {
      for word in token.words { words[word].isInLastSentence = true }
    }
    noteRepeatedPairs()
    if let (verb, sentence) = cue() {
      cueSentence = sentence
      for place in (verb + 1)..<max(verb + 1, tokens.count)
      where tokens[place].sentence == sentence {
        let distance = place - verb - 1
        for word in tokens[place].words where words[word].afterCue == nil {
          words[word].afterCue = distance
        }
      }
    }
  }

  private mutating func noteRepeatedPairs() {
    var counts: [[Int]: Int] = [:]
    var previous: Int?
    for token in tokens {
      if token.isMark { previous = nil }
      for word in token.words {
        if let previous { counts[[previous, word], default: 0] += 1 }
        previous = word
      }
    }
    for (pair, count) in counts where count >= 2 {
      let isContent = pair.allSatisfy { !StopWords.all.contains(words[$0].text) }
      if isContent { for word in pair { words[word].isInRepeatedPair = true } }
    }
  }

  /// The first "we propose" and its like: the token of the verb, and the sentence.
  private func cue() -> (verb: Int, sentence: Int)? {
    for subject in tokens.indices where TitleLanguage.subjects.contains(tokens[subject].lower) {
      for verb in (subject + 1)..<max(subject + 1, min(tokens.count, subject + 8)) {
        guard tokens[verb].sentence == tokens[subject].sentence else { break }
        if TitleLanguage.isProposing(tokens[verb].lower) { return (verb, tokens[verb].sentence) }
      }
    }
    return nil
  }
}
