internal import Embeddings
internal import Foundation
internal import RPM

extension ClosedAnswers {
  /// On a scale with fewer answers everything counts as it does for everybody.
  static let fewestAnswers = (ordered: 20, labels: 8)
  /// So many past answers are learned from, the last ones: an inverse of 400 rows takes a tenth of a
  /// second. Of many labels fewer, so that a fit stays one.
  static func mostRows(labels: Int) -> Int {
    min(400, Int((4_000_000 / Double(max(1, labels))).squareRoot()))
  }

  /// Learns whom to trust and what own words say, from every past answer left out in turn.
  ///
  /// - Parameters:
  ///   - statistics: the counts of the whole history.
  ///   - features: the features of each query, with factors.
  ///   - keys: the unit vectors that queries are retrieved by, zero for those that are not.
  /// - Returns: `nil` where there is too little to learn from.
  func learned(
    _ statistics: UserStatistics, factors: [Factor], features: [[Feature]], keys: [[Float]],
    checkCancellation: () throws -> Void
  ) throws -> OwnWords? {
    let answers = context.task.answers
    guard let batch = context.historyTexts, answers.labels.count > 1 else { return nil }
    // Of a text that comes twice the last answer counts.
    var places: [String: Int] = [:]
    for (index, item) in context.history.enumerated()
    where answers.index(of: item.response) != nil && features.indices.contains(index) {
      places[item.query] = index
    }
    let rows = Array(places.values.sorted().suffix(Self.mostRows(labels: answers.labels.count)))
    let fewest = answers.isOrdered ? Self.fewestAnswers.ordered : Self.fewestAnswers.labels
    guard rows.count >= fewest else { return nil }
    var items: [OwnWordsFit.Item] = []
    for row in rows {
      try checkCancellation()
      items.append(
        item(
          at: row, of: batch, statistics, factors: factors, features: features, keys: keys))
    }
    let texts = rows.map { ownText(of: batch.texts[$0], batch.words, context.history[$0].query) }
    let result = try OwnWordsFit(
      items: items, kernel: OwnWordsReader.kernel(of: texts), ordered: answers.isOrdered
    ).result(checkCancellation: checkCancellation)
    let readings = EvidenceReading.all(ordered: answers.isOrdered)
    func belief(_ reading: EvidenceReading) -> Double {
      readings.firstIndex(of: reading).map { result.beliefs[$0] } ?? 0
    }
    return OwnWords(
      trust: EvidenceTrust(
        habits: result.mean.prior, words: result.mean.words, factors: result.mean.rest,
        usual: belief(.usual), habitsAlone: belief(.habits), mistaken: Self.mistaken(items)),
      rows: rows, weights: FloatRows(result.weights), leftOut: FloatRows(result.leftOut))
  }

  /// A past answer with the evidence for it, from everything but itself.
  private func item(
    at row: Int, of batch: TextBatch, _ statistics: UserStatistics, factors: [Factor],
    features: [[Feature]], keys: [[Float]]
  ) -> OwnWordsFit.Item {
    let answers = context.task.answers
    let past = context.history[row]
    let without = Counting.excluding(
      MemoryEntry(interaction: row, features: features[row], path: nil), response: past.response,
      answers: answers, from: statistics)
    let others = keys.indices.filter {
      keys[$0].contains { $0 != 0 } && context.history[$0].query != past.query
    }
    let similarities = others.map { dot(keys[$0], keys[row]) }
    let isFound = keys[row].contains { $0 != 0 }
    let ranking = TopK.largest(similarities, count: isFound ? min(memoryBreadth, others.count) : 0)
      .map { hit in
        RetrievedExample(
          interaction: others[hit.index], similarity: Double(similarities[hit.index]),
          answer: context.history[others[hit.index]].response)
      }
    let evidence = evidence(
      for: Case(
        query: past.query, text: batch.texts[row], words: batch.words, features: features[row],
        factors: factors, statistics: without, ranking: ranking), reader: nil)
    func values(_ kind: KeyPath<EvidenceTrust, Double>) -> [Double] {
      var sum = [Double](repeating: 0, count: answers.labels.count)
      for term in evidence.terms where Self.trust(in: term.name) == kind {
        sum = zip(sum, term.values).map(+)
      }
      return sum
    }
    return OwnWordsFit.Item(
      prior: values(\.habits), words: values(\.words), rest: values(\.factors),
      label: answers.index(of: past.response) ?? 0)
  }

  /// What of the trust a term is multiplied with.
  static func trust(in term: String) -> KeyPath<EvidenceTrust, Double> {
    switch term {
    case "prior": \.habits
    case "factors", "memory": \.factors
    default: \.words
    }
  }

  /// Past texts whose words took sides by more than little, and of those the ones that spoke against
  /// what was answered.
  private static func mistaken(_ items: [OwnWordsFit.Item]) -> Ratio {
    let sided = items.filter { item in
      (item.words.max() ?? 0) - (item.words.min() ?? 0) >= Decision.littleEvidence
    }
    let wrong = sided.count { item in
      let usual = OwnWordsFit.softmax(item.prior)
      let expected = zip(usual, item.words).reduce(0) { $0 + $1.0 * $1.1 }
      return item.words[item.label] < expected
    }
    return Ratio(wrong, of: sided.count)
  }

  /// A text as own words see it.
  func ownText(of text: ParsedText, _ words: WordMeasures, _ query: String) -> OwnText {
    OwnText(text, in: words.vocabulary, direction: context.knowledge.vector(of: query))
  }

  /// The reader of what was kept; `nil` where nothing was.
  func reader(of words: OwnWords) -> OwnWordsReader? {
    guard words.rows.allSatisfy(context.history.indices.contains),
      words.weights.columns == context.task.answers.labels.count,
      words.weights.count == words.rows.count, words.leftOut.count == words.rows.count
    else { return nil }
    let queries = words.rows.map { context.history[$0].query }
    let knowledge = context.knowledge
    var words = words
    // What a person excluded since has no answer, and says nothing any more.
    for (row, interaction) in words.rows.enumerated()
    where context.task.answers.index(of: context.history[interaction].response) == nil {
      words.weights.clear(row)
    }
    let texts = Parallel.map(queries, minimumPerPiece: 8) { query in
      var vocabulary = Vocabulary()
      let text = ParsedText(query, vocabulary: &vocabulary)
      return OwnText(text, in: vocabulary, direction: knowledge.vector(of: query))
    }
    return OwnWordsReader(words, texts: texts, queries: queries)
  }

  /// What this person's own words add, shared out over the factors whose words they are.
  func ownWordParts(for item: Case, reader: OwnWordsReader) -> [Evidence.Part] {
    let owners = wordOwners(of: item)
    let sum = context.knowledge.sum(of: item.query)
    var known: [Int: [Float]] = [:]
    let sums = item.text.tokens.map { token in
      let vector =
        known[token.word]
        ?? context.knowledge.sum(of: item.words.vocabulary.words[token.word].text)
      known[token.word] = vector
      return vector
    }
    let (tokens, whole) = reader.values(
      of: OwnText(item.text, in: item.words.vocabulary, direction: normalised(sum)), sums: sums,
      length: Double(dot(sum, sum).squareRoot()), leftOut: item.leftOut)
    var shares: [Owner: [Double]] = [:]
    for (owner, values) in zip(owners, tokens) where owner != .nobody {
      shares[owner] = shares[owner].map { zip($0, values).map(+) } ?? values
    }
    let masked = shares[.masked] ?? whole.map { _ in 0 }
    let total = zip(whole, masked).map(-)
    return parts(of: item, shares: shares) { spoken in zip(total, spoken).map(-) }
  }
}
