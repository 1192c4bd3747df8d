internal import Foundation
internal import Subprocess
internal import Workbench

/// Hands a text to a program that puts it into the clipboard, such as `xclip`.
package enum HostClipboard {
  /// Runs the program with the text as its input.
  ///
  /// Some of them stay in the background to offer the text to others: only the program itself is
  /// waited for, not who inherits its descriptors. One that ends without reading is judged by its
  /// exit code.
  ///
  /// - Parameter patience: Seconds it may take.
  /// - Throws: `CommandFailure` when it cannot be started, fails, or takes too long; it is killed
  ///   then.
  package static func copy(
    _ text: String, with path: String, _ arguments: [String] = [], patience: Double = 3
  ) async throws {
    let name = URL(fileURLWithPath: path).lastPathComponent
    // A closed pipe must be an error here and not the end of the process, also where `main` has
    // not seen to it.
    signal(SIGPIPE, SIG_IGN)
    let status: TerminationStatus?
    do {
      status = try await Deadline.wait(patience) {
        try await feed(text, to: path, arguments)
      }
    } catch {
      throw CommandFailure.failed("\(name) cannot be run: \(SubprocessError.reason(error))")
    }
    switch status {
    case .exited(0)?: return
    case .exited(let code)?:
      throw CommandFailure.failed("\(name) failed with exit code \(code)")
    case .signaled(let number)?:
      throw CommandFailure.failed("\(name) was killed by signal \(number)")
    case nil: throw CommandFailure.failed("\(name) did not take the text in time")
    }
  }

  private static func feed(
    _ text: String, to path: String, _ arguments: [String]
  ) async throws -> TerminationStatus {
    var options = PlatformOptions()
    options.processGroupID = 0
    // It must not write on the screen.
    let ended = try await Subprocess.run(
      .path(.init(path)), arguments: Arguments(arguments), platformOptions: options,
      input: .inputWriter, output: .discarded, error: .discarded
    ) { execution in
      _ = try? await execution.standardInputWriter.write(text)
    }
    return ended.terminationStatus
  }
}
