/// Something that answers requests: a server, or in tests a script.
public protocol ChatCaller: Sendable {
  /// Asks and waits for the whole reply.
  ///
  /// Waiting, warnings and restarts are told through `CallReporter`. Ends early with
  /// `CancellationError` when its task is cancelled.
  ///
  /// - Parameter onText: gets the text piece by piece where the request streams; after
  ///   `CallNews.textRestarted` it begins anew.
  /// - Throws: `ChatError`.
  func reply(
    to request: ChatRequest, onText: @escaping @Sendable (String) -> Void
  ) async throws -> ChatReply

  /// How many tokens one call may have, prompt and reply together; `nil` where nobody knows.
  ///
  /// Cheap after the first time; never fails, and waits a few seconds at most.
  func contextLength() async -> Int?
}

extension ChatCaller {
  /// Nobody knows.
  public func contextLength() async -> Int? { nil }
}
