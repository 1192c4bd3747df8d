internal import Foundation
internal import Synchronization

/// A server in a process of its own, which ends with this value: one of `servers.py`, or another.
final class ScriptServer: Sendable {
  /// A request that it got.
  struct Request: Codable, Sendable {
    var method: String
    var path: String
    /// The port that it came from: one a connection.
    var client: Int
    /// Names in lower case.
    var headers: [String: String]
  }

  private struct State {
    var text: [UInt8] = []
    var hasEnded = false
  }

  private let child: Process
  private let state = Mutex(State())

  /// Starts one of `servers.py`, and waits until it listens.
  convenience init(_ arguments: String...) throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "servers.py").path
    try self.init(program: "/usr/bin/env", ["python3", script] + arguments)
    guard eventually({ $0.port > 0 }) else { throw POSIXError(.ETIMEDOUT) }
  }

  init(program: String, _ arguments: [String]) throws {
    child = Process()
    child.executableURL = URL(fileURLWithPath: program)
    child.arguments = arguments
    child.standardInput = FileHandle.nullDevice
    child.standardError = FileHandle.nullDevice
    let output = Pipe()
    child.standardOutput = output
    try child.run()
    let end = output.fileHandleForReading
    Thread.detachNewThread { [weak self] in
      while case let data = end.availableData, !data.isEmpty {
        self?.state.withLock { $0.text += data }
      }
      self?.state.withLock { $0.hasEnded = true }
    }
  }

  // By a signal that no mask keeps away.
  deinit { kill(child.processIdentifier, SIGKILL) }

  private var lines: [Substring] {
    String(decoding: state.withLock { $0.text }, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  /// Where it listens; 0 as long as it does not.
  var port: Int { lines.first.flatMap { Int($0) } ?? 0 }

  /// What it got so far.
  var requests: [Request] {
    lines.dropFirst().compactMap { try? JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
  }

  /// The first of them. What the server tells of it may come later than its reply.
  ///
  /// - Throws: `ETIMEDOUT` where none comes.
  func firstRequest() throws -> Request {
    guard eventually({ !$0.requests.isEmpty }), let first = requests.first else {
      throw POSIXError(.ETIMEDOUT)
    }
    return first
  }

  /// Waits until something is so, at most twenty seconds.
  func eventually(_ isSo: (ScriptServer) -> Bool) -> Bool {
    for _ in 0..<2000 {
      if isSo(self) { return true }
      if state.withLock({ $0.hasEnded }) { return isSo(self) }
      usleep(10_000)
    }
    return false
  }
}
