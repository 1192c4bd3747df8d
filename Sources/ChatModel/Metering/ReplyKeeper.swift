internal import Foundation
public import RPM
internal import Synchronization

/// Stands between the roles and a model: replays what was paid for, keeps what arrives, meters it,
/// and stops at the budget (ours).
public final class ReplyKeeper: Sendable {
  /// The model that is asked.
  public let model: ModelIdentity
  /// What a million tokens cost, `nil` where it is not known.
  public let price: Price?
  /// What this command spends.
  public let spending: Spending

  private let source: Source
  private let ledger: any CallLedger
  private let replays: Bool
  private let calls = Mutex(Calls())

  /// Where a reply comes from that is not kept.
  private enum Source: Sendable {
    case caller(any ChatCaller)
    case batch(BatchCollector)
  }

  private struct Calls {
    /// What is being asked right now, by key.
    var underway: [String: Underway] = [:]
    /// What was paid for by this keeper: never paid twice, also where nothing older is replayed.
    var paid: Set<String> = []
  }

  private struct Underway {
    var task: Task<KeptReply, any Error>
    var waiting: Int
  }

  /// Creates a keeper.
  ///
  /// - Parameters:
  ///   - caller: the model.
  ///   - ledger: where replies are kept.
  ///   - model: what the model is called, stored with all it says.
  ///   - price: what its tokens cost.
  ///   - spending: the budget, shared by all keepers of a command.
  ///   - replays: whether replies of earlier runs are taken; those of this keeper always are.
  public init(
    caller: any ChatCaller, ledger: any CallLedger, model: ModelIdentity, price: Price? = nil,
    spending: Spending = Spending(), replays: Bool = true
  ) {
    source = .caller(caller)
    self.ledger = ledger
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
    self.ledger = ledger
    self.model = model
    self.price = price
    spending = Spending()
    replays = true
  }

  /// The reply to a request: a kept one, or one that is paid for and kept before this returns.
  ///
  /// The exchange is not reported, since only the role knows whether the reply is of use.
  ///
  /// - Throws: `RoleFailure`, whose reach says whether the run can go on; `CancellationError`.
  public func exchange(
    _ request: ChatRequest, prompt: Exchange.Prompt, stage: Stage,
    onText: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Exchange {
    let key = ReplyKey.text(of: request, for: model)
    if replays || calls.withLock({ $0.paid.contains(key) }), let kept = try await kept(key) {
      if request.streams { onText(kept.reply.text) }
      return exchange(request, prompt: prompt, stage: stage, kept, isReplayed: true)
    }
    try Task.checkCancellation()
    if case .batch(let collector) = source {
      collector.add(BatchRequest(key: key, request: request, prompt: prompt, stage: stage))
      throw RoleFailure("The call waits for a batch.", reach: .deferred)
    }
    let (task, isFirst) = join(key, request, prompt: prompt, stage: stage, onText: onText)
    let kept = try await withTaskCancellationHandler {
      defer { leave(key) }
      return try await task.value
    } onCancel: {
      leave(key, cancelling: task)
    }
    if !isFirst, request.streams { onText(kept.reply.text) }
    return exchange(request, prompt: prompt, stage: stage, kept, isReplayed: !isFirst)
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

  private func kept(_ key: String) async throws -> KeptReply? {
    do {
      return try await ledger.reply(for: key)
    } catch let error as CancellationError {
      throw error
    } catch {
      throw RoleFailure(
        "The replies that were kept cannot be read, so nothing is paid for again: \(error)",
        reach: .unusable)
    }
  }

  // MARK: One call a key

  /// The call for a key: the one under way, or one that begins now.
  private func join(
    _ key: String, _ request: ChatRequest, prompt: Exchange.Prompt, stage: Stage,
    onText: @escaping @Sendable (String) -> Void
  ) -> (task: Task<KeptReply, any Error>, isFirst: Bool) {
    calls.withLock { calls in
      if var underway = calls.underway[key] {
        underway.waiting += 1
        calls.underway[key] = underway
        return (underway.task, false)
      }
      let task = Task {
        try await self.pay(for: request, key: key, prompt: prompt, stage: stage, onText: onText)
      }
      calls.underway[key] = Underway(task: task, waiting: 1)
      return (task, true)
    }
  }

  /// Called by everybody who waits no longer; the last one who gives up ends the call.
  private func leave(_ key: String, cancelling task: Task<KeptReply, any Error>? = nil) {
    let isLast = calls.withLock { calls in
      guard var underway = calls.underway[key], task == nil || underway.task == task else {
        return false
      }
      // Whoever is cancelled leaves twice; only the end of the waiting counts.
      if task != nil { return underway.waiting <= 1 }
      underway.waiting -= 1
      calls.underway[key] = underway.waiting > 0 ? underway : nil
      return false
    }
    if isLast { task?.cancel() }
  }

  private func pay(
    for request: ChatRequest, key: String, prompt: Exchange.Prompt, stage: Stage,
    onText: @escaping @Sendable (String) -> Void
  ) async throws -> KeptReply {
    try await spending.open(ledger)
    let estimate = estimate(of: request, stage: stage)
    try spending.reserve(estimate, model: model.name)
    do {
      guard case .caller(let caller) = source else { throw CancellationError() }
      let reply = try await caller.reply(to: request, onText: onText)
      let kept = KeptReply(
        reply: reply, stage: stage, prompt: prompt, model: model,
        usage: Usage(reply.tokens, price: price))
      spending.settle(estimate, actual: kept.usage)
      try await keep(kept, for: key)
      return kept
    } catch let error as ChatError {
      let actual = error.tokens.map { Usage($0, price: price) } ?? Usage()
      spending.settle(estimate, actual: actual)
      if !actual.isEmpty { await book(actual, stage: stage) }
      throw RoleFailure(error.description, reach: error.reach)
    } catch let error as KeepingFailure {
      throw error.failure
    } catch {
      spending.settle(estimate, actual: Usage())
      throw error
    }
  }

  private func estimate(of request: ChatRequest, stage: Stage) -> Usage {
    Usage(
      ChatReply.Tokens(
        input: TokenEstimate.tokens(in: request.messages),
        output: min(request.maxTokens, TokenEstimate.expectedOutput(of: stage))),
      price: price)
  }

  /// Keeps a reply, also when nobody waits for it any more: it was paid for.
  private func keep(_ kept: KeptReply, for key: String) async throws {
    do {
      try await Task.detached { [ledger] in try await ledger.keep(kept, for: key) }.value
      _ = calls.withLock { $0.paid.insert(key) }
    } catch {
      throw KeepingFailure(
        failure: RoleFailure(
          "A reply was paid for and could not be kept, so nothing more is asked: \(error)",
          reach: .unusable))
    }
  }

  /// A failure to book is told with the failure that it belongs to only by the sum being smaller.
  private func book(_ usage: Usage, stage: Stage) async {
    await Task.detached { [ledger] in try? await ledger.book(usage, stage: stage) }.value
  }

  private struct KeepingFailure: Error {
    var failure: RoleFailure
  }
}
