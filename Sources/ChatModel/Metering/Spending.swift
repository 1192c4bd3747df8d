public import Foundation
public import RPM
internal import Synchronization

/// What a command spends, held against its budget (ours).
///
/// One object for all calls of a command, or of a run of the screen. Money is put aside before a
/// call and settled after it, so that calls at the same time cannot pass the limit together by
/// more than they take unexpectedly.
public final class Spending: Sendable {
  private struct State {
    var used = Usage()
    var reserved = Usage()
    /// What was used since midnight before this began, `nil` until asked.
    var earlier: Usage?
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

  /// Asks once what was used earlier today, where that matters.
  func open(_ ledger: any CallLedger) async throws {
    guard budget.day != nil, state.withLock({ $0.earlier == nil }) else { return }
    let earlier = try await ledger.used(since: dayStart)
    state.withLock { state in
      // What was used here meanwhile is in both.
      if state.earlier == nil { state.earlier = state.used.isEmpty ? earlier : Usage() }
    }
  }

  /// Puts aside what a call is going to take.
  ///
  /// - Throws: `RoleFailure` with `.budget` where a limit would be passed.
  func reserve(_ estimate: Usage, model: String) throws {
    let problem = state.withLock { state -> String? in
      if budget.needsPrice, estimate.unpricedTokens > 0 { return Self.unknownPrice(of: model) }
      let committed = state.used + state.reserved
      if let limit = budget.run, Self.isPassed(limit, by: committed + estimate) {
        return Self.runIsOver(limit, used: state.used, model: model)
      }
      let today = (state.earlier ?? Usage()) + committed
      if let limit = budget.day, Self.isPassed(limit, by: today + estimate) {
        return Self.dayIsOver(limit, used: (state.earlier ?? Usage()) + state.used)
      }
      state.reserved += estimate
      return nil
    }
    if let problem { throw RoleFailure(problem, reach: .budget) }
  }

  /// Books what the call took, and frees what was put aside for it.
  func settle(_ estimate: Usage, actual: Usage) {
    state.withLock { state in
      state.reserved = state.reserved - estimate
      state.used += actual
    }
  }

  private static func isPassed(_ limit: Budget.Limit, by usage: Usage) -> Bool {
    switch limit {
    case .dollars(let dollars): usage.dollars > dollars + 1e-12
    case .tokens(let tokens): usage.tokens > tokens
    }
  }

  private static func unknownPrice(of model: String) -> String {
    """
    A budget in dollars needs a price, and none is known for \(model). Add [prices."\(model)"] \
    with input and output to the config, or give the budget in tokens: --budget '50k tokens'.
    """
  }

  private static func runIsOver(_ limit: Budget.Limit, used: Usage, model: String) -> String {
    """
    The budget of \(limit) is used up (\(UsageText.summary(used))). What was paid for is kept: \
    raise it with --budget, or `run` under [budget] in the config, and start the same again.
    """
  }

  private static func dayIsOver(_ limit: Budget.Limit, used: Usage) -> String {
    """
    The day's budget of \(limit) is used up (\(UsageText.short(used)) since midnight). What was \
    paid for is kept: raise `day` under [budget] in the config, or go on tomorrow.
    """
  }
}

extension Usage {
  /// What is left when something that was added is taken away again.
  fileprivate static func - (left: Usage, right: Usage) -> Usage {
    Usage(
      calls: left.calls - right.calls, inputTokens: left.inputTokens - right.inputTokens,
      outputTokens: left.outputTokens - right.outputTokens,
      dollars: left.dollars - right.dollars,
      unpricedTokens: left.unpricedTokens - right.unpricedTokens)
  }
}
