internal import Synchronization

/// What ^C means while lines are read and worked on: the first one ends what is under way, the next
/// one during the same work ends the process.
final class Interrupts: Sendable {
  private struct State {
    var cancel: (@Sendable () -> Void)?
    var wasCancelled = false
  }

  private let state = Mutex(State())

  /// Does some work that ^C can cancel, and so can the task around it. A ^C that came since the work
  /// before, when there was nothing to cancel, is meant for this one.
  func guarding<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    let wasAwaited = state.withLock { state in
      let wasAwaited = state.wasCancelled
      state = State(cancel: { task.cancel() }, wasCancelled: wasAwaited)
      return wasAwaited
    }
    defer { state.withLock { $0 = State() } }
    if wasAwaited { task.cancel() }
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
