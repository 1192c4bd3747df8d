internal import Synchronization

/// A value that comes later, once. The first outcome counts.
final class Promise<Value: Sendable>: Sendable {
  private struct State {
    var outcome: Result<Value, any Error>?
    var waiting: [CheckedContinuation<Value, any Error>] = []
  }

  private let state = Mutex(State())

  /// Settles the promise unless it is settled already.
  func settle(_ outcome: Result<Value, any Error>) {
    let waiting = state.withLock { state in
      guard state.outcome == nil else { return [CheckedContinuation<Value, any Error>]() }
      state.outcome = outcome
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume(with: outcome) }
  }

  /// Waits for the outcome.
  func value() async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let outcome = state.withLock { state in
        if state.outcome == nil { state.waiting.append(continuation) }
        return state.outcome
      }
      if let outcome { continuation.resume(with: outcome) }
    }
  }
}
