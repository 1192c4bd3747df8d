internal import RPM

/// Stage 1a of the built-in model: what a text says, as features. It never sees the answer.
struct FeatureReader: Sendable {
  /// How the text wants to be read.
  var style: ReadingStyle
  /// The phrases that the history repeats.
  var repeated: RepeatedPhrases
  /// Words that the history uses as names.
  var properNames: HashSet

  static let evaluationLimit = 8
  private static let evaluationThreshold = 0.45
  /// Fainter set phrases count in the tone alone: "too many" names nothing.
  private static let tellingPhrase = 2.0
  private static let contextWords = 12
  private static let contextReach = 3

  /// The features of a text: evaluations by strength, then topics by weight.
  func features(of text: ParsedText, words: WordMeasures) -> [Feature] {
    let names = NameCase(text: text, vocabulary: words.vocabulary, known: properNames)
    var taken: Set<UInt64> = []
    var features: [Feature] = []
    if style == .reviews {
      for evaluation in evaluations(of: text, words: words) {
        let said = names.name(of: evaluation.range)
        let quoted =
          (evaluation.aspect ?? evaluation.range.lowerBound)..<evaluation.range.upperBound
        features.append(
          Feature(
            name: evaluation.aspect.map { "\(said) \(names.name(of: $0..<$0 + 1))" } ?? said,
            context: text.surface(evaluation.surroundings), valence: evaluation.valence,
            quote: text.words(quoted)))
        for token in quoted {
          taken.insert(words.vocabulary.words[text.tokens[token].word].key)
        }
      }
    }
    for topic in topics(of: text, words: words, taken: &taken) {
      let range = directed(topic, in: text, words: words.vocabulary)
      features.append(
        Feature(
          name: names.name(of: range),
          context: text.surface(topic.clause.prefix(Self.contextWords)),
          quote: text.words(range)))
    }
    return features
  }

  // MARK: Topics

  /// The heaviest phrases that share no stem with each other or with what is taken already.
  private func topics(
    of text: ParsedText, words: WordMeasures, taken: inout Set<UInt64>
  ) -> [Phrases.Candidate] {
    let vocabulary = words.vocabulary
    func stems(_ range: Range<Int>) -> String {
      range.map { vocabulary.words[text.tokens[$0].word].stem }.joined(separator: " ")
    }
    let ordered = Phrases(of: text, words: words, repeated: repeated).candidates
      .filter { $0.score > 0 }
      .sorted { first, second in
        first.score != second.score
          ? first.score > second.score : stems(first.range) < stems(second.range)
      }
    var topics: [Phrases.Candidate] = []
    for candidate in ordered {
      let keys = candidate.range.map { vocabulary.words[text.tokens[$0].word].key }
      guard taken.isDisjoint(with: keys) else { continue }
      taken.formUnion(keys)
      topics.append(candidate)
      if topics.count == style.topicLimit { break }
    }
    return topics
  }

  /// The words of a topic with those that give it its direction: "no bleeding", "not a plot", "too
  /// loud", "hard to clean".
  private func directed(
    _ topic: Phrases.Candidate, in text: ParsedText, words: Vocabulary
  ) -> Range<Int> {
    let (clause, range) = (topic.clause, topic.range)
    func word(_ index: Int) -> String {
      clause.contains(index) ? words.words[text.tokens[index].word].text : ""
    }
    func judges(_ index: Int) -> Bool {
      let word = word(index)
      return !word.isEmpty
        && (!Opposites.places(of: [word]).isEmpty || Lexicon.value(ofStem: Stem.of(word)) != nil)
    }
    var (start, end) = (range.lowerBound, range.upperBound)
    if word(start - 1) == "to", judges(start - 2) {
      start -= 2
    } else if word(end) == "to", judges(end - 1), clause.contains(end + 1),
      words.words[text.tokens[end + 1].word].isContent
    {
      end += 2
    }
    let isMeasured = Self.measures.contains(word(start - 1))
    if Lexicon.isNegator(word(start - 1)) {
      start -= 1
    } else if isMeasured, Lexicon.isNegator(word(start - 2)) {
      start -= 2
    }
    return start..<end
  }

  /// Words between a denial and what it denies.
  private static let measures: Set = [
    "a", "an", "the", "any", "much", "very", "so", "really", "of",
  ]

  // MARK: Evaluations

  private struct Evaluation {
    var valence: Double
    var range: Range<Int>
    /// What is judged, where it stands before: "the waiter was rude".
    var aspect: Int?
    var surroundings: Range<Int>
  }

  /// The strongest evaluations, each a word with its modifiers and up to two words after it.
  private func evaluations(of text: ParsedText, words: WordMeasures) -> [Evaluation] {
    let vocabulary = words.vocabulary
    var found: [Evaluation] = []
    for appraisal in Appraisal.all(in: text, words: words) {
      let word = vocabulary.words[text.tokens[appraisal.head].word]
      let isWord =
        abs(appraisal.valence) >= Self.evaluationThreshold && !word.isStop
        && !StopWords.connectives.contains(word.text)
      let isTelling = appraisal.holdsDeed || abs(appraisal.valence) >= Self.tellingPhrase
      guard appraisal.isPhrase || appraisal.holdsDeed ? isTelling : isWord,
        let clause = text.clauses.first(where: { $0.contains(appraisal.head) })
      else { continue }
      var end = appraisal.range.upperBound
      while !appraisal.isPhrase, !appraisal.holdsDeed,
        end < min(appraisal.range.upperBound + 2, clause.upperBound),
        !vocabulary.words[text.tokens[end].word].isStop
      {
        end += 1
      }
      let isBare = end == appraisal.range.upperBound && !appraisal.isPhrase && !appraisal.holdsDeed
      let aspect =
        isBare
        ? aspect(saidToBeAt: appraisal.modifiers.start, in: clause, of: text, words: vocabulary)
        : nil
      let lower = max(clause.lowerBound, appraisal.modifiers.start - Self.contextReach)
      let upper = min(clause.upperBound, end + Self.contextReach)
      found.append(
        Evaluation(
          valence: appraisal.value, range: appraisal.modifiers.start..<end, aspect: aspect,
          surroundings: lower..<upper))
    }
    found.sort {
      (abs($1.valence), $0.range.lowerBound) < (abs($0.valence), $1.range.lowerBound)
    }
    var kept: [(words: [Int], evaluation: Evaluation)] = []
    for evaluation in found {
      let phrase = evaluation.range.map { text.tokens[$0].word }
      let isContained = kept.contains {
        ($0.evaluation.valence > 0) == (evaluation.valence > 0) && $0.words.contains(run: phrase)
      }
      if isContained { continue }
      kept.append((phrase, evaluation))
      if kept.count == Self.evaluationLimit { break }
    }
    return kept.map(\.evaluation)
  }
}

extension FeatureReader {
  /// What is said to be something: the noun before "was" and its like.
  private func aspect(
    saidToBeAt index: Int, in clause: Range<Int>, of text: ParsedText, words: Vocabulary
  ) -> Int? {
    func word(_ position: Int) -> Vocabulary.Word { words.words[text.tokens[position].word] }
    guard index - 2 >= clause.lowerBound, Self.being.contains(word(index - 1).text),
      word(index - 2).isContent
    else { return nil }
    return index - 2
  }

  /// Words between what is judged and the judgement.
  private static let being: Set = [
    "is", "are", "was", "were", "looks", "looked", "feels", "felt", "seems", "seemed", "tastes",
    "tasted", "sounds", "sounded", "smells", "smelled", "gets", "got", "stays", "stayed", "remains",
    "remained",
  ]
}

/// Which words of a text are names: they keep their capital and join nothing but themselves.
private struct NameCase {
  let text: ParsedText
  let vocabulary: Vocabulary
  let known: HashSet

  func name(of range: Range<Int>) -> String {
    let hasName = range.contains { isName(vocabulary.words[text.tokens[$0].word]) }
    return range.map { index in
      let word = vocabulary.words[text.tokens[index].word]
      // Beside a name, an ordinary word with a capital is part of it: "Burt Young".
      let keepsCapital = isName(word) || (hasName && text.tokens[index].isCapitalized)
      return keepsCapital ? text.surface(index..<index + 1) : word.text
    }.joined(separator: " ")
  }

  private func isName(_ word: Vocabulary.Word) -> Bool {
    // A word only ever seen at the start of a sentence is one if the history says so.
    if word.capitalized == 0 && word.lowercase == 0 { return known.contains(word.key) }
    return word.isMostlyName
  }
}

extension Array where Element: Equatable {
  /// Whether `run` stands in the array without a gap.
  fileprivate func contains(run: [Element]) -> Bool {
    guard run.count <= count else { return false }
    return (0...(count - run.count)).contains { start in
      run.indices.allSatisfy { self[start + $0] == run[$0] }
    }
  }
}
