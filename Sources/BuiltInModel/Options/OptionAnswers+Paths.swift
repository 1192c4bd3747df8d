internal import RPM

extension OptionAnswers {
  /// Answers a target query.
  ///
  /// - Throws: `RoleFailure` when the query prints no options.
  func generation(for request: GenerationRequest) throws -> Generation {
    let target = target(
      query: request.query, features: request.features, factors: request.model.factors,
      statistics: request.model.statistics, ranking: request.ranking, listed: request.k,
      masked: request.masked)
    guard !target.sheet.options.isEmpty else {
      throw RoleFailure(
        "The query prints no options. End it with one line an option, such as \"A. Yes\".")
    }
    let evidence = evidence(for: target)
    let chosen = decision(evidence)
    let letter = target.sheet.options[chosen].letter
    return Generation(
      path: ReasoningPath(
        steps: steps(towards: chosen, evidence: evidence, target: target), conclusion: letter),
      response: letter, confidence: evidence.probabilities[chosen],
      hasLittleEvidence: hasLittleEvidence(evidence, chosen: chosen), evidence: evidence)
  }

  /// Works back from a past answer to what else in the history speaks for it.
  func reason(_ request: ReasoningRequest) -> ReasoningPath {
    let target = target(
      query: request.item.query, features: request.features, factors: request.factors,
      statistics: request.statistics, ranking: [], listed: 0)
    var steps: [ReasoningPath.Step] = []
    if let chosen = target.sheet.index(of: request.item.response) {
      steps = self.steps(towards: chosen, evidence: evidence(for: target), target: target)
    }
    return ReasoningPath(steps: steps, conclusion: request.item.response)
  }

  /// Whether nothing but habits tells the answer from the runner-up.
  func hasLittleEvidence(_ evidence: Evidence, chosen: Int) -> Bool {
    guard let rival = rival(of: chosen, in: evidence) else { return true }
    return !evidence.terms.contains { term in
      !Self.habitTerms.contains(term.name)
        && abs(term.values[chosen] - term.values[rival]) >= Self.littleEvidence
    }
  }

  /// Log-odds below which a term says hardly anything.
  private static let littleEvidence = 0.3
  private static let factorSteps = 3
  private static let otherSteps = 2

  private func rival(of chosen: Int, in evidence: Evidence) -> Int? {
    evidence.logits.indices.filter { $0 != chosen }
      .max { (evidence.logits[$0], $1) < (evidence.logits[$1], $0) }
  }

  /// What speaks for an option against its strongest rival: first factors with their counts, then
  /// habits in words.
  private func steps(
    towards chosen: Int, evidence: Evidence, target: Target
  ) -> [ReasoningPath.Step] {
    let rival = rival(of: chosen, in: evidence)
    func margin(_ values: [Double]) -> Double {
      values[chosen] - (rival.map { values[$0] } ?? 0)
    }
    let letter = target.sheet.options[chosen].letter
    var steps: [ReasoningPath.Step] = []
    if let side = target.sheet.stance(of: chosen) {
      let speaking = evidence.terms.flatMap(\.parts)
        .filter { $0.kind == .factor && margin($0.values) >= PathWriter.decisive }
        .sorted { (margin($1.values), $0.factor ?? 0) < (margin($0.values), $1.factor ?? 0) }
      for part in speaking.prefix(Self.factorSteps) {
        guard let factor = part.factor, target.statistics.factors[factor].support > 0 else {
          continue
        }
        steps.append(
          ReasoningPath.Step(
            features: target.features.indices.filter { target.features[$0].factor == factor },
            factor: factor,
            evidence: Quotation.stance(side, factor: factor, in: target.statistics),
            effect: "\"\(part.name)\" comes up, and this user's answers to it lean to the side of "
              + "\(letter)."))
      }
    }
    let others = evidence.terms.enumerated()
      .filter { Self.words[$0.element.name] != nil }
      .filter { margin($0.element.values) > OptionWeights.negligible }
      .sorted { (margin($1.element.values), $0.offset) < (margin($0.element.values), $1.offset) }
    for (_, term) in others.prefix(Self.otherSteps) {
      steps.append(
        ReasoningPath.Step(
          features: [], factor: nil, evidence: Self.words[term.name] ?? "",
          effect: "That speaks for \(letter), \"\(target.sheet.options[chosen].text)\"."))
    }
    if steps.isEmpty {
      steps.append(
        ReasoningPath.Step(
          features: Array(target.features.indices), factor: nil,
          evidence: "nothing in the rest of the history speaks for it",
          effect: "\(letter) stands by itself."))
    }
    return steps
  }

  /// What a path says of each term but the factors.
  private static let words = [
    "position habit": "options in this place are chosen often",
    "option wording": "options worded so are chosen often where they are offered",
    "same scale before": "similar questions on the same scale were answered so",
    "user's stance": "this user takes this side more often than people usually do",
    "scale habits": "people seldom choose what remains",
    "public opinion": "people in general answer such questions on this side",
    "own words": "questions worded alike were answered so",
  ]
}
