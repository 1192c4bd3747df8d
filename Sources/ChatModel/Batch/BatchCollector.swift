public import RPM
internal import Synchronization

/// Takes the requests for which no reply is kept, so that they can be sent as a batch (ours).
///
/// A keeper with a collector asks nobody: what is missing is put here and fails as deferred, so that
/// the engine ends the stage with everything asked that can be asked now.
public final class BatchCollector: Sendable {
  private let requests = Mutex<[BatchRequest]>([])

  /// Creates an empty collector.
  public init() {}

  /// What is missing, each request once, by stage and key: the same whatever came first.
  public var collected: [BatchRequest] {
    let stages = Stage.allCases
    return requests.withLock { $0 }.sorted { first, second in
      (stages.firstIndex(of: first.stage) ?? 0, first.key)
        < (stages.firstIndex(of: second.stage) ?? 0, second.key)
    }
  }

  func add(_ request: BatchRequest) {
    requests.withLock { requests in
      if !requests.contains(where: { $0.key == request.key }) { requests.append(request) }
    }
  }
}

/// A request that waits for a batch (ours).
public struct BatchRequest: Sendable, Hashable {
  /// What identifies it among kept replies; the `custom_id` of its line.
  public var key: String
  /// What is asked.
  public var request: ChatRequest
  /// The prompt that was filled in.
  public var prompt: Exchange.Prompt
  /// The stage that wants it.
  public var stage: Stage
}
