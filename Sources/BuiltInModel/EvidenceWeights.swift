internal import RPM

/// How much each term counts. Fitted once, on past answers of the tuning users, each held out in
/// turn; the same for everyone.
struct EvidenceWeights: Sendable, Hashable {
  /// The user's base rates.
  var prior: Double
  /// The shrunk Propensities of the query's factors.
  var factor: Double
  /// Label affinity, or tone where texts judge.
  var words: Double
  /// The retrieved examples.
  var memory: Double

  /// The weights for a kind of answers and texts.
  init(
    answers: AnswerSpace, style: ReadingStyle, variant: BuiltInModel.Variant = .factors
  ) {
    switch (answers.isOrdered, style) {
    case (true, .reviews): self.init(prior: 1.60, factor: 0.36, words: 0.57, memory: 0.42)
    case (true, _): self.init(prior: 1.22, factor: 0.22, words: 0, memory: 0.82)
    case (false, _): self.init(prior: 0.46, factor: 0.47, words: 0.49, memory: 0.57)
    }
    if variant == .withoutFactors { factor = 0 }
  }

  /// Any weights.
  init(prior: Double, factor: Double, words: Double, memory: Double) {
    self.prior = prior
    self.factor = factor
    self.words = words
    self.memory = memory
  }
}
