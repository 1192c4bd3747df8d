internal import Presentation

extension MessageLog {
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
