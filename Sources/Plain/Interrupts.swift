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
  /// before, when there was nothing to cancel, or too late to keep that work from its end, is meant
  /// for this one: none is lost.
  func guarding<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    let wasAwaited = state.withLock { state in
      let wasAwaited = state.wasCancelled
      state = State(cancel: { task.cancel() }, wasCancelled: wasAwaited)
      return wasAwaited
    }
    if wasAwaited { task.cancel() }
    do {
      let value = try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
      state.withLock { $0 = State(wasCancelled: $0.wasCancelled && !wasAwaited) }
      return value
    } catch {
      state.withLock { $0 = State() }
      throw error
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
