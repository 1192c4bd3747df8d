internal import ChatModel
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// Runs fits with nobody to ask, and writes down what they miss.
struct BatchExport {
  let session: Session
  /// Where the model is asked.
  let place: EndpointChoice
  /// Its name there.
  let model: String
  /// How it wants to be asked.
  let traits: ServerTraits

  var files: BatchFiles
  private(set) var document: BatchExportDocument

  private let identity: ModelIdentity
  private let price: Price?
  private var waiting: [WaitingLine] = []

  init(
    session: Session, place: EndpointChoice, model: String, traits: ServerTraits,
    files: BatchFiles, users: Int
  ) {
    self.session = session
    self.place = place
    self.model = model
    self.traits = traits
    self.files = files
    identity = place.identity(of: model)
    price = session.models.price(of: model, at: place)
    document = BatchExportDocument(model: identity, users: users)
  }

  /// Goes as far with a user's fit as kept replies lead.
  ///
  /// - Throws: `RoleFailure` where nobody else can be fitted either.
  mutating func add(_ summary: UserSummary) async throws {
    let library = session.library
    let known = try await library.waiting(of: summary.id).filter { $0.model == identity }
    let givenUp = known.compactMap { line in line.reason.map { (line.key, $0) } }
    let collector = BatchCollector(
      givenUp: Dictionary(givenUp, uniquingKeysWith: { first, _ in first }))
    let window = session.window(nil)
    let user = try await library.user(summary.id).within(window)
    let engine = session.engine(
      collecting: collector, for: place, model: model, user: summary.id)
    do {
      let run = engine.fit(user)
      var model = try await run.value
      model.statistics.window = window
      try await keep(model, of: user, summary, stages: run.stages)
      try await library.removeWaiting(of: summary.id, from: identity)
      document.givenUp += givenUp.count
    } catch let failure as RoleFailure where failure.reach == .deferred {
      try write(
        collector.collected, for: summary.id,
        known: Dictionary(known.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }))
    } catch let failure as RoleFailure where !failure.endsRun {
      document.failed.append(.init(user: summary.name, reason: failure.description))
    }
  }

  /// Stores a model, unless the newest one is the same.
  private mutating func keep(
    _ fitted: UserModel, of user: User, _ summary: UserSummary, stages: [StageRecord]
  ) async throws {
    if let newest = summary.model, !newest.isStale {
      // Edits made since are no reason to store the same fit again.
      let fit = try await session.library.changes(for: summary.id).first?.parent
      let stored = try await session.library.model(
        for: summary.id, version: fit ?? newest.version)
      var same = stored.model
      (same.fitted, same.usage) = (fitted.fitted, fitted.usage)
      if same == fitted {
        document.unchanged.append(.init(user: summary.name, version: newest.version))
        return
      }
    }
    let stored = try await session.store(fitted, for: summary.id, of: user, stages: stages)
    document.finished.append(.init(user: summary.name, version: stored.version))
  }

  private mutating func write(
    _ requests: [BatchRequest], for user: Library.UserID, known: [String: WaitingLine]
  ) throws {
    document.waiting += 1
    for request in requests {
      let last = known[request.key]
      let cap = last.map(\.cap).flatMap { $0 > 0 ? $0 : nil } ?? request.request.maxTokens
      let place = try files.add(
        BatchLine.json(request, model: model, traits: traits, cap: cap), key: request.key)
      if place.isNew {
        document.requests[request.stage.rawValue, default: 0] += 1
        document.estimate += request.estimate(price: price)
        if last?.hasFailed == false { document.repeated += 1 }
      }
      waiting.append(
        WaitingLine(
          key: request.key, user: user, model: identity, stage: request.stage,
          prompt: request.prompt, file: place.path, exported: Date(), cap: cap,
          cuts: last?.cuts ?? 0))
    }
  }

  /// Puts the files in their places.
  ///
  /// Who waits is noted before: a file that nobody knows of would be paid for in vain, and a line
  /// without a file is written again by the next export.
  mutating func finish() async throws {
    try await session.library.addWaiting(waiting)
    document.files = try files.finish()
  }
}
