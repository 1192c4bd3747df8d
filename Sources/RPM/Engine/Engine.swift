public import Embeddings
internal import Foundation
internal import Synchronization

/// Runs the method on its own Dispatch queue: order, concurrency, progress and cancellation, and
/// nothing else. What happens next is decided by `FitMachine` and `AskMachine`.
public final class Engine: Sendable {
  /// How many examples are retrieved unless somebody says otherwise (paper section 4.1).
  public static let defaultK = 3

  private let executor = QueueExecutor(label: "rationale.engine")
  private let blackBox: any BlackBox
  private let embedder: any TextEmbedder
  private let clock: EngineClock
  private let sessions: SessionCache
  private let runsStarted = Atomic<UInt64>(0)

  /// - Parameters:
  ///   - blackBox: the model that fills the roles.
  ///   - embedder: what makes retrieval keys.
  ///   - clock: the time.
  public init(blackBox: any BlackBox, embedder: any TextEmbedder, clock: EngineClock) {
    self.blackBox = blackBox
    self.embedder = embedder
    self.clock = clock
    sessions = SessionCache(blackBox: blackBox)
  }

  /// Fits a user: builds factors, statistics and the reasoning memory from the history.
  public func fit(_ user: User) -> Run<UserModel> {
    launch { [blackBox, clock, embedder] in
      let session = try await blackBox.open(Subject(task: user.task, history: user.history))
      let machine = FitMachine(
        user: user, identity: blackBox.identity, embedder: embedder.identity,
        fitted: clock.now(), session: session)
      return (machine, session)
    }
  }

  /// Answers a query as a user would.
  ///
  /// - Parameters:
  ///   - query: the target query; for questions with options it ends with the option lines.
  ///   - model: the user's fitted model, by this black box or by another (paper section 4.4): then
  ///     its keys are made anew, and what the other kept for itself is not looked at.
  ///   - history: the history that the model was fitted on; what came later may follow. The run
  ///     fails where it is shorter than the memory.
  ///   - k: how many examples are retrieved.
  ///   - earlier: what an earlier ask gave, where its first stages are to be taken over; `nil` asks
  ///     from the beginning.
  public func ask(
    _ query: String, of model: UserModel, history: [Interaction], k: Int = Engine.defaultK,
    reusing earlier: EarlierStages? = nil
  ) -> Run<Answer> {
    launch { [self] in
      let parts = try await askParts(query, of: model, history: history, k: k, earlier: earlier)
      return (parts.machine, parts.session)
    }
  }

  /// What an ask is made of.
  struct AskParts: Sendable {
    var machine: AskMachine
    var session: any BlackBoxSession
    /// The history that the model was fitted on.
    var history: [Interaction]
    /// Whether the memory's keys cannot be compared with this embedder's.
    var makesKeysAnew: Bool
    /// Whether the memory's keys were made by this model and embedder, whatever was edited since.
    var hasOwnKeys: Bool
  }

  /// Opens the model and prepares to ask.
  func askParts(
    _ query: String, of model: UserModel, history: [Interaction], k: Int, earlier: EarlierStages?
  ) async throws -> AskParts {
    // Interactions that came after the fit are not part of the model.
    let fittedOn = Array(history.prefix(model.memory.entries.count))
    guard fittedOn.count == model.memory.entries.count else {
      throw RoleFailure(
        """
        The model remembers answers that are gone: \(fittedOn.count) of the \
        \(model.memory.entries.count) it was fitted on are there. Fit it again.
        """)
    }
    let identity = blackBox.identity
    let hasOwnKeys =
      model.identity == identity && model.embedder.map { $0 == embedder.identity } ?? true
    let makesKeysAnew =
      !hasOwnKeys || model.memory.entries.contains { $0.marks.isKeyOutdated }
    let session = try await sessions.session(for: model, history: model.counted(fittedOn))
    let machine = AskMachine(
      query: query, model: model, history: fittedOn, k: max(0, k), identity: identity,
      makesKeysAnew: makesKeysAnew, earlier: earlier, session: session)
    return AskParts(
      machine: machine, session: session, history: fittedOn, makesKeysAnew: makesKeysAnew,
      hasOwnKeys: hasOwnKeys)
  }

  func launch<Machine: RunMachine>(
    _ prepare: @escaping RunDriver<Machine>.Preparation
  ) -> Run<Machine.Output> {
    let id = RunID(value: runsStarted.wrappingAdd(1, ordering: .relaxed).newValue)
    let (events, continuation) = AsyncStream.makeStream(of: EngineEvent.self)
    let promise = Promise<Machine.Output>()
    let record = Promise<[StageRecord]>()
    let driver = RunDriver<Machine>(
      id: id, executor: executor, embedder: embedder, clock: clock, events: continuation,
      promise: promise, record: record)
    Task { await driver.begin(prepare) }
    return Run(id: id, events: events, promise: promise, record: record) { driver.cancel() }
  }
}
