internal import Embeddings
internal import Foundation
internal import RPM

/// Answers from one closed label set as a sum of evidence (ours): prior, factors, words, memory.
struct ClosedAnswers: Sendable {
  /// The session's context.
  let context: SessionContext
  /// How much each term counts.
  let weights: EvidenceWeights
  /// One unit vector a label, where labels have words.
  private let glosses: [[Float]]

  /// Prepares to answer.
  init(_ context: SessionContext) {
    self.context = context
    let answers = context.task.answers
    weights = EvidenceWeights(answers: answers, style: context.notes.style)
    glosses =
      answers.isOrdered
      ? [] : answers.labels.map { context.knowledge.vector(of: LabelGlosses.text(for: $0)) }
  }

  /// Everything that is known of a query when it is decided.
  struct Case: Sendable {
    /// The query.
    var query: String
    /// Its text taken apart.
    var text: ParsedText
    /// The text's words.
    var words: WordMeasures
    /// `G_q`, with factors.
    var features: [Feature]
    /// Names of the factors by id.
    var factors: [Factor]
    /// The statistics that may be used.
    var statistics: UserStatistics
    /// The retrieved memory, best first.
    var ranking: [RetrievedExample] = []
    /// How many of it are shown one by one.
    var k = 0
    /// The number of factors that damps each, `nil` for that of the features.
    var damping: Int?
  }

  /// The sum that decides.
  func evidence(for item: Case) -> Evidence {
    let labels = context.task.answers.labels
    let base = Shrinkage.base(
      counts: item.statistics.answers, ordered: context.task.answers.isOrdered)
    let prior = EvidenceTerms.prior(base: base, weight: weights.prior)
    var terms = [
      Evidence.Term(
        name: "prior", values: prior,
        parts: [Evidence.Part(kind: .prior, name: "usual answers", values: prior)]),
      term("factors", factorParts(for: item, base: base)),
    ]
    if weights.words != 0 {
      let name = context.task.answers.isOrdered ? "tone" : "label affinity"
      terms.append(term(name, wordParts(for: item)))
    }
    terms.append(term("memory", memoryParts(for: item, base: base)))
    return Evidence(labels: labels, terms: terms)
  }

  private func term(_ name: String, _ parts: [Evidence.Part]) -> Evidence.Term {
    let values = context.task.answers.labels.indices.map { label in
      parts.reduce(0) { $0 + $1.values[label] }
    }
    return Evidence.Term(name: name, values: values, parts: parts)
  }

  // MARK: Factors

  /// The distinct factors of features, in order of appearance.
  static func activeFactors(of features: [Feature]) -> [Factor.ID] {
    var seen: Set<Factor.ID> = []
    return features.compactMap(\.factor).filter { seen.insert($0).inserted }
  }

  private func factorParts(for item: Case, base: [Double]) -> [Evidence.Part] {
    let active = Self.activeFactors(of: item.features)
    return active.map { factor in
      let propensity = Shrinkage.propensity(
        counts: item.statistics.factors[factor].answers, baseCounts: item.statistics.answers,
        ordered: context.task.answers.isOrdered)
      return Evidence.Part(
        kind: .factor, name: item.factors[factor].name, factor: factor,
        values: EvidenceTerms.factor(
          propensity: propensity, base: base, active: item.damping ?? active.count,
          weight: weights.factor))
    }
  }

  // MARK: Words

  /// The words of each factor's features, and the rest of the text.
  private func wordParts(for item: Case) -> [Evidence.Part] {
    let owners = wordOwners(of: item)
    return context.task.answers.isOrdered
      ? toneParts(for: item, owners: owners) : affinityParts(for: item, owners: owners)
  }

  /// For each token, the factor of the first feature that has its stem.
  private func wordOwners(of item: Case) -> [Factor.ID?] {
    var ownerOfStem: [UInt64: Factor.ID] = [:]
    for feature in item.features {
      guard let factor = feature.factor else { continue }
      var vocabulary = Vocabulary()
      let name = ParsedText(feature.name, vocabulary: &vocabulary)
      for token in name.tokens {
        let key = vocabulary.words[token.word].key
        if ownerOfStem[key] == nil { ownerOfStem[key] = factor }
      }
    }
    return item.text.tokens.map { ownerOfStem[item.words.vocabulary.words[$0.word].key] }
  }

  private func affinityParts(for item: Case, owners: [Factor.ID?]) -> [Evidence.Part] {
    let whole = context.knowledge.sum(of: item.query)
    let affinity = EvidenceTerms.Affinity(text: whole, glosses: glosses, weight: weights.words)
    var sums: [Factor.ID: [Float]] = [:]
    var known: [Int: [Float]] = [:]
    for (token, owner) in zip(item.text.tokens, owners) {
      guard let owner else { continue }
      let word = item.words.vocabulary.words[token.word].text
      let vector = known[token.word] ?? context.knowledge.sum(of: word)
      known[token.word] = vector
      sums[owner] = sums[owner].map { zip($0, vector).map(+) } ?? vector
    }
    let total = affinity.share(of: whole)
    return parts(of: item, shares: sums.mapValues(affinity.share(of:))) { spoken in
      zip(total, spoken).map(-)
    }
  }

  private func toneParts(for item: Case, owners: [Factor.ID?]) -> [Evidence.Part] {
    let tone = Tone(of: item.text, words: item.words)
    let positions = EvidenceTerms.positions(answerCounts: item.statistics.answers)
    var sums: [Factor.ID: Double] = [:]
    for (share, owner) in zip(tone.shares, owners) {
      if let owner, share != 0 { sums[owner, default: 0] += share }
    }
    let total = EvidenceTerms.tone(
      tone.value - context.notes.meanTone, positions: positions, weight: weights.words)
    let shares = sums.mapValues {
      EvidenceTerms.tone($0, positions: positions, weight: weights.words)
    }
    return parts(of: item, shares: shares) { spoken in zip(total, spoken).map(-) }
  }

  private func parts(
    of item: Case, shares: [Factor.ID: [Double]], rest: ([Double]) -> [Double]
  ) -> [Evidence.Part] {
    var parts: [Evidence.Part] = []
    var spoken = [Double](repeating: 0, count: context.task.answers.labels.count)
    for factor in Self.activeFactors(of: item.features) {
      guard let values = shares[factor] else { continue }
      spoken = zip(spoken, values).map(+)
      parts.append(
        Evidence.Part(
          kind: .words, name: item.factors[factor].name, factor: factor, values: values))
    }
    parts.append(Evidence.Part(kind: .rest, name: "rest of the text", values: rest(spoken)))
    return parts
  }

  // MARK: Memory

  private func memoryParts(for item: Case, base: [Double]) -> [Evidence.Part] {
    let answers = context.task.answers
    let examples = item.ranking.filter { answers.index(of: $0.answer) != nil }
    let votes = examples.map { example in
      var counts = [Int](repeating: 0, count: answers.labels.count)
      if let label = answers.index(of: example.answer) { counts[label] = 1 }
      return Shrinkage.spread(counts, ordered: answers.isOrdered)
    }
    let shares = EvidenceTerms.memory(
      votes: votes, similarities: examples.map(\.similarity), base: base, weight: weights.memory)
    var parts = zip(examples, shares).prefix(item.k).map { example, values in
      Evidence.Part(kind: .example, name: caption(of: example), values: values)
    }
    let others = shares.dropFirst(item.k)
    if !others.isEmpty {
      let values = answers.labels.indices.map { label in
        others.reduce(0) { $0 + $1[label] }
      }
      let name = others.count == 1 ? "1 other" : "\(others.count) others"
      parts.append(Evidence.Part(kind: .others, name: name, values: values))
    }
    return parts
  }

  /// The answer and the first words of an example.
  private func caption(of example: RetrievedExample) -> String {
    guard context.history.indices.contains(example.interaction) else { return example.answer }
    let words = context.history[example.interaction].query
      .split(maxSplits: 8, whereSeparator: \.isWhitespace)
    let start = words.prefix(8).joined(separator: " ")
    return "\(example.answer): \(start)\(words.count > 8 ? " …" : "")"
  }
}

extension ClosedAnswers {
  /// Answers a target query.
  func generation(for request: GenerationRequest) -> Generation {
    let batch = context.read(request.query)
    let statistics = request.model.statistics
    let evidence = evidence(
      for: Case(
        query: request.query, text: batch.texts[0], words: batch.words,
        features: request.features, factors: request.model.factors, statistics: statistics,
        ranking: request.ranking, k: request.k))
    let answers = context.task.answers
    let decision = Decision(
      evidence, counts: statistics.answers, ordered: answers.isOrdered)
    let writer = PathWriter(
      features: request.features, factors: request.model.factors, statistics: statistics,
      answers: answers)
    return Generation(
      path: writer.path(to: decision.answer, evidence: evidence),
      response: answers.labels[decision.answer], confidence: decision.confidence,
      hasLittleEvidence: decision.hasLittleEvidence, evidence: evidence)
  }
}
