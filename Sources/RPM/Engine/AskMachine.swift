/// The online part of the method for one query: extract ▸ retrieve ▸ generate ▸ audit.
struct AskMachine: RunMachine {
  enum Ticket: Hashable, Sendable {
    case extract(attempt: Int)
    case embedKey
    case generate
  }

  typealias Action = RunAction<Ticket, Answer>

  private let query: String
  private let model: UserModel
  private let history: [Interaction]
  private let k: Int
  private let identity: ModelIdentity
  /// Whether the memory's keys were made by another model or embedder, so that they cannot be
  /// compared with this one's.
  private let makesKeysAnew: Bool
  private let breadth: Int
  private let readsReasoning: Bool
  /// What is taken over from an earlier ask.
  private let earlier: EarlierStages?
  private let retrievalText: @Sendable ([Feature], [Factor]) -> String
  /// What is to count as if it were not there.
  var masks: [Mask] = []
  private var masked: MaskedQuery?

  private var features: [Feature] = []
  private var ranking: [RetrievedExample] = []
  private var exchanges: [Exchange] = []
  private var progress = StageProgress()

  init(
    query: String, model: UserModel, history: [Interaction], k: Int, identity: ModelIdentity,
    makesKeysAnew: Bool, earlier: EarlierStages? = nil, session: any BlackBoxSession
  ) {
    self.query = query
    self.identity = identity
    self.makesKeysAnew = makesKeysAnew
    self.model = model
    self.history = history
    self.k = k
    self.earlier = earlier
    breadth = max(k, session.memoryBreadth)
    readsReasoning = session.readsReasoning
    retrievalText = { session.retrievalText(of: $0, in: $1) }
  }

  var reused: Set<Stage> {
    guard earlier != nil else { return [] }
    return earlierRanking == nil ? [.extract] : [.extract, .retrieve]
  }

  /// The examples of the earlier ask, where they are all that the model looks at, or all that there
  /// is, and the memory still has them.
  private var earlierRanking: [RetrievedExample]? {
    guard let retrieved = earlier?.retrieved,
      retrieved.allSatisfy({ model.memory.entries.indices.contains($0.interaction) })
    else { return nil }
    let findable = model.memory.entries.count {
      $0.takesPart && !$0.key.isEmpty && history[$0.interaction].query != query
    }
    guard breadth <= max(k, retrieved.count) || findable <= retrieved.count else { return nil }
    return Array(retrieved.prefix(breadth))
  }

  mutating func start(at seconds: Double) -> [Action] {
    if let earlier { return goOn(from: earlier, at: seconds) }
    return [
      .report(progress.begin(.extract, total: 1, at: seconds)),
      .call(.extract(attempt: 1)),
    ]
  }

  func call(for ticket: Ticket) -> RoleCall {
    switch ticket {
    case .extract:
      .extract([
        ExtractionRequest(
          query: query, interaction: nil, factors: model.factors, memory: model.memory)
      ])
    case .embedKey:
      .embed([key(of: features)] + (makesKeysAnew ? memoryTexts : []))
    case .generate:
      .generate(
        GenerationRequest(
          query: masked?.query ?? query, features: features, model: model, ranking: ranking, k: k,
          history: history, masked: masked?.masked ?? []))
    }
  }

  mutating func note(_ exchange: Exchange) {
    exchanges.append(exchange)
  }

  mutating func handle(
    _ ticket: Ticket, _ reply: Result<RoleReply, RoleFailure>, at seconds: Double
  ) -> [Action] {
    switch (ticket, reply) {
    case (.extract(let attempt), .success(.features(let found))):
      return extracted(found.first ?? [], attempt: attempt, at: seconds)
    case (.extract(attempt: 1), .failure):
      return [.call(.extract(attempt: 2))]
    case (.embedKey, .success(.vectors(let vectors))):
      return keysEmbedded(vectors, at: seconds)
    case (.generate, .success(.generation(let generation))):
      return generated(generation, at: seconds)
    default: return unusable(reply, to: ticket)
    }
  }

  /// Reports what is taken over as if it had been made, in no time.
  private mutating func goOn(from earlier: EarlierStages, at seconds: Double) -> [Action] {
    features = FeatureExtraction.checked(earlier.features, factorCount: model.factors.count)
    let begun = progress.begin(.extract, total: 1, at: seconds)
    let actions: [Action] = [.report(begun)] + featuresKnown(at: seconds)
    guard let ranking = earlierRanking else { return actions + [.call(.embedKey)] }
    self.ranking = ranking
    return actions + retrieved(at: seconds)
  }

  private mutating func extracted(
    _ found: [Feature], attempt: Int, at seconds: Double
  ) -> [Action] {
    features = FeatureExtraction.checked(found, factorCount: model.factors.count)
    if features.isEmpty, attempt == 1 { return [.call(.extract(attempt: 2))] }
    return featuresKnown(at: seconds) + [.call(.embedKey)]
  }

  private mutating func featuresKnown(at seconds: Double) -> [Action] {
    if !masks.isEmpty {
      do {
        let applied = try MaskedQuery(
          .together(masks), query: query, features: features, model: model, readings: [:])
        masked = applied
        features = applied.features
      } catch {
        return [.fail(error as? RoleFailure ?? RoleFailure("\(error)"))]
      }
    }
    let known = features.count { $0.factor != nil }
    return [
      .report(
        progress.end(.extract, "\(features.count) features, \(known) known", at: seconds)),
      .report(.features(features)),
      .report(progress.begin(.retrieve, total: 1, at: seconds)),
    ]
  }

  private var memoryTexts: [String] { model.memory.entries.map { key(of: $0.features) } }

  private func key(of features: [Feature]) -> String {
    features.isEmpty ? "" : retrievalText(features, model.factors)
  }

  private mutating func keysEmbedded(_ vectors: [[Float]], at seconds: Double) -> [Action] {
    let memory = makesKeysAnew ? model.memory.rekeyed(vectors.dropFirst()) : model.memory
    ranking = Retrieval.rank(
      key: vectors.first ?? [], memory: memory, history: history, query: query,
      limit: breadth + (masked?.dropped.count ?? 0), groundedFirst: readsReasoning)
    if let masked { ranking = masked.ranking(from: ranking, breadth: breadth) }
    return retrieved(at: seconds)
  }

  private mutating func retrieved(at seconds: Double) -> [Action] {
    let retrieved = Array(ranking.prefix(k))
    return [
      .report(
        progress.end(
          .retrieve, "\(retrieved.count) of \(model.memory.entries.count)", at: seconds)),
      .report(.retrieved(retrieved)),
      .report(progress.begin(.generate, total: 1, at: seconds)),
      .call(.generate),
    ]
  }

  private mutating func generated(_ generation: Generation, at seconds: Double) -> [Action] {
    let generated = progress.end(.generate, generation.response, at: seconds)
    let started = progress.begin(.audit, total: 1, at: seconds)
    let report = Audit(
      features: features, factors: model.factors, statistics: model.statistics,
      answers: model.task.answers, query: query
    ).report(
      on: generation.path, response: generation.response, isStored: false,
      evidence: generation.evidence, retrieved: Array(ranking.prefix(k)))
    let outcome =
      report.isClean ? "\(report.numbersChecked) numbers" : "\(report.findings.count) wrong"
    let audited = progress.end(.audit, outcome, at: seconds)
    let answer = Answer(
      query: query, response: generation.response, confidence: generation.confidence,
      hasLittleEvidence: generation.hasLittleEvidence, features: features, path: generation.path,
      audit: report, retrieved: Array(ranking.prefix(k)), evidence: generation.evidence,
      timings: progress.timings, identity: identity,
      exchanges: exchanges.isEmpty ? nil : exchanges)
    return [.report(generated), .report(started), .report(audited), .finish(answer)]
  }
}
