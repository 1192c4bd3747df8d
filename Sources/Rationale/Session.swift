internal import BuiltInModel
internal import ChatModel
internal import Embeddings
internal import Foundation
internal import RPM
internal import Storage

/// What commands and cockpit work with: the library, and engines around models.
struct Session: Sendable {
  let library: Library
  /// The engine around the built-in model.
  let engine: Engine
  var models = LanguageModels.none

  /// Opens the library and loads the sample users into one that never held anyone.
  ///
  /// - Parameters:
  ///   - location: where the library lies.
  ///   - loadsSamples: `false` for `import`, which fills a new library itself.
  ///   - resources: where the sample users lie.
  ///   - models: the language models.
  static func open(
    _ location: LibraryLocation, loadsSamples: Bool, resources: Resources = Resources(),
    models: LanguageModels = .none
  ) async throws -> Session {
    let library = try await Library.open(location)
    if loadsSamples {
      // Does nothing in a library that ever held anyone.
      _ = try await library.importSamples(resources.sampleUsers)
    }
    let engine = Engine(
      blackBox: BuiltInModel(), embedder: StaticTable.shared, clock: .system)
    return Session(library: library, engine: engine, models: models)
  }

  /// Closes the library.
  ///
  /// Closing waits for reads that a cancelled run has left behind, and they end in tasks: so it
  /// waits on a thread of its own, never on one of those that tasks need.
  func close() async {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "rationale.close").async {
        library.close()
        continuation.resume()
      }
    }
  }

  /// What fills the roles and what makes the retrieval keys, for one person.
  ///
  /// - Parameters:
  ///   - user: whose replies are kept and booked.
  func roles(
    for use: ModelUse, user: Library.UserID
  ) -> (blackBox: any BlackBox, embedder: any TextEmbedder) {
    guard case .chat(let endpoint, let model) = use.choice else {
      return (BuiltInModel(), StaticTable.shared)
    }
    let ledger = ledger(of: user)
    return (
      models.blackBox(
        at: endpoint, model: model, ledger: ledger(endpoint.identity(of: model)),
        traits: LibraryTraits(library: library), fresh: use.isFresh, spending: use.spending),
      models.embedder(at: endpoint, ledger: ledger, spending: use.spending)
    )
  }

  /// The same for people who need not be in the library: what is used is booked, and no reply is
  /// kept.
  func rolesBooked(
    for use: ModelUse
  ) -> (blackBox: any BlackBox, embedder: any TextEmbedder) {
    guard case .chat(let endpoint, let model) = use.choice else {
      return (BuiltInModel(), StaticTable.shared)
    }
    return (
      models.blackBox(
        at: endpoint, model: model,
        ledger: BookingLedger(library: library, model: use.choice.identity),
        traits: LibraryTraits(library: library), fresh: use.isFresh, spending: use.spending),
      models.embedder(
        at: endpoint, ledger: { BookingLedger(library: library, model: $0) },
        spending: use.spending)
    )
  }

  /// What one answer takes of a language model; `nil` for the built-in one, which takes nothing.
  func estimate(
    asking query: String, of stored: StoredModel, k: Int = Engine.defaultK, through use: ModelUse
  ) -> Usage? {
    guard case .chat(let endpoint, let name) = use.choice else { return nil }
    return AskEstimate(
      query, of: stored.model, history: stored.history, k: k, prompts: models.prompts,
      price: models.price(of: name, at: endpoint)
    ).usage
  }

  /// The engine that a use of a model means, for one person: the built-in one is shared by all.
  func engine(for use: ModelUse, user: Library.UserID) -> Engine {
    guard use.choice != .builtIn else { return engine }
    let (blackBox, embedder) = roles(for: use, user: user)
    return Engine(blackBox: blackBox, embedder: embedder, clock: .system)
  }

  /// The engine that asks nobody: what is not kept goes to a collector.
  func engine(
    collecting collector: BatchCollector, for endpoint: EndpointChoice, model: String,
    user: Library.UserID
  ) -> Engine {
    let ledger = ledger(of: user)
    return Engine(
      blackBox: models.blackBox(
        collecting: collector, at: endpoint, model: model,
        ledger: ledger(endpoint.identity(of: model))),
      embedder: models.embedder(at: endpoint, ledger: ledger, spending: Spending()),
      clock: .system)
  }

  /// Where a person's replies are kept, by the model that gives them.
  private func ledger(of user: Library.UserID) -> @Sendable (ModelIdentity) -> any CallLedger {
    { [library] in LibraryLedger(library: library, user: user, model: $0) }
  }

  /// The part of a history that a fit takes.
  ///
  /// - Parameter scope: what was asked for; `nil` where nothing was, so that the config decides.
  func window(_ scope: FitScope?) -> FitWindow? {
    (scope ?? models.resolution.configuration.fit.scope).window
  }

  /// A person with everything the screen shows of them.
  func person(_ id: Library.UserID) async throws -> OpenPerson {
    async let asks = library.runs(for: id)
    let user = try await library.user(id)
    let summary = try await library.summary(id)
    let stored = summary.model == nil ? nil : try await library.model(for: id)
    return OpenPerson(id: id, user: user, stored: stored, asks: try await asks)
  }

  /// An earlier ask with the model that answered it.
  func record(ofRun id: Int64) async throws -> AskRecord {
    let (summary, run) = try await library.run(id)
    guard let answer = run.answer else {
      throw RoleFailure("Ask number \(id) ended without an answer (\(run.state.rawValue)).")
    }
    let stored = try await library.model(for: summary.user, version: run.modelVersion)
    return AskRecord(
      run: id, user: summary.user, stored: stored, answer: answer, expected: run.expected)
  }

  /// Fits a person, shows how far it is, and stores what came of it: a model, or what was tried.
  func fit(
    _ user: User, id: Library.UserID, on engine: Engine, with identity: ModelIdentity,
    within window: FitWindow? = nil, following follower: RunFollower
  ) async throws -> StoredModel {
    let user = try user.within(window)
    let run = engine.fit(user)
    var model: UserModel
    do {
      model = try await follower.follow(run)
      model.statistics.window = window
    } catch {
      try await keepFit(
        endedBy: error, of: user, id: id, with: identity, stages: run.stages)
      throw error
    }
    let (stored, outcomes) = try await storeKeepingEdits(
      model, for: id, of: user, stages: run.stages)
    for outcome in outcomes {
      guard let problem = outcome.problem else { continue }
      follower.context.note("not made again after the fit: \(outcome.edit.text). \(problem)")
    }
    let kept = outcomes.count(where: \.isKept)
    if kept > 0 {
      follower.context.note(
        "made \(Count.of(kept, "edit")) again; version \(stored.version) has \(kept == 1 ? "it" : "them")"
      )
    }
    return stored
  }

  /// Stores a model that was just fitted, makes earlier edits again as far as that can be, and gives
  /// back the model in use with its version.
  ///
  /// - Parameter stages: what each stage of the fit took.
  func store(
    _ model: UserModel, for id: Library.UserID, of user: User, stages: [StageRecord]? = nil
  ) async throws -> StoredModel {
    try await storeKeepingEdits(model, for: id, of: user, stages: stages).0
  }

  /// Keeps what a fit took that brought no model.
  ///
  /// In a task of its own, so that a cancelled fit is kept too. A fit that waits for a batch has
  /// not ended and is not kept.
  func keepFit(
    endedBy error: any Error, of user: User, id: Library.UserID, with identity: ModelIdentity,
    stages: [StageRecord]
  ) async throws {
    let failure = error as? RoleFailure
    guard failure?.reach != .deferred else { return }
    let fit = FitRecord(
      identity: identity, interactions: user.history.count,
      state: error is CancellationError ? .cancelled : .failed,
      message: error is CancellationError ? nil : failure?.description ?? "\(error)",
      stages: stages, created: Date())
    try await Task.detached { [library] in try await library.saveFit(fit, for: id) }.value
  }

  /// Stores an answer and gives back the number of its run.
  ///
  /// - Parameter stages: what each stage of the ask took.
  func store(_ record: AskRecord, stages: [StageRecord]? = nil) async throws -> Int64 {
    try await library.saveRun(
      Storage.Run(
        modelVersion: record.stored.version, query: record.answer.query, answer: record.answer,
        expected: record.expected, stages: stages, created: Date()),
      for: record.user)
  }
}

extension EngineClock {
  /// The machine's own clock.
  static let system = EngineClock(
    now: { Date() },
    seconds: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 })
}
