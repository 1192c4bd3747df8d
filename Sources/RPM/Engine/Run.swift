/// A fit or an ask under way.
public struct Run<Value: Sendable>: Sendable {
  /// Which run it is.
  public let id: RunID
  /// What happens, in order. Ends after `finished`, `failed` or `cancelled`. For one reader.
  public let events: AsyncStream<EngineEvent>
  private let promise: Promise<Value>
  private let end: @Sendable () -> Void

  init(
    id: RunID, events: AsyncStream<EngineEvent>, promise: Promise<Value>,
    end: @escaping @Sendable () -> Void
  ) {
    self.id = id
    self.events = events
    self.promise = promise
    self.end = end
  }

  /// The result.
  ///
  /// Throws `CancellationError` after a cancellation and `RoleFailure` when the run failed. When
  /// the waiting task is cancelled, so is the run.
  public var value: Value {
    get async throws {
      try await withTaskCancellationHandler {
        try await promise.value()
      } onCancel: {
        end()
      }
    }
  }

  /// Ends the run at once. Calls that hang are left to end by themselves, and their replies are
  /// dropped. Cancelling twice, or after the end, does nothing.
  public func cancel() {
    end()
  }
}
