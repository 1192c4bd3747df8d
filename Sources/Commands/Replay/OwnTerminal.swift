internal import Foundation
internal import Presentation
internal import TerminalKit

/// The terminal this process was started on, lent to a program on another one: what that one writes
/// is shown here, and what is typed here can be handed to it.
final class OwnTerminal {
  private let before: termios

  /// Takes the terminal: every key comes as it is typed.
  ///
  /// - Throws: `CommandFailure` where there is none.
  init() throws {
    var modes = termios()
    guard isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &modes) == 0 else {
      throw CommandFailure(
        status: .noTerminal, description: "this needs a terminal; replay --batch needs none")
    }
    before = modes
    cfmakeraw(&modes)
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  deinit {
    var modes = before
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  var size: Size {
    var cells = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &cells) == 0, cells.ws_col > 0 else {
      return Size(width: 80, height: 24)
    }
    return Size(width: Int(cells.ws_col), height: Int(cells.ws_row))
  }

  /// Shows bytes as they are.
  func show(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        usleep(1000)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// What was typed, without waiting; `nil` when the terminal is gone.
  func typed() -> [UInt8]? {
    var state = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&state, 1, 0) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }
}
