/// Asks once, then once more for every mask: what if this were not there?
struct WhatIfMachine: RunMachine {
  enum Ticket: Hashable, Sendable {
    case ask(AskMachine.Ticket)
    case read(String)
    case embedKeys
    case generate(Int)
  }

  typealias Action = RunAction<Ticket, WhatIf>

  private var ask: AskMachine
  private let model: UserModel
  private let history: [Interaction]
  private let wanted: [Mask]?
  private let isTotal: Bool
  private let k: Int
  private let breadth: Int
  private let readsReasoning: Bool
  private let makesKeysAnew: Bool
  private let retrievalText: @Sendable ([Feature], [Factor]) -> String
  private let decide: @Sendable (Evidence) -> String?

  private var baseline: Answer?
  private var masks: [Mask] = []
  private var queries: [MaskedQuery] = []
  private var rankings: [[RetrievedExample]] = []
  private var replies: [Int: Result<Generation, RoleFailure>] = [:]
  private var unread: Set<String> = []
  private var readings: [String: Feature] = [:]
  private var usage = Usage()
  private var progress = StageProgress()

  /// - Parameters:
  ///   - ask: what gives the first answer.
  ///   - baseline: the first answer where it is known, so that nothing is asked for it.
  ///   - masks: what is masked, `nil` for every factor of the query by itself.
  ///   - isTotal: whether each mask is run again, beside its bar.
  init(
    ask: AskMachine, query: String, baseline: Answer?, masks: [Mask]?, isTotal: Bool,
    model: UserModel, history: [Interaction], k: Int, makesKeysAnew: Bool,
    session: any BlackBoxSession
  ) {
    self.ask = ask
    self.baseline = baseline
    self.model = model
    self.history = history
    self.k = k
    self.isTotal = isTotal
    self.makesKeysAnew = makesKeysAnew
    wanted = masks
    breadth = max(k, session.memoryBreadth)
    readsReasoning = session.readsReasoning
    retrievalText = { session.retrievalText(of: $0, in: $1) }
    decide = { session.decision(on: $0, of: model) }
  }

  mutating func start(at seconds: Double) -> [Action] {
    baseline == nil ? translated(ask.start(at: seconds), at: seconds) : masked(at: seconds)
  }

  var reused: Set<Stage> { ask.reused }

  func call(for ticket: Ticket) -> RoleCall {
    switch ticket {
    case .ask(let ticket):
      return ask.call(for: ticket)
    case .read(let text):
      return .extract([
        ExtractionRequest(
          query: text, interaction: nil, factors: model.factors, memory: model.memory)
      ])
    case .embedKeys:
      return .embed(
        queries.map { key(of: $0.features) }
          + (makesKeysAnew ? model.memory.entries.map { key(of: $0.features) } : []))
    case .generate(let index):
      return .generate(
        GenerationRequest(
          query: queries[index].query, features: queries[index].features, model: model,
          ranking: rankings[index], k: k, history: history, masked: queries[index].masked))
    }
  }

  mutating func note(_ exchange: Exchange) {
    usage += exchange.usage
    if baseline == nil { ask.note(exchange) }
  }

  mutating func handle(
    _ ticket: Ticket, _ reply: Result<RoleReply, RoleFailure>, at seconds: Double
  ) -> [Action] {
    switch (ticket, reply) {
    case (.ask(let ticket), _):
      return translated(ask.handle(ticket, reply, at: seconds), at: seconds)
    case (.read(let text), .success(.features(let found))):
      return read(text, as: found.first ?? [], at: seconds)
    case (.embedKeys, .success(.vectors(let keys))):
      return keysEmbedded(keys)
    case (.generate(let index), .success(.generation(let generation))):
      return generated(index, .success(generation), at: seconds)
    case (.generate(let index), .failure(let failure)):
      return generated(index, .failure(failure), at: seconds)
    default: return unusable(reply, to: ticket)
    }
  }

  private mutating func translated(
    _ actions: [RunAction<AskMachine.Ticket, Answer>], at seconds: Double
  ) -> [Action] {
    actions.flatMap { action -> [Action] in
      switch action {
      case .call(let ticket): return [.call(.ask(ticket))]
      case .report(let kind): return [.report(kind)]
      case .fail(let failure): return [.fail(failure)]
      case .finish(let answer):
        baseline = answer
        return masked(at: seconds)
      }
    }
  }

  // MARK: Masks

  private mutating func masked(at seconds: Double) -> [Action] {
    guard let baseline else { return [] }
    masks = wanted ?? Mask.everyFactor(of: baseline.features)
    var texts: [String] = []
    for case .edit(_, let text) in masks.flatMap(\.parts) where !texts.contains(text) {
      texts.append(text)
    }
    unread = Set(texts)
    return texts.isEmpty ? applied(at: seconds) : texts.map { .call(.read($0)) }
  }

  private mutating func read(
    _ text: String, as features: [Feature], at seconds: Double
  ) -> [Action] {
    let checked = FeatureExtraction.checked(features, factorCount: model.factors.count)
    readings[text] = checked.first { $0.factor != nil } ?? checked.first
    unread.remove(text)
    return unread.isEmpty ? applied(at: seconds) : []
  }

  private mutating func applied(at seconds: Double) -> [Action] {
    guard let baseline else { return [] }
    do {
      queries = try masks.map {
        try MaskedQuery(
          $0, query: baseline.query, features: baseline.features, model: model,
          readings: readings)
      }
    } catch {
      return [.fail(error as? RoleFailure ?? RoleFailure("\(error)"))]
    }
    guard isTotal, !masks.isEmpty else { return [.finish(result(around: baseline))] }
    return [.report(progress.begin(.generate, total: masks.count, at: seconds)), .call(.embedKeys)]
  }

  private func key(of features: [Feature]) -> String {
    features.isEmpty ? "" : retrievalText(features, model.factors)
  }

  private mutating func keysEmbedded(_ keys: [[Float]]) -> [Action] {
    let memory =
      makesKeysAnew ? model.memory.rekeyed(keys.dropFirst(queries.count)) : model.memory
    rankings = zip(queries, keys).map { query, key in
      // What an edit changes in the text, it changes in a query of the history as well: the one
      // that equals the first query stays out.
      let ranking = Retrieval.rank(
        key: key, memory: memory, history: history, query: baseline?.query ?? query.query,
        limit: breadth + query.dropped.count, groundedFirst: readsReasoning)
      return query.ranking(from: ranking, breadth: breadth)
    }
    return queries.indices.map { .call(.generate($0)) }
  }

  private mutating func generated(
    _ index: Int, _ reply: Result<Generation, RoleFailure>, at seconds: Double
  ) -> [Action] {
    replies[index] = reply
    let report = progress.advance().map { [Action.report($0)] } ?? []
    guard progress.isComplete, let baseline else { return report }
    let finished = progress.end(.generate, "\(masks.count) masks", at: seconds)
    return report + [.report(finished), .finish(result(around: baseline))]
  }

  private func result(around baseline: Answer) -> WhatIf {
    var result = WhatIf(baseline: baseline, usage: usage)
    for (index, mask) in masks.enumerated() {
      var generation: Generation?
      var failure: RoleFailure?
      switch replies[index] {
      case .success(let value): generation = value
      case .failure(let error): failure = error
      case nil: break
      }
      result.add(
        mask, name: name(of: mask, baseline), query: queries[index], generation: generation,
        failure: failure, decide: decide)
    }
    result.rank()
    return result
  }

  private func name(of mask: Mask, _ baseline: Answer) -> String {
    switch mask {
    case .feature(let index): baseline.features[index].name
    case .factor(let factor): model.factors[factor].name
    case .example(let interaction): "item \(interaction + 1)"
    case .edit(let index, let text): "\(baseline.features[index].name) = \(text)"
    case .together(let masks): masks.map { name(of: $0, baseline) }.joined(separator: " + ")
    }
  }
}
