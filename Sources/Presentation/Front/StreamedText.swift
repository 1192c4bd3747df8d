internal import Synchronization
internal import TerminalKit

/// The text of a model as it comes, made safe for the terminal that it is shown on.
package final class StreamedText: Sendable {
  private let channel: OutputChannel?
  /// Whether only whole lines are written.
  private let isLinear: Bool
  /// The line that is not complete yet.
  private let held = Mutex("")
  /// Whether the text stands in the middle of a line, `nil` while there is none.
  private let isMidLine = Mutex<Bool?>(nil)

  /// Nothing is ever shown without a terminal, but lines.
  package init(channel: OutputChannel?, isLinear: Bool = false) {
    self.channel = channel.flatMap { $0.isTerminal || isLinear ? $0 : nil }
    self.isLinear = isLinear
  }

  /// Whether text stands there that has not ended.
  package var isShowing: Bool { isMidLine.withLock { $0 != nil } }

  /// Shows a piece. A control character that two pieces share is none by itself in either.
  package func show(_ piece: String) {
    guard let channel, !piece.isEmpty else { return }
    if isLinear {
      isMidLine.withLock { $0 = false }
      let lines = held.withLock { held in
        held += piece
        return Self.cut(&held, width: channel.width)
      }
      if !lines.isEmpty { try? channel.text(lines) }
      return
    }
    let text = Sanitizer.clean(piece)
    isMidLine.withLock { $0 = text.last != "\n" }
    try? channel.raw(text)
  }

  /// Takes the lines that are complete off the beginning of a text. A paragraph is broken at the
  /// width, so that nobody waits for its end.
  package static func cut(_ text: inout String, width: Int) -> [String] {
    var lines: [String] = []
    while true {
      if let end = text.firstIndex(where: \.isNewline) {
        lines.append(String(text[..<end]))
        text = String(text[text.index(after: end)...])
      } else if text.count > width, let end = text.prefix(width).lastIndex(of: " ") {
        lines.append(String(text[..<end]))
        text = String(text[text.index(after: end)...])
      } else {
        return lines.filter { !$0.allSatisfy(\.isWhitespace) }
      }
    }
  }

  /// Says that the text begins anew.
  package func restart() {
    guard let channel, isShowing else { return }
    end()
    try? channel.text(["(asked once more)"])
  }

  /// Ends the line that the text stands in.
  package func end() {
    let rest = held.withLock { held in
      defer { held = "" }
      return held
    }
    if !rest.isEmpty { try? channel?.text([rest]) }
    let wasMidLine = isMidLine.withLock { state in
      defer { state = nil }
      return state
    }
    if wasMidLine == true { try? channel?.raw("\n") }
  }
}
