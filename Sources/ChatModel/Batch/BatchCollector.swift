public import RPM
internal import Synchronization

/// Takes the requests for which no reply is kept, so that they can be sent as a batch.
///
/// A keeper with a collector asks nobody: what is missing is put here and fails as deferred, so that
/// the engine ends the stage with everything asked that can be asked now. What earlier batches failed
/// to bring for good fails for its item alone, as it does when it is asked directly.
public final class BatchCollector: Sendable {
  private let requests = Mutex<[String: BatchRequest]>([:])
  private let givenUp: [String: String]

  /// Creates an empty collector.
  ///
  /// - Parameter givenUp: why requests are not sent again, by key.
  public init(givenUp: [String: String] = [:]) {
    self.givenUp = givenUp
  }

  /// What is missing, each request once, by stage and key: the same whatever came first.
  public var collected: [BatchRequest] {
    let stages = Stage.allCases
    return requests.withLock { Array($0.values) }.sorted { first, second in
      (stages.firstIndex(of: first.stage) ?? 0, first.key)
        < (stages.firstIndex(of: second.stage) ?? 0, second.key)
    }
  }

  /// Takes a request that no reply is kept for.
  ///
  /// - Returns: why the caller has none.
  func take(_ request: BatchRequest) -> RoleFailure {
    if let reason = givenUp[request.key] {
      return RoleFailure("No batch brought a reply: \(reason).")
    }
    requests.withLock { $0[request.key] = request }
    return RoleFailure("The call waits for a batch.", reach: .deferred)
  }
}

/// A request that waits for a batch.
public struct BatchRequest: Sendable, Hashable {
  /// What identifies it among kept replies; the `custom_id` of its line.
  public var key: String
  /// What is asked.
  public var request: ChatRequest
  /// The prompt that was filled in.
  public var prompt: Exchange.Prompt
  /// The stage that wants it.
  public var stage: Stage

  /// What the reply is likely to use, as a guess.
  ///
  /// - Parameter price: the price of a direct call; a batch costs half of it.
  public func estimate(price: Price?) -> Usage {
    Usage(
      ChatReply.Tokens(
        input: TokenEstimate.tokens(in: request.messages),
        output: TokenEstimate.expectedOutput(to: request, stage: stage), isEstimated: true),
      price: price?.inBatch)
  }
}
