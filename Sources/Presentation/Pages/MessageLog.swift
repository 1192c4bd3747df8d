/// What the status line said, to read again.
struct MessageLog: Equatable, Sendable {
  private(set) var messages: [CockpitState.Status] = []

  private static let limit = 500

  /// Notes a message, unless it is the last one still.
  mutating func add(_ status: CockpitState.Status?) {
    guard let status, status != messages.last else { return }
    messages.append(status)
    if messages.count > Self.limit { messages.removeFirst() }
  }

  /// The messages, newest first.
  func reader() -> Overlay {
    let lines = messages.reversed().map { message in
      Overlay.ReaderLine(
        text: message.text,
        role: message.kind == .error ? .error : message.kind == .warning ? .warning : .text)
    }
    let none = [Overlay.ReaderLine(text: "Nothing was said yet.", role: .dim)]
    return .reader(title: "Messages, newest first", lines: lines.isEmpty ? none : lines, top: 0)
  }
}
