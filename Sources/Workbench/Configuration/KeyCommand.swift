internal import Foundation
internal import RPM
internal import Synchronization

/// Runs a command that prints a key.
///
/// It gets no input, what it complains of is shown nowhere, and it has the signals of a program
/// that was just started. It is a process group of its own, so that nothing of it stays behind.
package enum KeyCommand {
  package enum Outcome: Hashable, Sendable {
    case finished([UInt8])
    /// With an exit code; 128 and the number of a signal.
    case failed(Int32)
    case tooSlow
    case notStarted(String)
  }

  /// Runs a command with `/bin/sh -c`. Ends it when the task is cancelled.
  ///
  /// - Parameters:
  ///   - patience: the longest it may take, in seconds.
  ///   - limit: the most bytes that are read.
  package static func run(
    _ command: String, environment: [String: String], patience: Double, limit: Int
  ) async -> Outcome {
    let isCancelled = Flag()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        DispatchQueue.global(qos: .userInitiated).async {
          continuation.resume(
            returning: runNow(
              command, environment: environment, patience: patience, limit: limit,
              isCancelled: isCancelled))
        }
      }
    } onCancel: {
      isCancelled.set()
    }
  }

  private final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
  }

  private static func runNow(
    _ command: String, environment: [String: String], patience: Double, limit: Int,
    isCancelled: Flag
  ) -> Outcome {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return .notStarted(reason(errno)) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    let (child, failure) = ChildProcess.start(
      ["/bin/sh", "-c", command], environment: environment, input: .noInput,
      output: .descriptor(ends[1]), errors: .noOutput, group: .own)
    close(ends[1])
    guard failure == 0 else { return .notStarted(reason(failure)) }
    return follow(
      child, output: ends[0], until: EngineClock.system.seconds() + patience, limit: limit,
      isCancelled: isCancelled)
  }

  private static func follow(
    _ child: pid_t, output: Int32, until deadline: Double, limit: Int, isCancelled: Flag
  ) -> Outcome {
    var bytes: [UInt8] = []
    var status: Int32 = 0
    var hasEnded = false
    while true {
      var wanted = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      _ = poll(&wanted, 1, hasEnded ? 0 : 20)
      let isAtEnd = !drain(output, into: &bytes, limit: limit)
      // What outlives the command may hold the pipe open; nobody waits for it.
      if hasEnded { break }
      hasEnded = waitpid(child, &status, WNOHANG) == child
      if isAtEnd, !hasEnded { usleep(5000) }
      if !hasEnded, isCancelled.isSet || EngineClock.system.seconds() > deadline {
        kill(-child, SIGKILL)
        waitpid(child, &status, 0)
        return .tooSlow
      }
    }
    let signal = status & 0x7F
    if signal != 0 { return .failed(128 + signal) }
    let code = (status >> 8) & 0xFF
    return code == 0 ? .finished(bytes) : .failed(code)
  }

  /// Reads what is there; `false` at the end.
  private static func drain(_ descriptor: Int32, into bytes: inout [UInt8], limit: Int) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { return count != 0 }
      bytes += buffer.prefix(min(count, max(0, limit - bytes.count)))
    }
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
