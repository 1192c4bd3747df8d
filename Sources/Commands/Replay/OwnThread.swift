internal import Dispatch
internal import Synchronization

/// Work that waits in between, on a thread that nobody else needs.
enum OwnThread {
  private final class Flag: Sendable {
    let value = Atomic(false)
  }

  /// Runs `body` there; it is told whether it was cancelled meanwhile.
  static func run<Result: Sendable>(
    _ body: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) throws -> Result
  ) async throws -> Result {
    let flag = Flag()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "rationale.session").async {
          continuation.resume(
            with: Swift.Result { try body { flag.value.load(ordering: .relaxed) } })
        }
      }
    } onCancel: {
      flag.value.store(true, ordering: .relaxed)
    }
  }
}
