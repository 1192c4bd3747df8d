internal import BuiltInModel
package import ChatModel
package import Embeddings
internal import Foundation
package import RPM
package import Storage

/// What all use cases work with: the library, and engines around models.
package struct Session: Sendable {
  package let library: Library
  /// The engine around the built-in model.
  package let engine: Engine
  package var models = LanguageModels.none

  /// Opens the library and loads the sample users into one that never held anyone.
  ///
  /// - Parameters:
  ///   - location: where the library lies.
  ///   - loadsSamples: `false` for `import`, which fills a new library itself.
  ///   - resources: where the sample users lie.
  ///   - models: the language models.
  package static func open(
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
  package func close() async {
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
  package func roles(
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
  package func rolesBooked(
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
  package func estimate(
    asking query: String, of stored: StoredModel, k: Int = Engine.defaultK, through use: ModelUse
  ) -> Usage? {
    guard case .chat(let endpoint, let name) = use.choice else { return nil }
    return AskEstimate(
      query, of: stored.model, history: stored.history, k: k, prompts: models.prompts,
      price: models.price(of: name, at: endpoint)
    ).usage
  }

  /// The engine that a use of a model means, for one person: the built-in one is shared by all.
  package func engine(for use: ModelUse, user: Library.UserID) -> Engine {
    guard use.choice != .builtIn else { return engine }
    let (blackBox, embedder) = roles(for: use, user: user)
    return Engine(blackBox: blackBox, embedder: embedder, clock: .system)
  }

  /// The engine that asks nobody: what is not kept goes to a collector.
  package func engine(
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
  package func window(_ scope: FitScope?) -> FitWindow? {
    (scope ?? models.resolution.configuration.fit.scope).window
  }

  /// A person with everything the screen shows of them.
  package func person(_ id: Library.UserID) async throws -> OpenPerson {
    async let asks = library.runs(for: id)
    let user = try await library.user(id)
    let summary = try await library.summary(id)
    let stored = summary.model == nil ? nil : try await library.model(for: id)
    return OpenPerson(id: id, user: user, stored: stored, asks: try await asks)
  }

  /// An earlier ask with the model that answered it.
  package func record(ofRun id: Int64) async throws -> AskRecord {
    let (summary, run) = try await library.run(id)
    guard let answer = run.answer else {
      throw RoleFailure("Ask number \(id) ended without an answer (\(run.state.rawValue)).")
    }
    let stored = try await library.model(for: summary.user, version: run.modelVersion)
    if let misfit = answer.misfit(with: stored.model) {
      throw LibraryError.unsound(
        path: library.location.database, place: "the answer of run \(id): \(misfit)")
    }
    return AskRecord(
      run: id, user: summary.user, stored: stored, answer: answer, expected: run.expected)
  }

  /// Stores a model that was just fitted, makes earlier edits again as far as that can be, and gives
  /// back the model in use with its version.
  ///
  /// - Parameter stages: what each stage of the fit took.
  package func store(
    _ model: UserModel, for id: Library.UserID, of user: User, stages: [StageRecord]? = nil
  ) async throws -> StoredModel {
    try await storeKeepingEdits(model, for: id, of: user, stages: stages).0
  }
}

extension EngineClock {
  /// The machine's own clock.
  package static let system = EngineClock(
    now: { Date() },
    seconds: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 })
}
