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
    if request.streams { for piece in text.split(separator: " ") { onText(String(piece)) } }
    return ChatReply(
      text: text, finishReason: "stop", model: "script-1",
      tokens: ChatReply.Tokens(input: 100, output: 20), seconds: 0.5)
  }
}

/// A door that whoever comes waits at until it is opened.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// Waits, whatever happens to the task: a server does not notice that nobody waits.
  func pass() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  /// Lets all pass, now and later.
  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}

/// Waits until something holds. A test that waits in vain ends at its time limit.
func until(_ condition: @Sendable () async -> Bool) async throws {
  while !(await condition()) { try await Task.sleep(for: .milliseconds(1)) }
}
