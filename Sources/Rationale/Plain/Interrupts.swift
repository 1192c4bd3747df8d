internal import Synchronization

/// What ^C means while lines are read and worked on: the first one ends what is under way, the next
/// one during the same work ends the process.
final class Interrupts: Sendable {
  private struct State {
    var cancel: (@Sendable () -> Void)?
    var wasCancelled = false
  }

  private let state = Mutex(State())

  /// Does some work that ^C can cancel, and so can the task around it.
  func guarding<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    state.withLock { $0 = State(cancel: { task.cancel() }) }
    defer { state.withLock { $0 = State() } }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Takes a ^C; `false` where nothing can be cancelled any more, so that it ends the process.
  func interrupt() -> Bool {
    let cancel = state.withLock { state -> (@Sendable () -> Void)? in
      guard !state.wasCancelled else { return nil }
      state.wasCancelled = true
      return state.cancel ?? {}
    }
    cancel?()
    return cancel != nil
  }
}
