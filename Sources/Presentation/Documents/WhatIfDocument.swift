package import RPM

/// A what-if as `what-if --json` prints it. Changes are masked less baseline, in nats.
package struct WhatIfDocument: Codable, Hashable {
  /// The first answer.
  package struct Baseline: Codable, Hashable {
    package var answer: String
    package var answerText: String
    /// What the answer is compared with; missing where there is nothing else.
    package var runnerUp: String?
    package var confidence: Double?
    /// Missing where the model is no sum.
    package var labels: [String]?
    /// One number a label.
    package var logits: [Double]?
  }

  /// What came of one mask. Those that decide stand first.
  package struct MaskDocument: Codable, Hashable {
    package var kind: Mask.Kind
    /// The position of the feature, the factor's id, or the interaction, all from 0; missing for
    /// several masks together.
    package var id: Int?
    package var name: String
    /// What is answered in the second run; missing where it failed.
    package var answer: String?
    package var flips: Bool
    /// One number a label of the baseline, of the second run. These and all changes are missing
    /// where the model is no sum.
    package var logits: [Double]?
    /// The bar alone: one change a label.
    package var delta: [Double]?
    /// The bar alone: the change of the log-odds of the baseline's answer against its runner-up.
    package var direct: Double?
    /// What would be answered without the bar and nothing else changed.
    package var directAnswer: String?
    /// Run again: the change of the same log-odds.
    package var total: Double?
    /// Run again: one change a label.
    package var totalDelta: [Double]?
    /// `total` less `direct`.
    package var viaExamplesAndWording: Double?
    /// The steps of the baseline's path without a counterpart in the new one, from 0.
    package var fallenSteps: [Int]
    package var failure: String?
  }

  package var user: String
  package var task: String
  package var identity: ModelIdentity
  package var modelVersion: Int
  package var query: String
  package var features: [AnswerDocument.FeatureDocument]
  package var path: AnswerDocument.PathDocument
  package var baseline: Baseline
  package var masks: [MaskDocument]
  /// Missing unless every factor of the query was masked by itself.
  package var faithfulness: FaithfulnessDocument?
  /// What was used of a language model; missing where none was asked.
  package var usage: Usage?

  package init(_ whatIf: WhatIf, user: String, model: UserModel, version: Int) {
    let answer = whatIf.baseline
    self.user = user
    task = model.task.name
    identity = answer.identity ?? model.identity
    modelVersion = version
    query = answer.query
    features = answer.features.map { AnswerDocument.FeatureDocument($0, in: model) }
    path = AnswerDocument.PathDocument(answer.path, in: model)
    baseline = Baseline(
      answer: answer.response,
      answerText: AnswerText.full(
        answer.response, query: answer.query, answers: model.task.answers),
      runnerUp: whatIf.runnerUp, confidence: answer.confidence, labels: answer.evidence?.labels,
      logits: answer.evidence?.logits)
    masks = whatIf.outcomes.map { outcome in
      MaskDocument(
        kind: outcome.mask.kind, id: outcome.mask.id, name: outcome.name, answer: outcome.answer,
        flips: whatIf.flips(outcome), logits: outcome.logits, delta: outcome.direct?.deltas,
        direct: outcome.direct?.logOdds, directAnswer: outcome.direct?.answer,
        total: outcome.total?.logOdds, totalDelta: outcome.total?.deltas,
        viaExamplesAndWording: outcome.viaExamplesAndWording, fallenSteps: outcome.fallenSteps,
        failure: outcome.failure)
    }
    faithfulness = whatIf.faithfulness.map(FaithfulnessDocument.init)
    let usage = whatIf.usage + answer.usage
    self.usage = answer.exchanges == nil && usage.calls + usage.replayed == 0 ? nil : usage
  }
}

/// Whether the factors that paths cite are those that decide.
package struct FaithfulnessDocument: Codable, Hashable {
  /// The share of cited factors that matter; missing where none is cited.
  package var agreement: Double?
  /// A factor matters where masking it moves the log-odds by so much, or flips the answer.
  package var threshold: Double
  /// The cited factors that matter, of all cited.
  package var cited: Ratio
  /// The factors that are not cited and matter all the same.
  package var uncited: Ratio
  /// Of the strongest factors by total, as many as are cited, those that are cited.
  package var strongest: Ratio
  /// Kendall's tau-b between the sizes of direct and total; of several answers the mean.
  package var rankAgreement: Double?
  /// Factors whose direct and total have opposite signs.
  package var oppositeSigns: Ratio
  /// How many factors were masked.
  package var support: Int
  package var answers: Int

  package init(_ faithfulness: Faithfulness) {
    self.init(FaithfulnessSummary([faithfulness]))
  }

  package init(_ summary: FaithfulnessSummary) {
    agreement = summary.cited.value
    threshold = Faithfulness.threshold
    cited = summary.cited
    uncited = summary.uncited
    strongest = summary.strongest
    rankAgreement = summary.rankAgreement
    oppositeSigns = summary.oppositeSigns
    support = summary.cited.total + summary.uncited.total
    answers = summary.answers
  }

  /// The same for a person.
  package var lines: [String] {
    func of(_ ratio: Ratio) -> String { "\(ratio.count) of \(ratio.total)" }
    let several = answers == 1 ? "" : " over \(answers) answers"
    guard cited.total > 0 else {
      return ["faithfulness\(several): the path cites no factor, so there is nothing to compare"]
    }
    var lines = [
      "faithfulness\(several): \(of(cited)) cited factors matter: without them the odds move by "
        + "5 % or more, or the answer flips"
    ]
    if uncited.total > 0 { lines.append("  of those not cited, \(of(uncited)) matter too") }
    if strongest.total > 0 {
      lines.append("  of the strongest, \(of(strongest)) are cited")
    }
    if let rankAgreement {
      lines.append(
        "  bars rank as second runs do: tau \(Quotation.share(rankAgreement))"
          + " (1 the same order, 0 none)")
    }
    if oppositeSigns.count > 0 {
      lines.append("  bar and second run point to opposite sides: \(of(oppositeSigns))")
    }
    return lines
  }
}
