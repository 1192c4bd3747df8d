internal import Foundation
internal import Workbench

/// Hands a text to a program that puts it into the clipboard, such as `xclip`.
package enum HostClipboard {
  /// Runs the program with the text as its input.
  ///
  /// Some of them stay in the background to offer the text to others: only the program itself is
  /// waited for, not who inherits its descriptors.
  ///
  /// - Parameter patience: Seconds it may take.
  /// - Throws: `CommandFailure` when it cannot be started, fails, or takes too long; it is killed
  ///   then.
  package static func copy(
    _ text: String, with path: String, _ arguments: [String] = [], patience: Double = 3
  ) async throws {
    // A thread of its own queue: neither the screen nor a task waits.
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      DispatchQueue(label: "clipboard").async {
        done.resume(
          with: Result { try feed(Array(text.utf8), to: path, arguments, patience: patience) })
      }
    }
  }

  private static func feed(
    _ bytes: [UInt8], to path: String, _ arguments: [String], patience: Double
  ) throws {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let deadline = DispatchTime.now() + patience
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw failure(name, errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    // It must not write on the screen.
    let (child, code) = ChildProcess.start(
      [path] + arguments, input: .descriptor(ends[0]), output: .noOutput, errors: .noOutput,
      group: .own)
    close(ends[0])
    guard code == 0 else { throw failure(name, code) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    write(bytes, to: ends[1], until: deadline)
    // The end of the text.
    close(ends[1])
    ends[1] = -1
    let status = try wait(for: child, until: deadline, name: name)
    guard status == 0 else {
      throw CommandFailure.failed(
        status & 0x7F == 0
          ? "\(name) failed with exit code \(status >> 8 & 0xFF)"
          : "\(name) was killed by signal \(status & 0x7F)")
    }
  }

  /// Writes what the program takes; one that ends without reading is judged by its exit code.
  private static func write(_ bytes: [UInt8], to descriptor: Int32, until deadline: DispatchTime) {
    // A closed pipe must be an error here and not the end of the process.
    var pipeSignal = sigset_t()
    var before = sigset_t()
    sigemptyset(&pipeSignal)
    sigaddset(&pipeSignal, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipeSignal, &before)
    defer {
      var zero = timespec()
      sigtimedwait(&pipeSignal, nil, &zero)
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    var start = 0
    while start < bytes.count, DispatchTime.now() < deadline {
      let count = bytes[start...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        start += count
      } else if errno == EAGAIN {
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&state, 1, 50)
      } else if errno != EINTR {
        return
      }
    }
  }

  private static func wait(
    for child: pid_t, until deadline: DispatchTime, name: String
  ) throws -> Int32 {
    var status: Int32 = 0
    while true {
      let found = waitpid(child, &status, WNOHANG)
      if found == child { return status }
      if found < 0, errno != EINTR { throw failure(name, errno) }
      if DispatchTime.now() >= deadline {
        kill(child, SIGKILL)
        waitpid(child, &status, 0)
        throw CommandFailure.failed("\(name) did not take the text in time")
      }
      usleep(2000)
    }
  }

  private static func failure(_ name: String, _ code: Int32) -> CommandFailure {
    CommandFailure.failed("\(name) cannot be run: \(String(cString: strerror(code)))")
  }
}
