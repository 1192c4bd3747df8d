internal import Synchronization
internal import TerminalKit

/// The text of a model as it comes, made safe for the terminal that it is shown on.
final class StreamedText: Sendable {
  private let channel: OutputChannel?
  /// Whether the text stands in the middle of a line, `nil` while there is none.
  private let isMidLine = Mutex<Bool?>(nil)

  /// Creates a text that is not there yet; nothing is ever shown without a terminal.
  init(channel: OutputChannel?) {
    self.channel = channel.flatMap { $0.isTerminal ? $0 : nil }
  }

  /// Whether text stands there that has not ended.
  var isShowing: Bool { isMidLine.withLock { $0 != nil } }

  /// Shows a piece. A control character that two pieces share is none by itself in either.
  func show(_ piece: String) {
    guard let channel, !piece.isEmpty else { return }
    let text = Sanitizer.clean(piece)
    isMidLine.withLock { $0 = text.last != "\n" }
    try? channel.raw(text)
  }

  /// Says that the text begins anew.
  func restart() {
    guard let channel, isShowing else { return }
    end()
    try? channel.text(["(asked once more)"])
  }

  /// Ends the line that the text stands in.
  func end() {
    let wasMidLine = isMidLine.withLock { state in
      defer { state = nil }
      return state
    }
    if wasMidLine == true { try? channel?.raw("\n") }
  }
}
