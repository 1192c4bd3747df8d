internal import ChatModel
internal import RPM
internal import Synchronization

/// A model that answers by a script and counts what it is asked.
final class ScriptedCaller: ChatCaller {
  private let counts = Mutex(0)
  private let script: @Sendable (ChatRequest, Int) async throws -> String

  /// - Parameter script: the reply to a request, and the number of the call from 1.
  init(_ script: @escaping @Sendable (ChatRequest, Int) async throws -> String = { _, _ in "yes" })
  {
    self.script = script
  }

  var calls: Int { counts.withLock { $0 } }

  func reply(
    to request: ChatRequest, onText: @escaping @Sendable (String) -> Void
  ) async throws -> ChatReply {
    let number = counts.withLock { count in
      count += 1
      return count
    }
    let text = try await script(request, number)
    if request.streams { onText(text) }
    return ChatReply(
      text: text, finishReason: "stop", model: "script-1",
      tokens: ChatReply.Tokens(input: 100, output: 20), seconds: 0.5)
  }
}
