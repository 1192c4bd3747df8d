internal import Foundation

/// The net tone of a text as a sum over its words, so that each word's share can be shown.
struct Tone: Sendable {
  /// What each word adds: its valence turned around or intensified by the three words before it.
  /// One value a token, 0 for most.
  let shares: [Double]

  /// Reads the tone of a text.
  ///
  /// The sum is divided by `sqrt(Σ|v| + 3)`: long texts count for more, but not in proportion.
  ///
  /// - Parameter isMuted: whether the word at a position is taken out.
  init(
    of text: ParsedText, words: WordMeasures, isMuted: (Int) -> Bool = { _ in false }
  ) {
    var shares = [Double](repeating: 0, count: text.tokens.count)
    var mass = 0.0
    for appraisal in Appraisal.all(in: text, words: words) where !isMuted(appraisal.head) {
      shares[appraisal.head] += appraisal.weight * appraisal.value
      mass += appraisal.weight * abs(appraisal.valence)
    }
    let divisor = (mass + 3).squareRoot()
    self.shares = shares.map { $0 / divisor }
  }

  /// The tone of the whole text.
  var value: Double { shares.reduce(0, +) }
}

/// What the three words before a word do to it.
struct Modifiers: Sendable {
  /// What the word's valence is multiplied with.
  private(set) var factor = 1.0
  /// The first of the modifiers, or the word itself.
  private(set) var start: Int

  private static let reach = 3
  private static let negation = -0.6
  private static let excess = 1.2
  /// "Not only" denies nothing, nor does "no doubt".
  private static let stressed: Set = ["not", "no"]
  private static let stressing: Set = ["only", "just", "merely", "simply", "doubt", "question"]

  /// - Parameter valence: of the word. Too much of a good thing is bad, and too much of a bad one is
  ///   not good: "too sweet", "too noisy".
  init(
    of valence: Double, before index: Int, in clause: Range<Int>, of text: ParsedText,
    words: WordMeasures
  ) {
    start = index
    for position in max(clause.lowerBound, index - Self.reach)..<index {
      let word = words.vocabulary.words[text.tokens[position].word].text
      if Self.stressed.contains(word), position + 1 < index,
        Self.stressing.contains(words.vocabulary.words[text.tokens[position + 1].word].text)
      {
        continue
      }
      if word == "too", valence < 0 {
        factor *= Self.excess
      } else if Lexicon.isNegator(word) {
        factor *= Self.negation
      } else if let intensity = Lexicon.intensifiers[word] {
        factor *= intensity
      } else {
        continue
      }
      start = min(start, position)
    }
  }
}
