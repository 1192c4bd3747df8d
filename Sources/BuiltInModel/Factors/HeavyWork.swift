internal import Dispatch
internal import Synchronization

/// Runs work that keeps a core busy outside the pool that Swift's tasks share.
enum HeavyWork {
  private static let queue = DispatchQueue(
    label: "rationale.built-in", qos: .userInitiated, attributes: .concurrent)

  /// Runs `body`, which asks the flag now and then whether it is still wanted.
  ///
  /// - Throws: what `body` throws, and `CancellationError` when the task is cancelled.
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable (CancellationFlag) throws -> Value
  ) async throws -> Value {
    let flag = CancellationFlag()
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      return try await withCheckedThrowingContinuation { continuation in
        queue.async {
          continuation.resume(
            with: Result {
              let value = try body(flag)
              try flag.check()
              return value
            })
        }
      }
    } onCancel: {
      flag.cancel()
    }
  }
}

/// Says whether work is still wanted.
final class CancellationFlag: Sendable {
  private let isCancelled = Atomic<Bool>(false)

  /// Says that it is not.
  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  /// Throws `CancellationError` when it is not.
  func check() throws {
    if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
  }
}
