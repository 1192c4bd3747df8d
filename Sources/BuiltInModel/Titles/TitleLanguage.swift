/// What English says about which words begin, end or announce a title.
enum TitleLanguage {
  /// Words that join and stay small.
  static let function: Set<String> = set(
    "of for in with and via to on the from by a an as at through using")

  /// What comes before a name.
  static let calling: Set<String> = set("called named dubbed termed")

  /// Words that titles write small.
  static let small: Set<String> = set(
    "of for in with and or via to on the from by a an as at through using")

  /// Function words that titles like.
  static let joining: Set<String> = set("of for in with and to via")

  /// Who proposes something in a passage about work done.
  static let subjects: Set<String> = set("we paper study article here work report thesis")

  /// Words no title begins or ends with.
  static let neverAtEnds: Set<String> = set(
    """
    of for in with and via to on the from by a an as at through using that which we our is are \
    this these it or its their be can into not but than such i my
    """)

  /// Words no title runs across.
  static let breaking: Set<String> = set(
    """
    we our that which this is are has have was were i my you they he she it there when where while \
    because can could may might will would should must does do did conduct conducts propose \
    proposes introduce introduces present presents demonstrate demonstrates argue argues show shows \
    find finds showing achieves achieve outperforms outperform requires require
    """)

  /// Words that praise and say nothing; a title begins after them.
  static let praising: Set<String> = set(
    """
    new novel useful effective efficient simple fully highly extensive powerful promising \
    state-of-the-art comprehensive first recent previous existing several various many different \
    two three four five six other such both each more most
    """)

  private static let proposing = set(
    """
    propose present introduce study investigate explore describe develop address examine show \
    analyze analyse consider focus report release create demonstrate argue design compare evaluate \
    extend tackle aim
    """
  ).sorted()

  /// Whether a word is a form of a verb that announces what a passage does.
  static func isProposing(_ word: String) -> Bool {
    proposing.contains { word.hasPrefix($0) }
      || word.hasPrefix("studi") || word.hasPrefix("argu") || word.hasPrefix("explor")
      || word.hasPrefix("propos") || word.hasPrefix("investigat")
  }

  /// Verbs after which the thing itself begins, beside those that announce.
  private static let leading = set(
    """
    use uses used learn learns apply applies leverage leverages adopt build construct train perform \
    provide improve improves improving learning building towards toward enable enables
    """)

  /// Whether a title may begin after this word.
  static func leadsIn(_ word: String) -> Bool {
    leading.contains(word) || isProposing(word)
  }

  /// Finite verbs that a phrase does not end or begin with.
  private static let verbs = set(
    """
    shows show showed outperforms outperform achieves achieve achieved improves improve improved \
    requires require requires provides provide provided makes make made allows allow yields yield \
    remains remain leads lead led uses gives give takes take performs perform performed presents \
    proposes obtains obtain obtained suffers suffer relies rely becomes become shown found find \
    finds demonstrates demonstrate indicates indicate reveals reveal suggests suggest contains \
    contain consists consist exists exist includes include enables enable proposed called named \
    aims aim tends tend fails fail helps help needs need used based given compared evaluated \
    trained observed conducted introduced presented
    """)

  private static let adjectives = set(
    """
    new novel large small high low multiple different various several deep good better best strong \
    simple single other many same first second recent current existing previous specific main key \
    own similar able unseen hard rich robust due likely available state-of-the-art more most less
    """)

  private static let nounsLikeAdjectives = set(
    """
    retrieval proposal removal approval signal goal trial journal material manual tutorial arsenal \
    proposal principal capital interval appraisal renewal refusal denial referral objective \
    narrative perspective alternative initiative incentive motive archive topic logic metric \
    statistic traffic heuristic music fabric rhetoric arithmetic mechanic critic lyric semantic \
    variable table cable arabic family anomaly assembly supply reply hundred
    """)

  private static let adjectiveEndings = [
    "al", "ive", "ous", "ful", "able", "ible", "ic", "less", "ly",
  ]
  private static let compoundEndings = [
    "-based", "-driven", "-specific", "-aware", "-oriented", "-free", "-agnostic", "-level",
    "-to-end", "-trained", "-related", "-quality", "-scale",
  ]

  /// Whether a word in lower case looks like an adjective or a finite verb, by its ending or because
  /// it is a common one.
  static func isUnfinished(_ word: String) -> Bool {
    if adjectives.contains(word) || verbs.contains(word) { return true }
    if compoundEndings.contains(where: word.hasSuffix) { return true }
    if nounsLikeAdjectives.contains(word) { return false }
    if word.count > 4, word.hasSuffix("ed"), !word.hasSuffix("eed") { return true }
    return word.count > 5 && adjectiveEndings.contains(where: word.hasSuffix)
  }

  /// Whether a word cannot open a title.
  static func cannotOpen(_ word: String) -> Bool {
    neverAtEnds.contains(word) || verbs.contains(word) || praising.contains(word)
  }

  /// Whether a token as written looks like the name somebody gave a system: a capital inside, and no
  /// household abbreviation or plural of one.
  static func looksLikeName(_ surface: String) -> Bool {
    let capitals = surface.count(where: \.isUppercase)
    guard (3...16).contains(surface.count), capitals >= 2,
      surface.dropFirst().contains(where: \.isUppercase)
    else { return false }
    if surface.hasSuffix("s"), surface.dropLast().allSatisfy(\.isUppercase) { return false }
    return !household.contains(surface.lowercased())
  }

  private static let household = set(
    """
    nlp bert lstm bilstm gru cnn rnn dnn gan vae gpt gpt-2 gpt-3 gpt-4 llm nmt smt asr tts crf svm \
    hmm pos ner amr ccg lda pca api url www html xml json sql gpu cpu usa bleu rouge meteor wmt acl \
    naacl emnlp coling squad glue superglue mnli snli elmo roberta xlm xlm-r mbert mlm qa mt ml ai \
    ie ir vqa tf-idf idf pdf wiki wikipedia wordnet imagenet youtube github iphone covid covid-19 \
    sota cpus gpus rdf owl faq dna rna mri eeg iot usb led phd ceo
    """)

  private static func set(_ words: String) -> Set<String> {
    Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
