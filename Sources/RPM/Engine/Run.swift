/// A fit or an ask under way.
public struct Run<Value: Sendable>: Sendable {
  /// Which run it is.
  public let id: RunID
  /// What happens, in order. Ends after `finished`, `failed` or `cancelled`. For one reader.
  public let events: AsyncStream<EngineEvent>
  private let promise: Promise<Value>
  private let record: Promise<[StageRecord]>
  private let end: @Sendable () -> Void

  init(
    id: RunID, events: AsyncStream<EngineEvent>, promise: Promise<Value>,
    record: Promise<[StageRecord]>, end: @escaping @Sendable () -> Void
  ) {
    self.id = id
    self.events = events
    self.promise = promise
    self.record = record
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

  /// What each stage took that began, however the run ended. Waits for its end.
  public var stages: [StageRecord] {
    get async {
      // Nobody settles it with an error.
      (try? await record.value()) ?? []
    }
  }

  /// Ends the run at once. Calls that hang are left to end by themselves, and their replies are
  /// dropped. Cancelling twice, or after the end, does nothing.
  public func cancel() {
    end()
  }
}
