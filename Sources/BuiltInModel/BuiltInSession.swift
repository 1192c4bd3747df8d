public import Foundation
public import RPM
internal import Synchronization

/// The roles of the built-in model for one user.
public final class BuiltInSession: BlackBoxSession {
  private let context: SessionContext
  private let index = Mutex<(memory: ReasoningMemory, index: FactorIndex)?>(nil)
  private let answerer: any Answerer

  init(_ context: SessionContext) {
    self.context = context
    answerer = context.makeAnswerer()
  }

  /// As many calls as there are cores: each keeps one busy.
  public var concurrency: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// The evidence of the memory sums up so many examples; questions with options weigh all of them.
  public var memoryBreadth: Int { answerer.memoryBreadth }

  /// The stance of the chosen option of a survey question; `nil` for other tasks.
  public func stance(of item: Interaction) -> Stance? { answerer.stance(of: item) }

  /// Topics and, where texts judge, evaluations; with factors, each joins that of the nearest
  /// feature of the memory.
  public func extract(_ request: ExtractionRequest) async throws -> [Feature] {
    try await HeavyWork.run { [self] flag in
      let features = read(request)
      try flag.check()
      guard request.factors != nil else { return features }
      let index = factorIndex(of: request.memory)
      return features.map { feature in
        var feature = feature
        feature.factor = index.factor(of: feature)
        return feature
      }
    }
  }

  /// It sums up evidence.
  public var readsReasoning: Bool { false }

  /// Tight groups of features by average linkage; every feature gets one.
  public func cluster(_ request: ClusteringRequest) async throws -> [FactorProposal] {
    try await HeavyWork.run { [context] flag in
      try FactorFormation(space: context.space).proposals(
        for: request, checkCancellation: flag.check)
    }
  }

  /// Which features a past answer took up.
  public func judge(_ request: JudgementRequest) async throws -> ItemJudgement {
    try await HeavyWork.run { [answerer] _ in ItemJudgement(features: answerer.judge(request)) }
  }

  /// A path to the true answer from statistics without it.
  public func reason(_ request: ReasoningRequest) async throws -> ReasoningPath {
    try await HeavyWork.run { [answerer] _ in try answerer.reason(request) }
  }

  /// Sums up the evidence and answers.
  public func generate(
    _ request: GenerationRequest, onText: @escaping @Sendable (String) -> Void
  ) async throws -> Generation {
    let generation = try await HeavyWork.run { [answerer] _ in
      try answerer.generation(for: request)
    }
    onText(generation.response)
    return generation
  }

  /// The likeliest label or option, the median of a scale, or the best title.
  public func decision(on evidence: Evidence, of model: UserModel) -> String? {
    answerer.decision(on: evidence, of: model)
  }

  /// The names, joined by `; `; where texts judge, each with its context.
  public func retrievalText(of features: [Feature], in factors: [Factor]) -> String {
    features.map { feature in
      context.notes.style == .reviews ? "\(feature.name) \(feature.context)" : feature.name
    }.joined(separator: "; ")
  }

  /// Gains, chance, stock factors, stability, and the notes for asking.
  public func complete(
    _ statistics: UserStatistics, factors: [Factor], features: [[Feature]], stances: [Stance?]
  ) async throws -> (UserStatistics, notes: Data) {
    try await HeavyWork.run { [self] flag in
      let completion = Completion(
        task: context.task, style: context.notes.style, responses: context.history.map(\.response),
        stances: context.history.map(stance(of:)), factors: factors, features: features)
      var completed = try completion.completed(statistics, checkCancellation: flag.check)
      let learned = try answerer.learn(
        from: past(completed, factors: factors, features: features, stances: stances),
        checkCancellation: flag.check)
      completed.trust = learned.trust
      var notes = context.notes
      if let kept = learned.kept { notes.answers = kept }
      return (completed, try notes.encoded())
    }
  }

  private func past(
    _ statistics: UserStatistics, factors: [Factor], features: [[Feature]], stances: [Stance?]
  ) -> PastAnswers {
    let keys = Parallel.map(features) { [context] in
      $0.isEmpty ? [] : context.knowledge.vector(of: retrievalText(of: $0, in: factors))
    }
    let entries = features.indices.map { index in
      MemoryEntry(
        interaction: index, features: features[index], path: nil, key: keys[index],
        stance: stances[index])
    }
    return PastAnswers(
      history: context.history, answers: context.task.answers, statistics: statistics,
      factors: factors, memory: ReasoningMemory(entries: entries))
  }

  private func read(_ request: ExtractionRequest) -> [Feature] {
    let (text, words) = context.parsed(request.query, interaction: request.interaction)
    return context.reader.features(of: text, words: words)
  }

  /// The index over a memory, built once as long as the memory stays the same.
  private func factorIndex(of memory: ReasoningMemory) -> FactorIndex {
    if let known = index.withLock({ $0 }), known.memory == memory { return known.index }
    let built = FactorIndex(memory: memory, space: context.space)
    index.withLock { $0 = (memory, built) }
    return built
  }
}
