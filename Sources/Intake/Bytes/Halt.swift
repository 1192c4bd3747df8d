internal import Dispatch
internal import Synchronization

/// Stops a reading that is under way on another thread.
package final class Halt: Sendable {
  private let isStopped = Atomic(false)

  /// Creates one that was not used.
  package init() {}

  /// Ends the reading at its next look, within a tenth of a second.
  package func stop() { isStopped.store(true, ordering: .relaxed) }

  /// - Throws: `CancellationError` once it is stopped, or the task is cancelled.
  package func check() throws {
    if isStopped.load(ordering: .relaxed) { throw CancellationError() }
    try Task.checkCancellation()
  }

  /// Reads on a queue of its own, so that no task waits for a disk or a pipe; a cancelled task stops
  /// it.
  package static func reading<Value: Sendable>(
    _ body: @escaping @Sendable (Halt) throws -> Value
  ) async throws -> Value {
    let halt = Halt()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global(qos: .userInitiated).async {
          continuation.resume(with: Result { try body(halt) })
        }
      }
    } onCancel: {
      halt.stop()
    }
  }
}
