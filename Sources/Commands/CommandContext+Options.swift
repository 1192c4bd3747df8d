internal import ChatModel
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// What the options of a command line mean.
extension CommandContext {
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
    try await withSession(
      at: try location(options), loadsSamples: loadsSamples, models: models, body)
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

  /// The language models, the model that fills the roles, and the one that judges.
  ///
  /// - Parameters:
  ///   - judges: whether a model judges.
  ///   - judge: its name; `nil` for the model that fills the roles. Where it is named, --endpoint is
  ///     meant for it, and may stand beside the built-in model.
  /// - Throws: `ConfigError`, `PromptError`, and `CommandFailure` (usage) for a judge that is no
  ///   language model.
  func modelUses(
    _ options: ModelOptions, judges: Bool, judge: String?
  ) throws -> (LanguageModels, use: ModelUse, judge: ModelUse?) {
    guard judges, let judge else {
      let (models, use) = try modelUse(options)
      return (models, use, judges ? try Self.judging(use) : nil)
    }
    let models = try languageModels(timeout: try options.seconds())
    let resolution = models.resolution
    let choice =
      try options.model().map { try resolution.choice(named: $0, endpoint: options.endpoint) }
      ?? resolution.choice(model: nil, endpoint: nil)
    let use = ModelUse(
      choice: try choice.embedding(by: options.embeddings),
      spending: try models.spending(budget: options.budget), isFresh: options.fresh)
    var judging = use
    judging.choice = try resolution.choice(named: judge, endpoint: options.endpoint)
    return (models, use, try Self.judging(judging))
  }

  private static func judging(_ use: ModelUse) throws -> ModelUse {
    guard case .chat = use.choice else {
      throw CommandFailure.usage(
        "the built-in model judges nothing; --judge, or --model, names a language model")
    }
    return use
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
    return try await withSession(
      at: try location(options), models: language, spending: use.spending
    ) { try await body($0, use) }
  }

  /// Opens the library for as long as `body` runs models that spend together.
  func withSession<Result>(
    _ options: LibraryOptions, models: LanguageModels, spending: Spending,
    _ body: (Session) async throws -> Result
  ) async throws -> Result {
    try await withSession(
      at: try location(options), models: models, spending: spending, body)
  }
}
