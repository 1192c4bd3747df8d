/// A place in a text that sounds good or bad: a listed word, a set phrase, or a word near to listed
/// ones.
struct Appraisal: Sendable {
  /// The word or phrase.
  var range: Range<Int>
  /// The word that is credited with it.
  var head: Int
  /// Its valence by itself.
  var valence: Double
  /// What the words before it do to it.
  var modifiers: Modifiers
  /// How much it counts where it stands: what a sentence concedes counts less than what it comes
  /// to.
  var weight: Double
  /// Whether it is a set phrase.
  var isPhrase: Bool
  /// Whether it judges what is done, and holds it: "a pain to clean".
  var holdsDeed = false

  /// The valence with what is said around it.
  var value: Double { valence * modifiers.factor }

  /// Finds them in the order of the text; a word of a phrase is none by itself.
  static func all(in text: ParsedText, words: WordMeasures) -> [Appraisal] {
    let emphasis = Emphasis(of: text, words: words)
    var found: [Appraisal] = []
    for clause in text.clauses {
      var index = clause.lowerBound
      while index < clause.upperBound {
        let phrase = phrase(at: index, in: clause, of: text, words: words)
        let deed = deed(judgedAt: index, by: phrase, in: clause, of: text, words: words)
        let range = index..<(deed.map { $0 + 1 } ?? index + (phrase?.words.count ?? 1))
        let valence = phrase?.value ?? words.valence(text.tokens[index].word)
        index = range.upperBound
        guard valence != 0 else { continue }
        let weight = emphasis.weight(at: range.lowerBound)
        guard weight > 0 else { continue }
        let head = range.last {
          $0 != deed && !words.vocabulary.words[text.tokens[$0].word].isStop
        }
        found.append(
          Appraisal(
            range: range, head: head ?? range.upperBound - 1, valence: valence,
            modifiers: Modifiers(
              of: valence, before: range.lowerBound, in: clause, of: text, words: words),
            weight: weight, isPhrase: phrase != nil, holdsDeed: deed != nil))
      }
    }
    return found
  }

  /// Where the deed stands that a word or phrase judges: "hard to clean", "a misery to clean". What
  /// is said is the judgement; that "clean" sounds good by itself does not count.
  private static func deed(
    judgedAt index: Int, by phrase: Lexicon.Phrase?, in clause: Range<Int>, of text: ParsedText,
    words: WordMeasures
  ) -> Int? {
    func word(_ position: Int) -> Vocabulary.Word {
      words.vocabulary.words[text.tokens[position].word]
    }
    // A set phrase may end with it: "hard to".
    let to = index + (phrase?.words.count ?? 1) - (phrase?.words.last == "to" ? 1 : 0)
    guard to + 1 < clause.upperBound, word(to).text == "to", word(to + 1).isContent,
      !people.contains(word(to + 1).text),
      phrase != nil || Lexicon.value(ofStem: word(index).stem) != nil
    else { return nil }
    return to + 1
  }

  /// Whom one is kind or rude to: no deeds.
  private static let people: Set = [
    "everybody", "everyone", "anybody", "anyone", "somebody", "someone", "nobody", "people",
    "children", "kids", "guests", "customers", "strangers", "others", "waiters", "staff",
  ]

  private static func phrase(
    at index: Int, in clause: Range<Int>, of text: ParsedText, words: WordMeasures
  ) -> Lexicon.Phrase? {
    func word(_ position: Int) -> String { words.vocabulary.words[text.tokens[position].word].text }
    return Lexicon.phrases[word(index)]?.first { phrase in
      phrase.words.count <= clause.upperBound - index
        && phrase.words.indices.allSatisfy { phrase.words[$0] == word(index + $0) }
    }
  }
}

/// How much each place of a text counts for its tone.
///
/// After "but" a sentence says what it means; what it concedes before counts less. What would be,
/// or is wished for, is not so.
struct Emphasis: Sendable {
  private var weights: [Double]

  private static let turning: Set = ["but", "however"]
  private static let conceding: Set = ["although", "though", "despite", "while", "whilst"]
  private static let supposing: Set = ["would", "could", "might", "should"]
  private static let supposed: Set = ["have", "be", "been"]
  private static let wishing: Set = ["if", "wish", "wished", "hoped"]
  private static let reach = 6

  private static let beforeTurn = 0.4
  private static let afterTurn = 1.4
  private static let conceded = 0.5

  /// Reads what connects the clauses of a text.
  init(of text: ParsedText, words: WordMeasures) {
    weights = [Double](repeating: 1, count: text.tokens.count)
    func word(_ index: Int) -> String { words.vocabulary.words[text.tokens[index].word].text }
    for sentence in text.sentences {
      guard let turn = sentence.first(where: { Self.turning.contains(word($0)) }) else { continue }
      for index in sentence where index != turn {
        weights[index] *= index < turn ? Self.beforeTurn : Self.afterTurn
      }
    }
    for clause in text.clauses {
      if Self.conceding.contains(word(clause.lowerBound)) {
        for index in clause { weights[index] *= Self.conceded }
      }
      for index in clause {
        let isUnreal =
          Self.wishing.contains(word(index))
          || (Self.supposing.contains(word(index)) && index + 1 < clause.upperBound
            && Self.supposed.contains(word(index + 1)))
        guard isUnreal else { continue }
        for later in index + 1..<max(index + 1, min(index + 1 + Self.reach, clause.upperBound)) {
          weights[later] = 0
        }
      }
    }
  }

  /// The weight of the word at a position; 0 for what is not so.
  func weight(at index: Int) -> Double { weights[index] }
}
