internal import RPM

/// How much each term counts. Fitted once, on past answers of the tuning users, each held out in
/// turn; the same for everyone.
struct EvidenceWeights: Sendable, Hashable {
  /// The user's base rates.
  var prior: Double
  /// The shrunk Propensities of the query's factors.
  var factor: Double
  /// Label affinity; on a scale, tone where texts judge and reputation where they describe.
  var words: Double
  /// The retrieved examples.
  var memory: Double
  /// Single words that mean what a label means.
  var cues: Double

  /// The weights for a kind of answers and texts.
  init(
    answers: AnswerSpace, style: ReadingStyle, variant: BuiltInModel.Variant = .factors
  ) {
    switch (answers.isOrdered, style) {
    case (true, .reviews): self.init(prior: 1.70, factor: 0.42, words: 0.50, memory: 0.47)
    case (true, _): self.init(prior: 1.22, factor: 0.22, words: 0.58, memory: 0.41)
    case (false, _): self.init(prior: 0.62, factor: 0.25, words: 0.39, memory: 0.31, cues: 0.96)
    }
    if variant == .withoutFactors { factor = 0 }
  }

  init(prior: Double, factor: Double, words: Double, memory: Double, cues: Double = 0) {
    self.prior = prior
    self.factor = factor
    self.words = words
    self.memory = memory
    self.cues = cues
  }
}
