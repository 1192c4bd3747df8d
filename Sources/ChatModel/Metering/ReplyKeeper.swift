public import RPM

/// Stands between the roles and a model: replays what was paid for, keeps what arrives, meters it,
/// and stops at the budget.
public final class ReplyKeeper: Sendable {
  /// The model that is asked.
  public let model: ModelIdentity
  /// What a million tokens cost, `nil` where it is not known.
  public let price: Price?
  /// What this command spends.
  public let spending: Spending

  private let source: Source
  private let shelf: ReplyShelf
  private let replays: Bool
  private let calls = SharedCalls()

  /// Where a reply comes from that is not kept.
  private enum Source: Sendable {
    case caller(any ChatCaller)
    case batch(BatchCollector)
  }

  /// - Parameters:
  ///   - caller: the model.
  ///   - ledger: where replies are kept.
  ///   - model: what the model is called, stored with all it says.
  ///   - price: what its tokens cost.
  ///   - spending: the budget, shared by all keepers of a command.
  ///   - replays: whether replies of earlier runs are taken. Those of this keeper always are, so
  ///     that a call that is made once more in one run is not paid for twice.
  public init(
    caller: any ChatCaller, ledger: any CallLedger, model: ModelIdentity, price: Price? = nil,
    spending: Spending = Spending(), replays: Bool = true
  ) {
    source = .caller(caller)
    shelf = ReplyShelf(ledger)
    self.model = model
    self.price = price
    self.spending = spending
    self.replays = replays
  }

  /// Creates a keeper that asks nobody: what is not kept goes to a collector and fails as deferred.
  public init(
    collector: BatchCollector, ledger: any CallLedger, model: ModelIdentity, price: Price? = nil
  ) {
    source = .batch(collector)
    shelf = ReplyShelf(ledger)
    self.model = model
    self.price = price
    spending = Spending()
    replays = true
  }

  /// How many tokens one call may have, prompt and reply together; `nil` where nobody knows, and
  /// where nobody is asked.
  public func contextLength() async -> Int? {
    if case .caller(let caller) = source { await caller.contextLength() } else { nil }
  }

  /// Whether nobody is asked: what is not kept goes to a collector.
  var collects: Bool {
    if case .batch = source { true } else { false }
  }

  /// How many wait for a reply right now.
  var waiters: Int { calls.waiters }

  /// The reply to a request: a kept one, or one that is paid for and kept before this returns.
  ///
  /// The same request at the same time is paid for once. Whoever is cancelled leaves at once, and a
  /// reply that arrives nevertheless is kept; `Spending.quiet()` waits for that. The exchange is not
  /// reported, since only the role knows whether the reply is of use; that of a failure is, where
  /// it cost something.
  ///
  /// - Throws: `RoleFailure`, whose reach says whether the run can go on; `CancellationError`.
  public func exchange(
    _ request: ChatRequest, prompt: Exchange.Prompt, stage: Stage,
    onText: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Exchange {
    let key = ReplyKey.text(of: request, for: model)
    let share = try await calls.share(of: key, onText: onText) { onText in
      try await self.reply(to: request, key: key, prompt: prompt, stage: stage, onText: onText)
    }
    if request.streams, !share.hasHeard { onText(share.kept.reply.text) }
    return exchange(request, prompt: prompt, stage: stage, share.kept, isReplayed: !share.isPaid)
  }

  private func exchange(
    _ request: ChatRequest, prompt: Exchange.Prompt, stage: Stage, _ kept: KeptReply,
    isReplayed: Bool
  ) -> Exchange {
    let reply = kept.reply
    return Exchange(
      stage: stage, prompt: prompt, model: model, reportedModel: reply.model,
      messages: request.messages, reply: reply.text, reasoning: reply.reasoning,
      finishReason: reply.finishReason, isReplayed: isReplayed, attempts: reply.attempts,
      seconds: isReplayed ? 0 : reply.seconds,
      usage: isReplayed ? Usage(replayed: 1) : kept.usage)
  }

  private func reply(
    to request: ChatRequest, key: String, prompt: Exchange.Prompt, stage: Stage,
    onText: @escaping @Sendable (String) -> Void
  ) async throws -> SharedCalls.Reply {
    if replays || shelf.hasPaid(key), let kept = try await shelf.reply(for: key) {
      return (kept, isPaid: false)
    }
    try Task.checkCancellation()
    switch source {
    case .batch(let collector):
      throw collector.take(
        BatchRequest(key: key, request: request, prompt: prompt, stage: stage))
    case .caller(let caller):
      try await shelf.clear()
      // It may be the one that could not be kept before.
      if shelf.hasPaid(key), let kept = try await shelf.reply(for: key) {
        return (kept, isPaid: true)
      }
      let kept = try await pay(caller, request, key: key, prompt: prompt, stage: stage, onText)
      return (kept, isPaid: true)
    }
  }

  private func pay(
    _ caller: any ChatCaller, _ request: ChatRequest, key: String, prompt: Exchange.Prompt,
    stage: Stage, _ onText: @escaping @Sendable (String) -> Void
  ) async throws -> KeptReply {
    try await spending.open(shelf)
    let estimate = estimate(of: request, stage: stage)
    try await spending.reserve(estimate, model: model.name)
    var actual = Usage()
    // Only after a reply is kept, so that nothing is left to do once nothing is set aside.
    defer { spending.settle(estimate, actual: actual) }
    do {
      let reply = try await caller.reply(to: request, onText: onText)
      actual = Usage(reply.tokens, price: price)
      let kept = KeptReply(
        reply: reply, stage: stage, prompt: prompt, model: model, usage: actual)
      try await shelf.keep(kept, for: key)
      return kept
    } catch let error as ChatError {
      if let tokens = error.tokens {
        actual = Usage(tokens, price: price)
        try await book(actual, error, request, prompt: prompt, stage: stage)
      }
      throw RoleFailure(error.description, reach: error.reach, isCertain: error.isCertain)
    }
  }

  /// Books a failure that cost something, and tells of it, since no exchange will come of it.
  private func book(
    _ usage: Usage, _ error: ChatError, _ request: ChatRequest, prompt: Exchange.Prompt,
    stage: Stage
  ) async throws {
    CallReporter.report(
      .exchange(
        Exchange(
          stage: stage, prompt: prompt, model: model, messages: request.messages,
          reply: error.partialText, problem: error.description, usage: usage)))
    do {
      try await shelf.book(usage, stage: stage)
    } catch let failure {
      throw RoleFailure(
        """
        \(error.description) What it cost could not be noted down, so nothing more is asked: \
        \(failure)
        """, reach: .unusable)
    }
  }

  private func estimate(of request: ChatRequest, stage: Stage) -> Usage {
    Usage(
      ChatReply.Tokens(
        input: TokenEstimate.tokens(in: request.messages),
        output: TokenEstimate.expectedOutput(to: request, stage: stage), isEstimated: true),
      price: price)
  }
}
