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
  /// - Returns: `nil` where there is too little to learn from.
  func learned(
    from past: PastAnswers, checkCancellation: () throws -> Void
  ) throws -> OwnWordsReader? {
    let answers = context.task.answers
    guard let batch = context.historyTexts, answers.labels.count > 1 else { return nil }
    let rows = Array(
      past.lastPlaces { answers.index(of: past.history[$0].response) != nil }
        .suffix(Self.mostRows(labels: answers.labels.count)))
    let fewest = answers.isOrdered ? Self.fewestAnswers.ordered : Self.fewestAnswers.labels
    guard rows.count >= fewest else { return nil }
    var items: [OwnWordsFit.Item] = []
    for row in rows {
      try checkCancellation()
      items.append(item(at: row, of: past, batch))
    }
    let queries = rows.map { past.history[$0].query }
    let texts = zip(rows, queries).map { row, query in
      OwnText(
        batch.texts[row], in: batch.words.vocabulary,
        direction: context.knowledge.vector(of: query))
    }
    let result = try OwnWordsFit(
      items: items, kernel: OwnWordsReader.kernel(of: texts), ordered: answers.isOrdered,
      mayTurn: answers.isOrdered && past.history.areInOrderOfTime
    ).result(checkCancellation: checkCancellation)
    let readings = EvidenceReading.all(ordered: answers.isOrdered)
    func belief(_ reading: EvidenceReading) -> Double {
      readings.firstIndex(of: reading).map { result.beliefs[$0] } ?? 0
    }
    let words = OwnWords(
      trust: EvidenceTrust(
        habits: result.mean.prior, words: result.mean.words, factors: result.mean.rest,
        usual: belief(.usual), habitsAlone: belief(.habits), mistaken: Self.mistaken(items),
        turn: result.turn.map { past.turn($0.turn, rows: rows, belief: $0.belief) }),
      rows: rows, weights: FloatRows(result.weights), leftOut: FloatRows(result.leftOut))
    return OwnWordsReader(words, texts: texts, queries: queries)
  }

  /// A past answer with the evidence for it, from everything but itself.
  private func item(
    at row: Int, of past: PastAnswers, _ batch: TextBatch
  ) -> OwnWordsFit.Item {
    let answers = context.task.answers
    let evidence = evidence(
      for: Case(
        query: past.history[row].query, text: batch.texts[row], words: batch.words,
        features: past.features(at: row), factors: past.factors,
        statistics: past.statistics(without: row),
        ranking: past.ranking(at: row, limit: memoryBreadth)), reader: nil)
    func values(_ kind: KeyPath<EvidenceTrust, Double>) -> [Double] {
      var sum = [Double](repeating: 0, count: answers.labels.count)
      for term in evidence.terms where Self.trust(in: term.name) == kind {
        sum = zip(sum, term.values).map(+)
      }
      return sum
    }
    return OwnWordsFit.Item(
      prior: values(\.habits), words: values(\.words), rest: values(\.factors),
      label: answers.index(of: past.history[row].response) ?? 0)
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
      let usual = softmax(item.prior)
      let expected = zip(usual, item.words).reduce(0) { $0 + $1.0 * $1.1 }
      return item.words[item.label] < expected
    }
    return Ratio(wrong, of: sided.count)
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
      OwnText(query, knowledge: knowledge)
    }
    return OwnWordsReader(words, texts: texts, queries: queries)
  }

  /// What this person's own words add, shared out over the factors whose words they are.
  func ownWordParts(
    for item: Case, owners: [Owner], reader: OwnWordsReader
  ) -> [Evidence.Part] {
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
