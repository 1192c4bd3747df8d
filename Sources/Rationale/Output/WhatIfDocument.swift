internal import RPM

/// A what-if as `what-if --json` prints it. Changes are masked less baseline, in nats.
struct WhatIfDocument: Codable, Hashable {
  /// The first answer.
  struct Baseline: Codable, Hashable {
    var answer: String
    var answerText: String
    /// What the answer is compared with; missing where there is nothing else.
    var runnerUp: String?
    var confidence: Double?
    /// Missing where the model is no sum.
    var labels: [String]?
    /// One number a label.
    var logits: [Double]?
  }

  /// What came of one mask. Those that decide stand first.
  struct MaskDocument: Codable, Hashable {
    var kind: Mask.Kind
    /// The position of the feature, the factor's id, or the interaction, all from 0; missing for
    /// several masks together.
    var id: Int?
    var name: String
    /// What is answered in the second run; missing where it failed.
    var answer: String?
    var flips: Bool
    /// One number a label of the baseline, of the second run. These and all changes are missing
    /// where the model is no sum.
    var logits: [Double]?
    /// The bar alone: one change a label.
    var delta: [Double]?
    /// The bar alone: the change of the log-odds of the baseline's answer against its runner-up.
    var direct: Double?
    /// What would be answered without the bar and nothing else changed.
    var directAnswer: String?
    /// Run again: the change of the same log-odds.
    var total: Double?
    /// Run again: one change a label.
    var totalDelta: [Double]?
    /// `total` less `direct`.
    var viaExamplesAndWording: Double?
    /// The steps of the baseline's path without a counterpart in the new one, from 0.
    var fallenSteps: [Int]
    var failure: String?
  }

  var user: String
  var task: String
  var identity: ModelIdentity
  var modelVersion: Int
  var query: String
  var features: [AnswerDocument.FeatureDocument]
  var path: AnswerDocument.PathDocument
  var baseline: Baseline
  var masks: [MaskDocument]
  /// Missing unless every factor of the query was masked by itself.
  var faithfulness: FaithfulnessDocument?
  /// What was used of a language model; missing where none was asked.
  var usage: Usage?

  /// The document of a what-if.
  init(_ whatIf: WhatIf, user: String, model: UserModel, version: Int) {
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
struct FaithfulnessDocument: Codable, Hashable {
  /// The share of cited factors that matter; missing where none is cited.
  var agreement: Double?
  /// A factor matters where masking it moves the log-odds by so much, or flips the answer.
  var threshold: Double
  /// The cited factors that matter, of all cited.
  var cited: Ratio
  /// The factors that are not cited and matter all the same.
  var uncited: Ratio
  /// Of the strongest factors by total, as many as are cited, those that are cited.
  var strongest: Ratio
  /// Kendall's tau-b between the sizes of direct and total; of several answers the mean.
  var rankAgreement: Double?
  /// Factors whose direct and total have opposite signs.
  var oppositeSigns: Ratio
  /// How many factors were masked.
  var support: Int
  /// How many answers it is about.
  var answers: Int

  init(_ faithfulness: Faithfulness) {
    self.init(FaithfulnessSummary([faithfulness]))
  }

  init(_ summary: FaithfulnessSummary) {
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
  var lines: [String] {
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
