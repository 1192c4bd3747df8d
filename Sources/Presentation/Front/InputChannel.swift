internal import Dispatch
internal import Foundation

/// A stream of bytes that a command reads: standard input or a file.
package struct InputChannel: Sendable {
  /// Whether a person types it.
  package var isTerminal: Bool
  /// What it is called in messages.
  package var name: String
  /// The next bytes, `nil` at the end.
  package let read: @Sendable () async throws -> [UInt8]?

  package static var standardInput: InputChannel {
    InputChannel(isTerminal: isatty(STDIN_FILENO) == 1, name: "standard input") {
      try await readStandardInput()
    }
  }

  /// A file that is read from its beginning, once.
  ///
  /// - Throws: `CommandFailure` when it cannot be opened.
  package static func file(_ path: String) throws -> InputChannel {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure.badData("\(path) cannot be read; is it there, and yours to read?")
    }
    return InputChannel(isTerminal: false, name: path) {
      do {
        return try handle.read(upToCount: 1 << 16).flatMap { $0.isEmpty ? nil : Array($0) }
      } catch {
        throw CommandFailure.badData("\(path) cannot be read")
      }
    }
  }

  /// All of it as text.
  ///
  /// - Throws: `CommandFailure` when it is not UTF-8.
  package func text() async throws -> String {
    var bytes: [UInt8] = []
    while let more = try await read() { bytes += more }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure.badData("\(name) is not UTF-8")
    }
    return text
  }

  /// Waits on a thread of its own until there is something to read or the task is cancelled.
  private static func waitForInput() async {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return }
    let (read, write) = (ends[0], ends[1])
    defer {
      close(read)
      close(write)
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiting.async {
          var wanted = [STDIN_FILENO, read].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
          }
          while poll(&wanted, 2, -1) < 0, errno == EINTR {}
          continuation.resume()
        }
      }
    } onCancel: {
      _ = Foundation.write(write, "c", 1)
    }
  }

  private static let waiting = DispatchQueue(label: "rationale.input")

  /// Asks before it reads, so that a thread never hangs in a read that ^C cannot end.
  private static func readStandardInput() async throws -> [UInt8]? {
    while true {
      try Task.checkCancellation()
      var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if poll(&wanted, 1, 0) == 0 {
        await waitForInput()
        continue
      }
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = Foundation.read(STDIN_FILENO, &bytes, bytes.count)
      if count > 0 { return Array(bytes.prefix(count)) }
      if count == 0 { return nil }
      guard errno == EINTR || errno == EAGAIN else {
        throw CommandFailure.badData(
          "standard input cannot be read: \(String(cString: strerror(errno)))")
      }
    }
  }
}
