public import Foundation
public import RPM
internal import Synchronization

/// What a command spends, held against its budget.
///
/// One object for all calls of a command, or of a run of the screen. What a call will about take is
/// set aside before it and settled after it, so that calls at the same time cannot pass a limit
/// together by more than they take unexpectedly. A call for which there is no room waits for those
/// under way, since they may turn out cheaper, and since a refusal ends the run: what is under way
/// then would be paid for and lost.
public final class Spending: Sendable {
  private struct State {
    var used = Usage()
    var reserved = Usage()
    /// How many calls have something set aside.
    var underWay = 0
    /// What was used since midnight before this began, `nil` until asked.
    var earlier: Usage?
    var waiting: [Waiter] = []
    var listening: [Int: CheckedContinuation<Void, Never>] = [:]
    var lastID = 0

    mutating func reserve(_ estimate: Usage) {
      reserved += estimate
      underWay += 1
    }
  }

  /// A call that waits for room.
  private struct Waiter {
    var id: Int
    var estimate: Usage
    var model: String
    var continuation: CheckedContinuation<Void, any Error>
  }

  /// The limits.
  public let budget: Budget
  private let dayStart: Date
  private let state = Mutex(State())

  /// Begins to spend.
  ///
  /// - Parameters:
  ///   - budget: the limits.
  ///   - dayStart: the last midnight where the user is.
  public init(budget: Budget = Budget(), dayStart: Date = .distantPast) {
    self.budget = budget
    self.dayStart = dayStart
  }

  /// What was paid for so far.
  public var used: Usage { state.withLock { $0.used } }

  /// How many calls wait for room.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Waits until no call is under way and every reply is kept, or until the seconds are over.
  ///
  /// For the end of a command that was interrupted, before its ledger is closed: a reply that has
  /// arrived is then not lost with the process.
  public func quiet(within seconds: Double = 2) async {
    let id = newID()
    let limit = Task.detached { [self] in
      try await Task.sleep(nanoseconds: UInt64(max(0, seconds) * 1e9))
      state.withLock { $0.listening.removeValue(forKey: id) }?.resume()
    }
    await withCheckedContinuation { continuation in
      let isQuiet = state.withLock { state in
        if state.underWay > 0 { state.listening[id] = continuation }
        return state.underWay == 0
      }
      if isQuiet { continuation.resume() }
    }
    limit.cancel()
  }

  /// Counts what was paid for beside the calls that were reserved for, such as embeddings. Booking
  /// it is left to whoever paid.
  public func note(_ usage: Usage) {
    state.withLock { $0.used += usage }
  }

  private func newID() -> Int {
    state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
  }

  /// Asks once what was used earlier today, where that matters. Before the first call, so that
  /// nothing that is used here is in it.
  ///
  /// - Throws: `RoleFailure` that ends the run; `CancellationError`.
  func open(_ shelf: ReplyShelf) async throws {
    guard budget.day != nil, state.withLock({ $0.earlier == nil }) else { return }
    let earlier = try await shelf.used(since: dayStart)
    state.withLock { state in
      if state.earlier == nil { state.earlier = earlier }
    }
  }

  /// Sets aside what a call is going to take, as soon as there is room for it.
  ///
  /// - Throws: `RoleFailure` with `.budget` where there is none, although no other call is under
  ///   way; `CancellationError`.
  func reserve(_ estimate: Usage, model: String) async throws {
    if budget.needsPrice, estimate.unpricedTokens > 0 {
      throw RoleFailure(Self.unknownPrice(of: model), reach: .budget)
    }
    let id = newID()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let answers = state.withLock { state -> [Answer] in
          // Whoever is cancelled later than this is found among those who wait.
          guard !Task.isCancelled else { return [(continuation, CancellationError())] }
          state.waiting.append(
            Waiter(id: id, estimate: estimate, model: model, continuation: continuation))
          return admit(&state)
        }
        Self.give(answers)
      }
    } onCancel: {
      let answers = state.withLock { state -> [Answer] in
        guard let index = state.waiting.firstIndex(where: { $0.id == id }) else { return [] }
        return [(state.waiting.remove(at: index).continuation, CancellationError())]
      }
      Self.give(answers)
    }
  }

  /// Books what the call took, and frees what was set aside for it.
  func settle(_ estimate: Usage, actual: Usage) {
    let (answers, listening) = state.withLock { state in
      state.underWay -= 1
      // Nothing is left of sums that do not come out even.
      state.reserved = state.underWay == 0 ? Usage() : state.reserved - estimate
      state.used += actual
      let answers = admit(&state)
      guard state.underWay == 0 else { return (answers, [CheckedContinuation<Void, Never>]()) }
      defer { state.listening = [:] }
      return (answers, Array(state.listening.values))
    }
    Self.give(answers)
    for listener in listening { listener.resume() }
  }

  // MARK: Room

  private typealias Answer = (CheckedContinuation<Void, any Error>, (any Error)?)

  private static func give(_ answers: [Answer]) {
    for (continuation, error) in answers {
      if let error { continuation.resume(throwing: error) } else { continuation.resume() }
    }
  }

  /// Lets go on whoever there is room for. If nothing is under way then, the others wait in vain.
  private func admit(_ state: inout State) -> [Answer] {
    var answers: [Answer] = []
    var others: [Waiter] = []
    for waiter in state.waiting {
      if problem(with: waiter, state) == nil {
        state.reserve(waiter.estimate)
        answers.append((waiter.continuation, nil))
      } else {
        others.append(waiter)
      }
    }
    if state.underWay == 0 {
      for waiter in others {
        let problem = problem(with: waiter, state) ?? ""
        answers.append((waiter.continuation, RoleFailure(problem, reach: .budget)))
      }
      others = []
    }
    state.waiting = others
    return answers
  }

  private func problem(with waiter: Waiter, _ state: State) -> String? {
    let committed = state.used + state.reserved + waiter.estimate
    if let limit = budget.run, Self.isPassed(limit, by: committed) {
      return Self.runIsOver(limit, used: state.used, next: waiter.estimate)
    }
    let earlier = state.earlier ?? Usage()
    if let limit = budget.day, Self.isPassed(limit, by: earlier + committed) {
      return Self.dayIsOver(limit, used: earlier + state.used, next: waiter.estimate)
    }
    return nil
  }

  private static func isPassed(_ limit: Budget.Limit, by usage: Usage) -> Bool {
    switch limit {
    case .dollars(let dollars): usage.dollars > dollars + 1e-12
    case .tokens(let tokens): usage.tokens > tokens
    }
  }

  // MARK: Words

  private static func unknownPrice(of model: String) -> String {
    """
    A budget in dollars needs a price, and none is known for \(model). Add [prices."\(model)"] \
    with input and output to the config (0 where it costs nothing), or give the budget in tokens: \
    --budget '50k tokens'.
    """
  }

  private static func runIsOver(_ limit: Budget.Limit, used: Usage, next: Usage) -> String {
    let wayOut = "raise it with --budget, or `run` under [budget] in the config"
    let next = amount(of: next, like: limit)
    guard used.tokens > 0 else {
      return """
        The budget of \(limit) is too small for one call, which takes about \(next): \(wayOut).
        """
    }
    let calls = "\(used.calls) \(used.calls == 1 ? "call" : "calls")"
    return """
      The budget of \(limit) is used up: \(calls), \(amount(of: used, like: limit)), and the next \
      takes about \(next). What was paid for is kept: \(wayOut), and start the same again.
      """
  }

  private static func dayIsOver(_ limit: Budget.Limit, used: Usage, next: Usage) -> String {
    """
    The day's budget of \(limit) is used up: \(amount(of: used, like: limit)) since midnight, and \
    the next call takes about \(amount(of: next, like: limit)). What was paid for is kept: raise \
    `day` under [budget] in the config, or go on tomorrow.
    """
  }

  /// In the unit of the limit; the words around it say what is an estimate.
  private static func amount(of usage: Usage, like limit: Budget.Limit) -> String {
    var usage = usage
    usage.isEstimated = false
    return switch limit {
    case .dollars: UsageText.short(usage)
    case .tokens: UsageText.tokens(of: usage)
    }
  }
}
