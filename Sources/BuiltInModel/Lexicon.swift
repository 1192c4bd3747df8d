/// How good or bad single words sound: a small hand-written list, from -3 to 3.
///
/// It knows the language of English product and film reviews and nothing else.
enum Lexicon {
  /// The value of a word by its stem, `nil` for words that are not listed.
  static func value(ofStem stem: String) -> Double? { values[stem] }

  /// All listed stems with their values.
  static let values: [String: Double] = {
    // A word listed twice keeps the value of the later list.
    let lists: [(String, Double)] = [
      (good, 1), (veryGood, 2), (superb, 3), (faint, -1), (bad, -2), (dreadful, -3),
    ]
    var values: [String: Double] = [:]
    for (list, value) in lists {
      for word in list.split(separator: " ") { values[Stem.of(String(word))] = value }
    }
    return values
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

  private static let superb =
    """
    masterpiece brilliant superb outstanding perfect perfectly magnificent extraordinary \
    phenomenal stunning exceptional best flawless excellent amazing incredible wonderful \
    wonderfully awesome unforgettable greatest dazzling exquisite triumphant triumph masterful \
    masterfully sublime spectacular breathtaking genius remarkable astonishing unmissable \
    bravura landmark transcendent peerless impeccable superlative astounding mesmerizing \
    spellbinding glorious
    """

  private static let veryGood =
    """
    great terrific fantastic delightful delight powerful beautiful beautifully gorgeous \
    compelling gripping hilarious impressive riveting enthralling love loved loves lovely \
    thrilling thrill marvelous gem recommend recommended rewarding exhilarating inspired \
    inspiring poignant moving touching haunting elegant rich richly vivid captivating \
    fascinating absorbing engrossing exciting ingenious inventive original authentic memorable \
    winning winner strong joy joyous joyful hypnotic provocative intelligent insightful \
    heartfelt heartbreaking tender intense favorite happy pleased sturdy durable classic treat \
    must essential splendid irresistible stirring sharp crisp timeless honest bold daring wise \
    witty
    """

  private static let good =
    """
    good nice nicely fun enjoyable enjoy enjoyed solid entertaining entertain charming charm \
    funny clever engaging smart likable likeable effective effectively pleasant worthwhile worth \
    decent fine satisfying satisfied satisfies works well warm amusing sweet interesting \
    intriguing appealing lively fresh reliable easy comfortable quality clean useful perfectly \
    affordable sensitive thoughtful energetic stylish suspenseful graceful competent capable \
    sincere humane humor laughs subtle nuanced credible refreshing surprising surprisingly right \
    better keeper value bargain glad thank thanks helpful fits holds perfect succeeds success \
    successful accessible ambitious handsome handsomely polished breezy spirited quirky touching
    """

  private static let faint =
    """
    slow uneven flawed flaw flaws predictable thin bland forgettable mediocre lacks lack lacking \
    problem problems unfortunately overlong okay ok average issue issues cheap cheaply noisy \
    noise weak confusing confused familiar formulaic routine contrived cliche cliches clichéd \
    cliched sentimental shallow superficial generic mild merely pedestrian less minor long \
    muddled repetitive overdone overwrought derivative conventional uninspired stale clunky \
    awkward heavy-handed obvious strained stretched stretch slight hardly barely although \
    despite disappointed disappointing disappointment disappoints missing struggles stiff \
    difficult hard scattered tired unconvincing unsatisfying underwhelming undercooked \
    underdeveloped flat dry cold loses loss lost miss misses tepid lukewarm hollow schmaltzy \
    manipulative pretentious trite excessive excess tries trying strictly slightly unless except \
    rather instead half-baked passable
    """

  private static let bad =
    """
    bad poor poorly boring bore dull tedious lame mess messy fails fail failed failure clumsy \
    unfunny silly waste wasted annoying irritating badly stupid dumb inept ridiculous unpleasant \
    ugly lifeless plodding sloppy tiresome incoherent insipid inane vapid crude cheesy \
    implausible ludicrous charmless humorless joyless soulless lazy pointless dreary drab murky \
    numbing exhausting laborious painful painfully wrong sadly regret defective broke broken \
    flimsy useless avoid disliked dislike hate hated dud flop misfire misguided nonsense \
    nonsensical preposterous torpid turgid leaden soggy sappy tasteless obnoxious grating shoddy \
    shrill crass sluggish bloated nasty worse stopped cracked unusable return returned refund
    """

  private static let dreadful =
    """
    terrible awful horrible worst atrocious unwatchable garbage junk dreadful abysmal disaster \
    disastrous insufferable worthless horrendous horrid excruciating appalling idiotic moronic \
    pathetic abomination crap crappy trash trashy unbearable stinker stinks sucks rotten \
    wretched godawful deplorable repulsive repugnant offensive vile loathsome hideous turkey \
    travesty fiasco brain-dead mind-numbing execrable lousy
    """
}
