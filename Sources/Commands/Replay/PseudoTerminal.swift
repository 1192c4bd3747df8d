internal import Foundation
internal import Presentation
internal import TerminalKit

/// A terminal that nobody sits at, with a program on it.
struct PseudoTerminal: ~Copyable {
  private let descriptor: Int32
  private let process: pid_t
  private var status: Int32?

  // The macros TIOCGPTN and TIOCSPTLCK, which Swift does not see.
  private static let numberRequest = 0x8004_5430 as UInt
  private static let lockRequest = 0x4004_5431 as UInt

  /// Starts a program whose controlling terminal it becomes.
  ///
  /// - Throws: `CommandFailure` when the system gives no terminal or the program does not start.
  init(_ arguments: [String], environment: [String: String], size: Size) throws {
    descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: UInt32 = 0
    var isLocked: Int32 = 0
    guard descriptor >= 0, ioctl(descriptor, Self.numberRequest, &number) == 0,
      ioctl(descriptor, Self.lockRequest, &isLocked) == 0
    else {
      if descriptor >= 0 { close(descriptor) }
      throw Self.failure("no pseudo-terminal can be opened")
    }
    // Set before the program asks.
    Self.set(size, of: descriptor)
    let (started, code) = ChildProcess.start(
      arguments, environment: environment, on: "/dev/pts/\(number)")
    guard code == 0 else {
      close(descriptor)
      errno = code
      throw Self.failure("\(arguments[0]) cannot be started")
    }
    process = started
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  deinit {
    close(descriptor)
    guard status == nil else { return }
    // Its terminal is gone, which ends it; nobody waits for one that hangs.
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// Gives the terminal another size, which the program is told.
  func resize(to size: Size) { Self.set(size, of: descriptor) }

  private static func set(_ size: Size, of descriptor: Int32) {
    var cells = winsize()
    cells.ws_col = UInt16(clamping: size.width)
    cells.ws_row = UInt16(clamping: size.height)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &cells)
  }

  /// Types bytes, for as long as the program takes them.
  func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if poll(&state, 1, 2000) <= 0 { return }
      } else if errno != EINTR {
        return
      }
    }
  }

  /// What the program writes within some time: empty when it writes nothing.
  func output(within milliseconds: Int) -> [UInt8] {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&state, 1, Int32(clamping: milliseconds)) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &bytes, bytes.count)
    // The other end is closed while the program starts and after it has ended.
    if count <= 0 { usleep(2000) }
    return Array(bytes.prefix(max(0, count)))
  }

  /// How the program ended, as `waitpid` says it; `nil` while it runs.
  mutating func ending() -> Int32? {
    var found: Int32 = 0
    if status == nil, waitpid(process, &found, WNOHANG) == process { status = found }
    return status
  }

  /// Asks the program to end.
  mutating func terminate() {
    if ending() == nil { kill(process, SIGTERM) }
  }

  private static func failure(_ what: String) -> CommandFailure {
    CommandFailure.failed("\(what): \(String(cString: strerror(errno)))")
  }
}
