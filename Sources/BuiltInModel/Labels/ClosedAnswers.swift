internal import Embeddings
internal import Foundation
internal import RPM

/// Answers from one closed label set as a sum of evidence: prior, factors, words, memory.
struct ClosedAnswers: Answerer {
  /// The session's context.
  let context: SessionContext
  /// How much each term counts.
  let weights: EvidenceWeights
  /// One unit vector a label, where labels have words.
  let glosses: [[Float]]
  /// What single words say of the labels.
  let cues: LabelCues
  /// What was learned of this person's own words.
  private let own = Learned<OwnWordsReader>()

  init(_ context: SessionContext) {
    self.context = context
    let answers = context.task.answers
    weights = EvidenceWeights(
      answers: answers, style: context.notes.style, variant: context.variant)
    glosses =
      answers.isOrdered
      ? [] : answers.labels.map { context.knowledge.vector(of: LabelGlosses.text(for: $0)) }
    cues = LabelCues(
      labels: answers.isOrdered ? [] : answers.labels, knowledge: context.knowledge)
    if context.variant != .withoutOwnWords, let data = context.notes.answers,
      let words = try? JSONDecoder().decode(OwnWords.self, from: data)
    {
      own.reader = reader(of: words)
    }
  }

  func learn(
    from past: @autoclosure () -> PastAnswers, checkCancellation: () throws -> Void
  ) throws -> (trust: EvidenceTrust?, kept: Data?) {
    guard context.variant != .withoutOwnWords,
      let reader = try learned(from: past(), checkCancellation: checkCancellation)
    else { return (nil, nil) }
    own.reader = reader
    let words = reader.words
    return (words.trust, try JSONEncoder().encode(words))
  }

  /// The row of a text that must not count, since its answer is the one asked for.
  func ownRow(of query: String) -> Int? { own.reader?.row(of: query) }

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
    /// Features taken out of the query to see what they do: they and their words say nothing, but
    /// the others are damped as if they were there.
    var masked: [Feature] = []
    /// The past features, where they count by their nearness.
    var nearness: FeatureNearness?
    /// The row of own words that is left out, since its answer is the one asked for.
    var leftOut: Int?
  }

  /// The sum that decides.
  func evidence(for item: Case) -> Evidence { evidence(for: item, reader: own.reader) }

  /// The same by what was learned, or as everything counts for everybody.
  func evidence(for item: Case, reader: OwnWordsReader?) -> Evidence {
    let labels = context.task.answers.labels
    let base = Shrinkage.base(
      counts: item.statistics.answers, ordered: context.task.answers.isOrdered)
    let prior = EvidenceTerms.prior(base: base, weight: weights.prior)
    var terms = [
      Evidence.Term(
        name: "prior", values: prior,
        parts: [Evidence.Part(kind: .prior, name: "usual answers", values: prior)])
    ]
    if weights.factor != 0 {
      terms.append(term("factors", factorParts(for: item, base: base)))
    }
    let owners = wordOwners(of: item)
    if weights.words != 0 {
      terms.append(term(wordTerm, wordParts(for: item, owners: owners)))
    }
    terms.append(term("memory", memoryParts(for: item, base: base)))
    guard let reader else { return Evidence(labels: labels, terms: terms) }
    let trust = reader.words.trust
    terms = terms.map { $0.scaled(by: trust[keyPath: Self.trust(in: $0.name)]) }
    terms.append(term("own words", ownWordParts(for: item, owners: owners, reader: reader)))
    return Evidence(labels: labels, terms: terms)
  }

  private var wordTerm: String {
    guard context.task.answers.isOrdered else { return "label affinity" }
    return context.notes.style == .reviews ? "tone" : "reputation"
  }

  private func term(_ name: String, _ parts: [Evidence.Part]) -> Evidence.Term {
    let values = context.task.answers.labels.indices.map { label in
      parts.reduce(0) { $0 + $1.values[label] }
    }
    return Evidence.Term(name: name, values: values, parts: parts)
  }

  // MARK: Factors

  private func factorParts(for item: Case, base: [Double]) -> [Evidence.Part] {
    if let nearness = item.nearness {
      return kernelParts(for: item, nearness: nearness, base: base)
    }
    let damping = (item.features + item.masked).activeFactors.count
    return item.features.activeFactors.map { factor in
      let propensity = Shrinkage.propensity(
        counts: item.statistics.factors[factor].answers, baseCounts: item.statistics.answers,
        ordered: context.task.answers.isOrdered)
      return Evidence.Part(
        kind: .factor, name: item.factors[factor].name, factor: factor,
        values: EvidenceTerms.factor(
          propensity: propensity, base: base, active: damping,
          weight: weights.factor))
    }
  }

  /// The variant of the ablation: every feature counts by the past features of its factor.
  private func kernelParts(
    for item: Case, nearness: FeatureNearness, base: [Double]
  ) -> [Evidence.Part] {
    let answers = context.task.answers
    let damping = item.features.count + item.masked.count
    return item.features.activeFactors.map { factor in
      var values = [Double](repeating: 0, count: base.count)
      for feature in item.features where feature.factor == factor {
        var counts = [Double](repeating: 0, count: base.count)
        for (interaction, mass) in nearness.masses(of: feature) {
          guard context.history.indices.contains(interaction),
            let label = answers.index(of: context.history[interaction].response)
          else { continue }
          var one = [Int](repeating: 0, count: base.count)
          one[label] = 1
          let vote = Shrinkage.spread(one, ordered: answers.isOrdered)
          counts = zip(counts, vote).map { $0 + mass * $1 }
        }
        let share = EvidenceTerms.kernel(
          counts: counts, base: base, features: damping, weight: weights.factor)
        values = zip(values, share).map(+)
      }
      return Evidence.Part(
        kind: .factor, name: item.factors[factor].name, factor: factor, values: values)
    }
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
      Evidence.Part(
        kind: .example, name: caption(of: example), interaction: example.interaction,
        values: values)
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

extension Evidence.Term {
  /// The term and all its parts, multiplied.
  fileprivate func scaled(by factor: Double) -> Evidence.Term {
    Evidence.Term(
      name: name, values: values.map { $0 * factor },
      parts: parts.map { part in
        var part = part
        part.values = part.values.map { $0 * factor }
        return part
      })
  }
}
