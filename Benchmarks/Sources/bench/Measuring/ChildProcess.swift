internal import Foundation

/// Runs a program to its end and tells what it took.
///
/// Foundation's `Process` does not say how much memory and processor time a child used.
struct ChildProcess {
  /// What came of it.
  struct Outcome {
    /// From start to end.
    var seconds: Double
    /// Processor time, of all its threads.
    var processorSeconds: Double
    /// The most memory held at once, in MiB.
    var peak: Double
    /// What it wrote to standard output.
    var output: Data
  }

  /// The program.
  var program: String
  /// Its environment.
  var environment: [String: String]

  /// Runs it, with standard error as ours.
  ///
  /// The peak is not below what this process holds itself: the kernel hands it on to a child.
  /// - Throws: `Complaint` when it cannot be started or does not end with 0.
  func run(_ arguments: [String]) throws -> Outcome {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let file = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    // A file and no pipe: nobody has to read while the time runs.
    posix_spawn_file_actions_addopen(&actions, 1, file.path, O_WRONLY | O_CREAT, 0o600)

    let clock = ContinuousClock()
    let start = clock.now
    var pid: pid_t = 0
    let failure = withArray([program] + arguments) { arguments in
      withArray(environment.map { "\($0)=\($1)" }) { environment in
        posix_spawn(&pid, program, &actions, nil, arguments, environment)
      }
    }
    guard failure == 0 else {
      throw Complaint("\(program) does not start: \(String(cString: strerror(failure)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
    let seconds = (clock.now - start) / .seconds(1)
    guard status == 0 else {
      let words = ([program] + arguments).joined(separator: " ")
      throw Complaint("\(words) ended with status \(status >> 8), signal \(status & 0x7f)")
    }
    return Outcome(
      seconds: seconds,
      processorSeconds: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
      peak: Double(usage.ru_maxrss) / 1024, output: try Data(contentsOf: file))
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  private func withArray<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}
