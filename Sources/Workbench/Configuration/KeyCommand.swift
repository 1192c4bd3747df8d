internal import Subprocess

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
  /// What outlives the command may hold its output open; nobody waits for it.
  ///
  /// - Parameters:
  ///   - environment: its variables. Names that begin with a digit, which no shell can use, are
  ///     left out.
  ///   - patience: the longest it may take, in seconds.
  ///   - limit: the most bytes that are kept; what comes after them is read and dropped.
  package static func run(
    _ command: String, environment: [String: String], patience: Double, limit: Int
  ) async -> Outcome {
    do {
      let found = try await Deadline.wait(patience) {
        try await outcome(of: command, environment: environment, limit: limit)
      }
      return found ?? .tooSlow
    } catch {
      return .notStarted(SubprocessError.reason(error))
    }
  }

  private static func outcome(
    of command: String, environment: [String: String], limit: Int
  ) async throws -> Outcome {
    // One such name, and the package would not start the command.
    let digits: ClosedRange<Unicode.Scalar> = "0"..."9"
    let variables = environment.filter { !digits.contains($0.key.unicodeScalars.first ?? "_") }
      .map { (Environment.Key(stringLiteral: $0.key), $0.value) }
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    let ended = try await Subprocess.run(
      .path("/bin/sh"), arguments: ["-c", command],
      environment: .custom(Dictionary(uniqueKeysWithValues: variables)), platformOptions: options,
      input: .none, output: .sequence, error: .discarded
    ) { execution in
      var bytes: [UInt8] = []
      for try await buffer in execution.standardOutput {
        // What left the group may write on for ever.
        if Task.isCancelled { break }
        buffer.withUnsafeBytes { bytes += $0.prefix(max(0, limit - bytes.count)) }
      }
      return bytes
    }
    switch ended.terminationStatus {
    case .exited(0): return .finished(ended.closureResult)
    case .exited(let code): return .failed(code)
    case .signaled(let signal): return .failed(128 + signal)
    }
  }
}
