internal import Foundation

/// How likely each word of a passage is to stand in this user's title of it: a logistic model of
/// where the word stands, how rare it is, and what the user's titles took up before.
struct TitleWords: Sendable {
  /// One probability a distinct word of the text.
  let probabilities: [Double]

  /// Judges every word of a text.
  init(_ text: TitleText, habits: TitleHabits, knowledge: any WordKnowledge) {
    let tokens = Double(max(1, text.tokens.count))
    probabilities = text.words.map { word in
      1 / (1 + exp(-Self.logit(of: word, among: tokens, habits: habits, knowledge: knowledge)))
    }
  }

  private static func logit(
    of word: TitleText.Word, among tokens: Double, habits: TitleHabits,
    knowledge: any WordKnowledge
  ) -> Double {
    let isFunction =
      StopWords.all.contains(word.text) || TitleLanguage.function.contains(word.text)
    let repetition = log(Double(word.count))
    var logit = Weight.bias + Weight.repetition * repetition
    if word.isInFirstSentence { logit += Weight.firstSentence }
    if word.isInLastSentence { logit += Weight.lastSentence }
    if let distance = word.afterCue {
      let nearness = max(0, 1 - Double(distance) / Weight.cueReach)
      logit += Weight.cue + Weight.nearCue * nearness
      if isFunction { logit += Weight.functionNearCue * nearness }
    }
    if word.isInRepeatedPair { logit += Weight.repeatedPair }
    logit += Weight.earliness * (1 - Double(word.first) / tokens)
    if isFunction {
      logit += Weight.function + Weight.functionRepetition * repetition
    } else {
      logit += Weight.rarity * knowledge.rarity(of: word.text)
    }
    if TitleLanguage.joining.contains(word.text) { logit += Weight.joining }
    if word.text.count > 9 { logit += Weight.longWord }
    if word.isHyphenated { logit += Weight.hyphen }
    if word.isCapitalized { logit += Weight.capital }
    if word.hasInnerCapital { logit += Weight.innerCapital }
    if TitleLanguage.praising.contains(word.text) { logit += Weight.praise }
    if TitleLanguage.isProposing(word.text) { logit += Weight.proposing }

    let own = habits[word.text]
    let usual = Weight.usualInfluence
    let influence = (Double(own.influence) + 2 * usual) / (Double(own.coverage) + 2)
    logit += Weight.influence * log(influence / usual)
    logit += Weight.coverage * log(1 + Double(own.coverage))
    logit += Weight.titles * log(1 + Double(own.titles))
    return logit
  }

  /// Fitted by likelihood on titles left out of histories.
  private enum Weight {
    static let bias = -5.77
    static let repetition = 1.00
    static let firstSentence = 0.27
    static let lastSentence = 0.07
    static let cue = 0.44
    static let nearCue = 1.44
    static let cueReach = 15.0
    static let repeatedPair = 0.62
    static let earliness = 1.04
    static let rarity = 1.90
    static let function = 1.54
    static let functionRepetition = -1.12
    static let joining = 0.45
    static let functionNearCue = -0.96
    static let capital = 1.20
    static let innerCapital = -1.34
    static let praise = -0.76
    static let proposing = -1.45
    static let longWord = 0.24
    static let hyphen = 0.58
    static let usualInfluence = 0.12
    static let influence = 0.47
    static let coverage = -0.09
    static let titles = 0.64
  }
}
