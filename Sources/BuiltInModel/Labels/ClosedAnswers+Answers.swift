internal import RPM

extension ClosedAnswers {
  /// A path to the true answer of a past query, from statistics without it.
  func reason(_ request: ReasoningRequest) throws -> ReasoningPath {
    guard let label = context.task.answers.index(of: request.item.response) else {
      throw RoleFailure(
        "The answer “\(request.item.response)” is not one of the task's labels.")
    }
    let (text, words) = context.parsed(request.item.query, interaction: request.interaction)
    let evidence = evidence(
      for: Case(
        query: request.item.query, text: text, words: words, features: request.features,
        factors: request.factors, statistics: request.statistics,
        leftOut: ownRow(of: request.item.query)))
    let writer = PathWriter(
      features: request.features, factors: request.factors, statistics: request.statistics,
      answers: context.task.answers, quotesSum: false)
    return writer.path(to: label, evidence: evidence)
  }

  /// Answers a target query.
  func generation(for request: GenerationRequest) -> Generation {
    let batch = context.read(request.query)
    let statistics = request.model.statistics
    let evidence = evidence(
      for: Case(
        query: request.query, text: batch.texts[0], words: batch.words,
        features: request.features, factors: request.model.factors, statistics: statistics,
        ranking: request.ranking, k: request.k, masked: request.masked,
        nearness: context.variant == .kernel
          ? FeatureNearness(memory: request.model.memory, space: context.space) : nil,
        leftOut: isLeftOut(request) ? ownRow(of: request.query) : nil))
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

  /// Whether the query is a past one that is asked for as if it had not been answered: its entry is
  /// without a key then.
  private func isLeftOut(_ request: GenerationRequest) -> Bool {
    request.model.memory.entries.contains {
      $0.key.isEmpty && context.history.indices.contains($0.interaction)
        && context.history[$0.interaction].query == request.query
    }
  }

  /// The likeliest label, or the median of a scale.
  func decision(on evidence: Evidence, of model: UserModel) -> String? {
    let answers = model.task.answers
    guard evidence.labels == answers.labels else { return nil }
    let decision = Decision(
      evidence, counts: model.statistics.answers, ordered: answers.isOrdered)
    return answers.labels[decision.answer]
  }
}
