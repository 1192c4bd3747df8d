internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage
internal import Workbench

/// What a command works with beside its arguments: its output, its input and its surroundings.
struct CommandContext: Sendable {
  /// Results.
  var output: OutputChannel
  /// Notes and complaints.
  var diagnostics: OutputChannel
  /// What `-` reads.
  var input: InputChannel
  var environment: [String: String]
  var workingDirectory: String
  var resources: Resources
  /// Whether nothing that was written changes any more: progress is told in lines of its own, for
  /// whoever hears the screen or has it on paper.
  var isLinear = false
  /// What is looked for on this machine.
  var localServers = LocalServers()

  /// The context of this process.
  static var process: CommandContext {
    CommandContext(
      output: .standardOutput, diagnostics: .standardError, input: .standardInput,
      environment: ProcessInfo.processInfo.environment,
      workingDirectory: FileManager.default.currentDirectoryPath, resources: Resources())
  }

  /// Says something beside the result: `rationale: what`.
  func note(_ text: String) {
    complain("rationale: \(text)")
  }

  /// Writes to the diagnostics; that they cannot be written is nobody's concern.
  func complain(_ text: String) {
    try? diagnostics.text([text])
  }

  /// Where the library lies.
  func location(_ options: LibraryOptions) throws -> LibraryLocation {
    try LibraryLocation.resolve(
      flag: options.library, environment: environment, workingDirectory: workingDirectory)
  }

  /// Opens the library for as long as `body` runs. A library that is new holds the sample users.
  ///
  /// - Parameters:
  ///   - loadsSamples: `false` for `import`, which fills a new library itself.
  ///   - models: the language models, for what runs one.
  func withSession<Result>(
    _ options: LibraryOptions, loadsSamples: Bool = true, models: LanguageModels = .none,
    _ body: (Session) async throws -> Result
  ) async throws -> Result {
    let location = try location(options)
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
  func configuration() throws -> Configuration {
    try ConfigurationFile.load(environment: environment, workingDirectory: workingDirectory)
  }

  /// The language models that config and environment lead to.
  ///
  /// - Throws: `ConfigError`, `PromptError`.
  func languageModels(timeout: Double? = nil) throws -> LanguageModels {
    try LanguageModels(
      ModelResolution(
        configuration: try configuration(), environment: environment, timeout: timeout))
  }

  /// The language models, and which model the command line means.
  ///
  /// - Throws: `ConfigError`, `PromptError`, and `CommandFailure` (usage).
  func modelUse(_ options: ModelOptions) throws -> (LanguageModels, ModelUse) {
    let models = try languageModels(timeout: try options.seconds())
    let choice = try models.resolution.choice(
      model: try options.model(), endpoint: options.endpoint
    ).embedding(by: options.embeddings)
    let spending = try models.spending(budget: options.budget)
    return (models, ModelUse(choice: choice, spending: spending, isFresh: options.fresh))
  }

  /// The language models, and each model that the command line names; the usual one where it names
  /// none. All spend from one budget.
  ///
  /// - Throws: `ConfigError`, `PromptError`, and `CommandFailure` (usage).
  func modelUses(_ options: ModelOptions) throws -> (LanguageModels, [ModelUse]) {
    let models = try languageModels(timeout: try options.seconds())
    let spending = try models.spending(budget: options.budget)
    let choices =
      options.names.isEmpty
      ? [try models.resolution.choice(model: nil, endpoint: options.endpoint)]
      : try options.names.map {
        try models.resolution.choice(named: $0, endpoint: options.endpoint)
      }
    // The built-in model may stand beside one that has an endpoint.
    let embedding = try choices.map {
      $0 == .builtIn && choices.count > 1 ? $0 : try $0.embedding(by: options.embeddings)
    }
    var seen: Set<ModelIdentity> = []
    if let twice = embedding.first(where: { !seen.insert($0.identity).inserted }) {
      throw CommandFailure.usage("\(twice.title) is named twice")
    }
    return (
      models, embedding.map { ModelUse(choice: $0, spending: spending, isFresh: options.fresh) }
    )
  }

  /// Opens the library for as long as `body` runs a model.
  func withSession<Result>(
    _ options: LibraryOptions, models: ModelOptions,
    _ body: (Session, ModelUse) async throws -> Result
  ) async throws -> Result {
    let (language, use) = try modelUse(models)
    return try await withSession(options, models: language, spending: use.spending) {
      try await body($0, use)
    }
  }

  /// Opens the library for as long as `body` runs models that spend together.
  func withSession<Result>(
    _ options: LibraryOptions, models: LanguageModels, spending: Spending,
    _ body: (Session) async throws -> Result
  ) async throws -> Result {
    try await withSession(options, models: models) { session in
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
  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)"
  }

  /// A line for progress on the terminal.
  func progressLine() -> ProgressLine {
    guard isLinear else { return ProgressLine(channel: diagnostics) }
    return ProgressLine(
      channel: OutputChannel(isTerminal: false, width: diagnostics.width) { _ in })
  }
}
