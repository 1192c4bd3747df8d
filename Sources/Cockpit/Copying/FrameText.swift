internal import TerminalKit

extension Frame {
  /// The characters within a part of the frame, one line a row.
  func text(in rect: Rect) -> String {
    (rect.y..<min(rect.maxY, size.height)).map { y in
      var line = ""
      for cell in row(y).dropFirst(rect.x).prefix(rect.width) where cell.width > 0 {
        line.append(cell.cluster)
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
