internal import Foundation
internal import Subprocess
internal import Workbench

/// The editor that somebody names in `$VISUAL` or `$EDITOR`, for a text that is long to type.
package struct ExternalEditor: Sendable {
  /// The command, which a shell reads.
  package var command: String

  /// The editor of an environment; `vi` where none is named.
  package init(environment: [String: String]) {
    command =
      ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }
      .first { !$0.trimmingCharacters(in: .whitespaces).isEmpty } ?? "vi"
  }

  /// Has a text edited and returns what was made of it.
  ///
  /// It waits until the editor ends, and the editor has the terminal meanwhile. The file lies in a
  /// folder of its own that only its owner can look into, and is removed afterwards.
  ///
  /// - Throws: `CommandFailure` where the editor cannot be run or ends with an error.
  package func edit(_ text: String) async throws -> String {
    let folder = NSTemporaryDirectory() + "rationale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/query.txt"
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw CommandFailure.failed("\(path) cannot be written") }
    let status = try await Self.run(command, on: path)
    guard status == 0 else {
      throw CommandFailure.failed(
        "'\(command)' ended with \(status); the query is as it was. EDITOR names the editor to use")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure.failed("'\(command)' left no file behind; the query is as it was")
    }
    var edited = String(decoding: data, as: UTF8.self)
    // Editors end the last line; a query is not a file.
    while edited.last?.isNewline == true { edited.removeLast() }
    return edited
  }

  /// Runs the command in our own process group, which has the terminal.
  private static func run(_ command: String, on path: String) async throws -> Int32 {
    let status: TerminationStatus
    do {
      status = try await Subprocess.run(
        .path("/bin/sh"), arguments: ["-c", "\(command) \"$1\"", "sh", path],
        input: .currentStandardInput, output: .currentStandardOutput,
        error: .currentStandardError
      ).terminationStatus
    } catch {
      throw CommandFailure.failed(
        "'\(command)' cannot be started: \(SubprocessError.reason(error))")
    }
    switch status {
    case .exited(let code): return code
    case .signaled(let signal): return 128 + signal
    }
  }
}
