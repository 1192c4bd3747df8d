/// What masks do to an answer (method, section 10).
///
/// Each mask has two figures. *Direct* is its bar: the sum of evidence less the parts that stand
/// for what is masked, and nothing else changed. *Total* is what a second run gives, with the
/// features gone from `G_q'`, their words gone from affinity and tone, and retrieval keyed anew.
/// What lies between them comes about by other examples and by wording. `C_u`, the priors, the
/// weights, the damping by the number of factors and the keys of the history stay as they are.
///
/// A language model gives no sum, so that only its answers can be compared, and it still reads the
/// query itself: a mask takes the features from what it is told of the query.
public struct WhatIf: Sendable, Hashable, Codable {
  /// How a mask changes the logits.
  public struct Change: Sendable, Hashable, Codable {
    /// Masked less baseline, one value for each label of the baseline, in nats.
    public var deltas: [Double]
    /// How the log-odds of the baseline's answer against its runner-up change, in nats; below 0
    /// where what was masked spoke for the answer. The answer's own delta where nothing else can
    /// be answered.
    public var logOdds: Double
    /// What is answered then.
    public var answer: String

    /// Creates a change.
    public init(deltas: [Double], logOdds: Double, answer: String) {
      self.deltas = deltas
      self.logOdds = logOdds
      self.answer = answer
    }
  }

  /// What came of one mask.
  public struct Outcome: Sendable, Hashable, Codable {
    /// The mask.
    public var mask: Mask
    /// What a person reads: the name of the feature or factor, or `item 12`.
    public var name: String
    /// What is answered then; `nil` where that run failed.
    public var answer: String?
    /// The logits then, one for each label of the baseline; `nil` where the model is no sum, or
    /// does not weigh the same candidates any more.
    public var logits: [Double]?
    /// The bar alone; `nil` where the model is no sum. For an edited text the change of all bars of
    /// factors.
    public var direct: Change?
    /// Run again; `nil` where the model is no sum, or only the bars were wanted.
    public var total: Change?
    /// The steps of the baseline's path that the new path has no counterpart of: none on the same
    /// factor or, for a step without one, none with the same evidence. Counted from 0.
    public var fallenSteps: [Int]
    /// Why the run failed, `nil` where it did not.
    public var failure: String?

    /// Total less direct, in nats: what comes about by other examples and by wording.
    public var viaExamplesAndWording: Double? {
      guard let direct, let total else { return nil }
      return total.logOdds - direct.logOdds
    }
  }

  /// The first answer, with all it rests on.
  public var baseline: Answer
  /// What the answer is compared with: the label of the largest other logit, the earlier of equals;
  /// `nil` where there is none.
  public var runnerUp: String?
  /// The masks, those that decide first.
  ///
  /// A mask that flips the answer comes before one that does not. Then the greater change of the
  /// log-odds of the baseline's answer against its runner-up counts, by its size whatever its
  /// sign: total where there is one, direct otherwise. Equals keep the order in which they were
  /// asked for.
  public var outcomes: [Outcome]
  /// What the calls of a language model used, those of the baseline included where it was asked.
  public var usage: Usage

  /// Whether a mask changes the answer.
  public func flips(_ outcome: Outcome) -> Bool {
    outcome.answer.map { $0 != baseline.response } ?? false
  }

  /// The outcome of a mask, `nil` where it was not asked for.
  public func outcome(of mask: Mask) -> Outcome? { outcomes.first { $0.mask == mask } }
}

// MARK: Making one

extension WhatIf {
  /// Says which answer a sum decides for.
  typealias Decide = (Evidence) -> String?

  /// Creates an empty one around an answer.
  init(baseline: Answer, usage: Usage = Usage()) {
    self.baseline = baseline
    self.usage = usage
    outcomes = []
    if let evidence = baseline.evidence,
      let won = evidence.labels.firstIndex(of: baseline.response)
    {
      runnerUp = evidence.labels.indices.filter { $0 != won }
        .max { (evidence.logits[$0], $1) < (evidence.logits[$1], $0) }.map { evidence.labels[$0] }
    }
  }

  /// Adds what came of a mask.
  ///
  /// - Parameters:
  ///   - generation: the second run, `nil` where only bars are wanted.
  ///   - failure: why there is none.
  mutating func add(
    _ mask: Mask, name: String, query: MaskedQuery, generation: Generation?,
    failure: RoleFailure? = nil, decide: Decide
  ) {
    var outcome = Outcome(
      mask: mask, name: name, answer: generation?.response, fallenSteps: [],
      failure: failure?.description)
    if let evidence = baseline.evidence {
      outcome.direct = change(
        by: bars(of: mask, query: query, in: evidence, then: generation?.evidence),
        decide: decide)
      if let then = generation?.evidence,
        let logits = Self.logits(then, at: evidence.labels)
      {
        outcome.logits = logits
        var total = change(by: zip(logits, evidence.logits).map { $0 - $1 }, decide: decide)
        total?.answer = generation?.response ?? baseline.response
        outcome.total = total
      }
    }
    if let generation {
      outcome.fallenSteps = fallenSteps(query: query, then: generation.path)
    } else if failure == nil {
      outcome.answer = outcome.direct?.answer
    }
    outcomes.append(outcome)
  }

  /// Puts the masks that decide first.
  mutating func rank() {
    func weight(_ outcome: Outcome) -> Double {
      abs((outcome.total ?? outcome.direct)?.logOdds ?? 0)
    }
    outcomes = outcomes.enumerated().sorted { first, second in
      let (one, other) = (flips(first.element) ? 1 : 0, flips(second.element) ? 1 : 0)
      return (other, weight(second.element), first.offset) < (
        one, weight(first.element), second.offset
      )
    }.map(\.element)
  }

  private func change(by deltas: [Double]?, decide: Decide) -> Change? {
    guard let deltas, let evidence = baseline.evidence,
      let won = evidence.labels.firstIndex(of: baseline.response)
    else { return nil }
    let rival = runnerUp.flatMap { evidence.labels.firstIndex(of: $0) }
    let masked = Evidence(
      labels: evidence.labels,
      terms: evidence.terms + [Evidence.Term(name: "masked", values: deltas, parts: [])])
    return Change(
      deltas: deltas, logOdds: deltas[won] - (rival.map { deltas[$0] } ?? 0),
      answer: decide(masked) ?? baseline.response)
  }

  /// What the bars of a mask take away; `nil` where the new bars of an edited text are not known.
  private func bars(
    of mask: Mask, query: MaskedQuery, in evidence: Evidence, then: Evidence?
  ) -> [Double]? {
    let none = [Double](repeating: 0, count: evidence.labels.count)
    if mask.parts.contains(where: { $0.kind == .edit }) {
      guard let then, then.labels == evidence.labels else { return nil }
      let dropped = Self.sum(
        evidence.parts.filter { $0.interaction.map(query.dropped.contains) ?? false }, none)
      let before = Self.sum(evidence.factorBars, none)
      let after = Self.sum(then.factorBars, none)
      return none.indices.map { after[$0] - before[$0] - dropped[$0] }
    }
    let left = Set(query.features.compactMap(\.factor))
    let gone = Set(query.masked.compactMap(\.factor)).subtracting(left)
    let masked =
      evidence.factorBars.filter { $0.factor.map(gone.contains) ?? false }
      + evidence.parts.filter { $0.interaction.map(query.dropped.contains) ?? false }
    return Self.sum(masked, none).map { 0 - $0 }
  }

  private static func sum(_ parts: [Evidence.Part], _ none: [Double]) -> [Double] {
    parts.reduce(none) { sum, part in zip(sum, part.values).map { $0 + $1 } }
  }

  private static func logits(_ evidence: Evidence, at labels: [String]) -> [Double]? {
    var logits: [Double] = []
    for label in labels {
      guard let index = evidence.labels.firstIndex(of: label) else { return nil }
      logits.append(evidence.logits[index])
    }
    return logits
  }

  private func fallenSteps(query: MaskedQuery, then path: ReasoningPath) -> [Int] {
    let factors = Set(path.steps.compactMap(\.factor))
    let evidence = Set(path.steps.filter { $0.factor == nil }.map(\.evidence))
    return baseline.path.steps.indices.filter { index in
      let step = baseline.path.steps[index]
      return step.factor.map { !factors.contains($0) } ?? !evidence.contains(step.evidence)
    }
  }
}

extension Evidence {
  /// All parts of all terms.
  var parts: [Part] { terms.flatMap(\.parts) }

  /// The bars that stand for factors: their Propensity or, where the model weighs none, their words.
  var factorBars: [Part] {
    let bars = parts.filter { $0.kind == .factor }
    return bars.isEmpty ? parts.filter { $0.kind == .words && $0.factor != nil } : bars
  }
}
