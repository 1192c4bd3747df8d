package import ChatModel
internal import Foundation
internal import RPM
package import Storage
package import Workbench

/// What a command works with beside its arguments: its output, its input and its surroundings.
package struct CommandContext: Sendable {
  /// Results.
  package var output: OutputChannel
  /// Notes and complaints.
  package var diagnostics: OutputChannel
  /// What `-` reads.
  package var input: InputChannel
  package var environment: [String: String]
  package var workingDirectory: String
  package var resources: Resources
  /// Whether nothing that was written changes any more: progress is told in lines of its own, for
  /// whoever hears the screen or has it on paper.
  package var isLinear = false
  /// What is looked for on this machine.
  package var localServers = LocalServers()

  package static var process: CommandContext {
    CommandContext(
      output: .standardOutput, diagnostics: .standardError, input: .standardInput,
      environment: ProcessInfo.processInfo.environment,
      workingDirectory: FileManager.default.currentDirectoryPath, resources: Resources())
  }

  /// Says something beside the result: `rationale: what`.
  package func note(_ text: String) {
    complain("rationale: \(text)")
  }

  /// Writes to the diagnostics; that they cannot be written is nobody's concern.
  package func complain(_ text: String) {
    try? diagnostics.text([text])
  }

  /// Opens the library for as long as `body` runs. A library that is new holds the sample users.
  ///
  /// - Parameters:
  ///   - loadsSamples: `false` for `import`, which fills a new library itself.
  ///   - models: the language models, for what runs one.
  package func withSession<Result>(
    at location: LibraryLocation, loadsSamples: Bool = true, models: LanguageModels = .none,
    _ body: (Session) async throws -> Result
  ) async throws -> Result {
    let session = try await Session.open(
      location, loadsSamples: loadsSamples, resources: resources, models: models)
    if session.library.isNew, loadsSamples {
      note("\(location.database) is new; it holds the sample users")
    }
    let result: Swift.Result<Result, any Error>
    do {
      result = .success(try await body(session))
    } catch {
      result = .failure(error)
    }
    await session.close()
    return try result.get()
  }

  /// What the config file says.
  ///
  /// - Throws: `ConfigError`.
  package func configuration() throws -> Configuration {
    try ConfigurationFile.load(environment: environment, workingDirectory: workingDirectory)
  }

  /// The language models that config and environment lead to.
  ///
  /// - Throws: `ConfigError`, `PromptError`.
  package func languageModels(timeout: Double? = nil) throws -> LanguageModels {
    try LanguageModels(
      ModelResolution(
        configuration: try configuration(), environment: environment, timeout: timeout))
  }

  /// Opens the library for as long as `body` runs models that spend together.
  package func withSession<Result>(
    at location: LibraryLocation, models: LanguageModels, spending: Spending,
    _ body: (Session) async throws -> Result
  ) async throws -> Result {
    try await withSession(at: location, models: models) { session in
      let result: Swift.Result<Result, any Error>
      do {
        result = .success(try await body(session))
      } catch {
        result = .failure(error)
      }
      // A reply that was paid for is kept before the library is closed, also after ^C.
      await spending.quiet()
      return try result.get()
    }
  }

  /// A path as somebody typed it, from the working directory.
  package func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)"
  }

  /// Says how far long work is, in a moment in which nothing came: in place on a terminal, else in
  /// a line of its own now and then.
  ///
  /// - Parameter line: `nil` where something else stands on the terminal just now.
  package func tell(
    _ progress: String, at seconds: Double, on line: ProgressLine?, _ lines: inout StageLines
  ) {
    if isLinear {
      if let told = lines.tick(progress, at: seconds) { complain(told) }
    } else if diagnostics.isTerminal {
      line?.show(progress)
    } else if let told = lines.tick(progress, at: seconds, patience: StageLines.longPatience) {
      note(told)
    }
  }

  package func progressLine() -> ProgressLine {
    guard isLinear else { return ProgressLine(channel: diagnostics) }
    return ProgressLine(
      channel: OutputChannel(isTerminal: false, width: diagnostics.width) { _ in })
  }
}
