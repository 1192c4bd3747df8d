internal import RPM

/// What an option's words say of the side it takes, by rules of the language of scales.
struct OptionStance: Sendable, Hashable {
  /// From -1, fully against, to 1, fully for; `nil` where the words take no side.
  var value: Double?
  /// Whether it stands for having no answer.
  var isDontKnow: Bool
  /// Whether it is only taken down when people bring it up themselves.
  var isVolunteered: Bool

  /// Reads an option.
  init(_ text: String) {
    let words = Phrase.words(text)
    isVolunteered = Phrase(words).has(Self.volunteered)
    isDontKnow = SurveyQuestion.isNoAnswer(text)
    // What follows "but" weakens and never turns round; a statement of its own is no scale word.
    let claim = words.prefix { $0 != "but" }
    value = isDontKnow || claim.count > Self.longest ? nil : Self.value(of: Array(claim))
  }

  private static let longest = 10

  private static func value(of words: [String]) -> Double? {
    let phrase = Phrase(words)
    if phrase.has(middle) { return 0 }
    if let first = words.first, denials.contains(first) || phrase.has(flatDenials) { return -1 }
    if phrase.has(softDenials) { return -0.4 }
    if phrase.has(tooMuch) { return 0.8 }
    if phrase.has(tooLittle) { return -0.8 }
    guard let side = side(of: words) else { return quantity(of: phrase) }
    // "A little more" is a step to its side; "a little concerned" is hardly any concern.
    if isSmallStep(words) { return side * 0.4 }
    if phrase.has(slight) { return side > 0 ? -0.25 : -0.4 }
    return side * (phrase.has(strong) ? 1 : phrase.has(weak) ? 0.5 : 0.8)
  }

  /// 1 or -1 by the first word that takes a side, turned round by a negation beside it.
  private static func side(of words: [String]) -> Double? {
    var found: (index: Int, side: Double)?
    for (index, word) in words.enumerated() {
      let side = favourable.contains(word) ? 1.0 : adverse.contains(word) ? -1.0 : 0
      guard side != 0 else { continue }
      found = (index, side)
      // Words of degree give way to a word of substance that follows.
      if !degrees.contains(word) { break }
    }
    guard let found else { return nil }
    let before = words[..<found.index]
    // "Will not" puts the negation behind the word.
    let after = modals.contains(words[found.index]) ? words[(found.index + 1)...].prefix(2) : []
    let isNegated = (before + after).contains { negations.contains($0) || $0.hasSuffix("n't") }
    return isNegated ? -found.side : found.side
  }

  /// Whether a word of small degree stands before a comparison, as in "slightly better".
  private static func isSmallStep(_ words: [String]) -> Bool {
    zip(words, words.dropFirst()).contains {
      smallDegrees.contains($0) && comparisons.contains($1)
    }
  }

  /// The side of a bare quantity: "some", "a little", "only a few".
  private static func quantity(of phrase: Phrase) -> Double? {
    if phrase.has(slight) { return -0.25 }
    if phrase.has(weak) { return 0.4 }
    if phrase.has(strong) { return 1 }
    return nil
  }
}

extension OptionStance {
  fileprivate static let volunteered = Phrase.list("vol, volunteered, do not read")
  fileprivate static let middle = Phrase.list(
    """
    neither, both, same, no change, not changed, unchanged, depends, depending, no difference, \
    not much difference, no effect, not a moral issue, about right, right amount, average, mixed, \
    make a difference, much of a difference, make much, neutral, equally, in the middle, about half, half
    """)
  fileprivate static let tooMuch = Phrase.list(
    "too much, too many, too far, too high, too fast, too strong, too big, too often")
  fileprivate static let tooLittle = Phrase.list(
    "too little, too few, not far enough, too low, too slow, too weak, too small, not enough")
  fileprivate static let denials: Set = ["no", "none", "never", "nothing"]
  fileprivate static let flatDenials = Phrase.list("not at all, not a, not an, not any, at all no")
  fileprivate static let softDenials = Phrase.list(
    """
    not too, not very, not much, not so, not particularly, not that, not often, not really, hardly
    """)
  fileprivate static let strong = Phrase.list(
    """
    very, strongly, completely, totally, extremely, a lot, great deal, definitely, always, best, \
    worst, major, top, essential, all, everything, every day, absolutely, entirely
    """)
  fileprivate static let weak = Phrase.list(
    """
    somewhat, mostly, fairly, fair, some, probably, moderately, moderate, quite, sometimes, \
    occasionally, most, often, partly
    """)
  fileprivate static let slight = Phrase.list(
    "little, minor, small, slightly, hardly, few, rarely, lower, a bit")
  fileprivate static let smallDegrees: Set = ["little", "slightly", "bit"]
  fileprivate static let comparisons: Set = [
    "more", "less", "better", "worse", "higher", "lower", "fewer", "stronger", "weaker", "easier",
    "harder",
  ]
  fileprivate static let negations: Set = ["not", "cannot", "never"]
  fileprivate static let modals: Set = ["will", "should", "definitely"]
  fileprivate static let degrees: Set = [
    "lot", "deal", "great", "all", "most", "more", "strongly", "definitely", "major", "big", "top",
    "will", "should",
  ]
  fileprivate static let favourable = Set(
    Phrase.words(
      """
      agree favor favorable favorably favour favourable favourably approve good better best \
      support important essential confidence confident satisfied well likely yes optimistic \
      positive positively acceptable effective concerned worried trust more increase increased \
      great lot deal often always major big serious closely appropriate helps help helping gain \
      gains justifiable respect respects proud happy threat problem reason everything all most top \
      enough comfortable strongly should protected safe fair true mentioned selected interested \
      frequently influence priority advantage definitely will success excellent higher easy easier \
      stronger accept legal allowed encouraged required hopeful happen right necessary useful
      """))
  fileprivate static let adverse = Set(
    Phrase.words(
      """
      disagree unfavorable unfavorably unfavourable unfavourably disapprove bad worse worst oppose \
      unimportant dissatisfied unlikely no pessimistic negative negatively unacceptable ineffective \
      distrust less decrease decreased none never hurt hurts hurting inappropriate unjustifiable \
      nothing rarely seldom harm harmful unsafe unfair false lower poor poorly against fewer \
      failure difficult hard harder weaker reject illegal discouraged forbidden unhappy \
      uncomfortable wrong unnecessary useless disadvantage weak
      """))
}
