internal import Foundation
internal import Storage
internal import Synchronization

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

/// The program without a process: a command line goes in; exit status and what was written come
/// out. The library lies in a folder that goes with the bench.
final class Bench: Sendable {
  /// What came of a command line.
  struct Outcome: Sendable {
    var status: ExitStatus
    var output: String
    var diagnostics: String

    /// The output as a JSON value of a type.
    func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try Self.decode(type, output)
    }

    /// The output as one JSON value a line.
    func jsonLines<Value: Decodable>(_ type: Value.Type) throws -> [Value] {
      try output.split(separator: "\n").map { try Self.decode(type, String($0)) }
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value
    {
      let decoder = JSONDecoder()
      decoder.dateDecodingStrategy = .iso8601
      return try decoder.decode(type, from: Data(text.utf8))
    }
  }

  private final class Pad: Sendable {
    let text = Mutex("")

    func channel(isTerminal: Bool, keepsLines: Bool) -> OutputChannel {
      var channel = OutputChannel(isTerminal: isTerminal, width: 100) { [self] more in
        text.withLock { $0 += more }
      }
      channel.keepsLines = keepsLines
      return channel
    }

    var contents: String { text.withLock { $0 } }
  }

  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "rationale-commands-\(UUID().uuidString)"
    let samples = folder + "/share/SampleUsers"
    try FileManager.default.createDirectory(atPath: samples, withIntermediateDirectories: true)
    try (People.author + "\n").write(
      toFile: samples + "/one.jsonl", atomically: true, encoding: .utf8)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  var library: String { folder + "/library.sqlite" }

  /// The library, beside the commands that use it.
  func openLibrary() async throws -> Library {
    try await Library.open(LibraryLocation(database: library, stateFolder: folder + "/state"))
  }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }

  /// Runs a command line with the output in a file.
  ///
  /// - Parameters:
  ///   - input: what standard input holds; `nil` for a terminal on which nothing is typed.
  ///   - environment: variables beside those of the bench.
  func run(
    _ arguments: String..., input: String? = "", environment: [String: String] = [:]
  ) async -> Outcome {
    await run(arguments, input: input, isTerminal: false, environment: environment)
  }

  /// Runs a command line with the output on a terminal, which is where hostile text would do harm.
  func run(
    _ arguments: [String], input: String? = "", isTerminal: Bool = true,
    environment: [String: String] = [:]
  ) async -> Outcome {
    let (context, output, diagnostics) = context(
      input: input, isTerminal: isTerminal, environment: environment)
    let status: ExitStatus
    do {
      guard case .command(let command) = try Invocation(arguments: arguments) else {
        throw CommandFailure.failed("no command: \(arguments)")
      }
      status = await CommandRunner.outcome(of: command, in: context)
    } catch {
      status = ExitStatus.report(error, in: context)
    }
    return Outcome(
      status: status, output: output(), diagnostics: diagnostics())
  }

  /// A context of this bench, and what was written to its output and its diagnostics so far.
  func context(
    input: String? = "", isTerminal: Bool = false, environment: [String: String] = [:]
  ) -> (CommandContext, output: @Sendable () -> String, diagnostics: @Sendable () -> String) {
    let (output, diagnostics) = (Pad(), Pad())
    let unread = Mutex(input.map { [Array($0.utf8)] } ?? [])
    let context = CommandContext(
      output: output.channel(isTerminal: isTerminal, keepsLines: false),
      diagnostics: diagnostics.channel(isTerminal: isTerminal, keepsLines: true),
      input: InputChannel(isTerminal: input == nil, name: "standard input") {
        unread.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      },
      environment: ["RATIONALE_LIBRARY": library, "HOME": folder].merging(environment) { $1 },
      workingDirectory: folder,
      resources: Resources(
        executable: folder + "/bin/rationale", environment: ["RATIONALE_SHARE": folder + "/share"]))
    return (context, { output.contents }, { diagnostics.contents })
  }
}
