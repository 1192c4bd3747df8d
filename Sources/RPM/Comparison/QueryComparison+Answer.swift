extension QueryComparison.Column {
  /// A column around an answer whose masks were not run: what decides is what its path cites.
  public init(name: String, detail: String = "", answer: Answer, of model: UserModel) {
    self.init(name: name, detail: detail, answer: answer.response)
    let factors = model.factors
    func title(_ factor: Factor.ID?) -> String? {
      factor.flatMap { factors.indices.contains($0) ? factors[$0].name : nil }
    }
    if case .options = model.task.answers {
      let question = SurveyQuestion(query: answer.query)
      if let index = question.index(of: answer.response) {
        answerText = "\(question.options[index].letter). \(question.options[index].text)"
      }
    }
    confidence = answer.confidence
    hasLittleEvidence = answer.hasLittleEvidence
    examples = answer.retrieved
    steps = answer.path.steps.map { step in
      QueryComparison.Step(
        factor: title(step.factor), evidence: step.evidence, effect: step.effect)
    }
    findings = answer.audit.findings.count
    usage = answer.exchanges == nil ? nil : answer.usage
    var seen: Set<Factor.ID> = []
    deciding = answer.path.steps.compactMap { step in
      guard let factor = step.factor, seen.insert(factor).inserted else { return nil }
      return title(factor).map { QueryComparison.DecidingFactor(factor: $0, isCited: true) }
    }
  }

  /// A column around an answer whose factors were masked: those decide whose mask flips the answer,
  /// or moves its log-odds by at least `Faithfulness.threshold`.
  public init(name: String, detail: String = "", whatIf: WhatIf, of model: UserModel) {
    self.init(name: name, detail: detail, answer: whatIf.baseline, of: model)
    isMasked = true
    let cited = Set(whatIf.baseline.path.steps.compactMap(\.factor))
    deciding = whatIf.outcomes.compactMap { outcome in
      guard case .factor(let factor) = outcome.mask else { return nil }
      let flips = whatIf.flips(outcome)
      let total = outcome.total?.logOdds
      guard flips || abs(total ?? 0) >= Faithfulness.threshold else { return nil }
      return QueryComparison.DecidingFactor(
        factor: outcome.name, total: total, flips: flips, isCited: cited.contains(factor))
    }
  }
}
