public import Foundation
public import RPM
internal import Synchronization

/// The roles of the built-in model for one user.
public final class BuiltInSession: BlackBoxSession {
  private let context: SessionContext
  private let index = Mutex<(memory: ReasoningMemory, index: FactorIndex)?>(nil)

  private let way: Way

  /// How answers are made, by what may be answered.
  private enum Way: Sendable {
    /// From one closed label set.
    case labels(ClosedAnswers)
    /// From each question's own options.
    case options(OptionAnswers)
    /// As free text.
    case text(Titles)
  }

  init(_ context: SessionContext) {
    self.context = context
    way =
      switch context.task.answers {
      case .labels: .labels(ClosedAnswers(context))
      case .options: .options(OptionAnswers(history: context.history, variant: context.variant))
      case .open:
        .text(
          Titles(
            habits: Self.titleHabits(context),
            knowledge: context.knowledge))
      }
  }

  /// The habits noted at the fit; counted anew where a person excluded interactions since, which
  /// have no title then.
  private static func titleHabits(_ context: SessionContext) -> TitleHabits {
    let titled = context.history.filter { !$0.response.isEmpty }
    guard titled.count == context.history.count,
      let noted = context.notes.answers.flatMap(TitleHabits.init)
    else { return TitleHabits(history: titled) }
    return noted
  }

  /// As many calls as there are cores: each keeps one busy.
  public var concurrency: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// The evidence of the memory sums up so many examples; questions with options weigh all of them.
  public var memoryBreadth: Int {
    if case .options = way { max(50, context.history.count) } else { 50 }
  }

  /// The stance of the chosen option of a survey question; `nil` for other tasks.
  public func stance(of item: Interaction) -> Stance? {
    if case .options(let options) = way { options.stance(of: item) } else { nil }
  }

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
    try await HeavyWork.run { [way] _ in
      switch way {
      case .labels: ItemJudgement()
      case .options(let options): ItemJudgement(features: options.judge(request))
      case .text: ItemJudgement(features: Titles.judge(request))
      }
    }
  }

  /// A path to the true answer from statistics without it.
  public func reason(_ request: ReasoningRequest) async throws -> ReasoningPath {
    try await HeavyWork.run { [self] _ in
      switch way {
      case .labels(let closed):
        let (text, words) = parsed(request.item.query, interaction: request.interaction)
        return try closed.path(for: request, text: text, words: words)
      case .options(let options): return options.reason(request)
      case .text: return Titles.reason(request)
      }
    }
  }

  /// Sums up the evidence and answers.
  public func generate(
    _ request: GenerationRequest, onText: @escaping @Sendable (String) -> Void
  ) async throws -> Generation {
    let generation = try await HeavyWork.run { [self] _ in
      switch way {
      case .labels(let closed):
        closed.generation(
          for: request,
          nearness: context.variant == .kernel
            ? FeatureNearness(memory: request.model.memory, space: context.space) : nil)
      case .options(let options): try options.generation(for: request)
      case .text(let titles): try titles.generation(for: request)
      }
    }
    onText(generation.response)
    return generation
  }

  /// The likeliest label or option, the median of a scale, or the best title.
  public func decision(on evidence: Evidence, of model: UserModel) -> String? {
    switch way {
    case .labels:
      let answers = model.task.answers
      guard evidence.labels == answers.labels else { return nil }
      let decision = Decision(
        evidence, counts: model.statistics.answers, ordered: answers.isOrdered)
      return answers.labels[decision.answer]
    case .options(let options):
      let chosen = options.decision(evidence)
      return evidence.labels.indices.contains(chosen) ? evidence.labels[chosen] : nil
    case .text:
      return Decision.likeliest(
        evidence.logits, counts: evidence.labels.map { _ in 0 }
      ).map { evidence.labels[$0] }
    }
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
      let completed = try completion.completed(statistics, checkCancellation: flag.check)
      var notes = context.notes
      if case .text(let titles) = way { notes.answers = titles.habits.stored }
      return (completed, try notes.encoded())
    }
  }

  private func read(_ request: ExtractionRequest) -> [Feature] {
    let (text, words) = parsed(request.query, interaction: request.interaction)
    return context.reader.features(of: text, words: words)
  }

  /// A query taken apart: as it was when the session was opened, or now.
  private func parsed(_ query: String, interaction: Int?) -> (ParsedText, WordMeasures) {
    if let interaction, let batch = context.historyTexts,
      batch.texts.indices.contains(interaction), context.history[interaction].query == query
    {
      return (batch.texts[interaction], batch.words)
    }
    let batch = context.read(query)
    return (batch.texts[0], batch.words)
  }

  /// The index over a memory, built once as long as the memory stays the same.
  private func factorIndex(of memory: ReasoningMemory) -> FactorIndex {
    if let known = index.withLock({ $0 }), known.memory == memory { return known.index }
    let built = FactorIndex(memory: memory, space: context.space)
    index.withLock { $0 = (memory, built) }
    return built
  }
}
