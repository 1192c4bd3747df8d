internal import Glibc

/// A file that gets every frame a terminal is shown, for a comparison with what an emulator makes
/// of the bytes.
///
/// One JSON line a frame: `{"width":80,"height":24,"rows":["…"],"cursor":[0,0]}`, where `cursor` is
/// column and row or `null`, and a row is what the terminal must show, trailing blanks included.
struct FrameRecord: ~Copyable {
  private let descriptor: Int32

  /// Opens the file for appending; only its owner may read a new one.
  init(path: String) throws(TerminalError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .system("\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// Appends a frame as it is shown on a terminal of this size.
  func append(_ frame: Frame, size: Size) {
    let bytes = Array(Self.line(frame, size: size).utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        start += count
      } else if errno != EINTR {
        // A full disk must not end the program that is watched.
        return
      }
    }
  }

  static func line(_ frame: Frame, size: Size) -> String {
    let rows = (0..<size.height).map { y in
      quoted(CellScalars.text(of: frame, row: y, width: size.width))
    }
    let cursor = frame.cursor.flatMap { Rect(size).contains($0) ? "[\($0.x),\($0.y)]" : nil }
    return "{\"width\":\(size.width),\"height\":\(size.height),"
      + "\"rows\":[\(rows.joined(separator: ","))],\"cursor\":\(cursor ?? "null")}\n"
  }

  private static func quoted(_ text: String) -> String {
    // No control reaches a cell, so these two are all that JSON wants escaped.
    var view = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { view.append("\\") }
      view.append(scalar)
    }
    view.append("\"")
    return String(view)
  }
}
