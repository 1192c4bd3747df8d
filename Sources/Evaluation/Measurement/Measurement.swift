public import Embeddings
internal import Foundation
public import RPM

/// Measures a black box on users whose test items are known: every user is fitted on the history
/// and asked the test (method section 8).
///
/// The same users give the same report up to its times, whatever runs beside it.
public struct Measurement: Sendable {
  /// The model that fills the roles.
  public var blackBox: any BlackBox
  /// What makes the retrieval keys.
  public var embedder: any TextEmbedder
  /// K, the number of retrieved examples.
  public var k: Int
  /// How many users are worked on at once, at least one.
  public var width: Int

  /// Creates a measurement; by default three examples and one user a core.
  public init(
    blackBox: any BlackBox, embedder: any TextEmbedder, k: Int = 3, width: Int? = nil
  ) {
    self.blackBox = blackBox
    self.embedder = embedder
    self.k = k
    self.width = max(1, width ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Fits and asks every user, then scores each task.
  ///
  /// A user that cannot be fitted and an item that cannot be answered stay in the scores as invalid
  /// answers, with the reason beside them.
  ///
  /// - Parameters:
  ///   - users: People with a history and a test; those without a test are fitted and have no score.
  ///   - onUser: Told after each user how many of how many are done.
  /// - Throws: `CancellationError` when the task is cancelled, and `RoleFailure` where a failure
  ///   would meet every further call too: scores of such would say nothing of the model.
  public func run(
    _ users: [User], onUser: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> MeasurementReport {
    var runs = [UserRun?](repeating: nil, count: users.count)
    try await withThrowingTaskGroup(of: (Int, UserRun).self) { group in
      var waiting = users.indices.makeIterator()
      func start() {
        guard let index = waiting.next() else { return }
        group.addTask { (index, try await measure(users[index])) }
      }
      for _ in 0..<width { start() }
      var done = 0
      for try await (index, run) in group {
        runs[index] = run
        done += 1
        onUser(done, users.count)
        start()
      }
    }
    return MeasurementReport(
      model: blackBox.identity, embedder: embedder.identity, k: k,
      runs: runs.compactMap(\.self)
    )
  }

  private func measure(_ user: User) async throws -> UserRun {
    var run = UserRun(user: user)
    // An engine a user: each has its own queue, and no session of one is taken for another's.
    let engine = Engine(blackBox: blackBox, embedder: embedder, clock: Self.clock)
    do {
      let start = Self.clock.seconds()
      let model = try await engine.fit(user).value
      run.fitSeconds = Self.clock.seconds() - start
      run.factors = model.factors.count
      for item in user.test {
        run.items.append(try await ask(item, of: model, engine: engine, history: user.history))
      }
    } catch let failure as RoleFailure where !failure.endsRun {
      try Task.checkCancellation()
      run.failure = failure.description
      run.items = user.test.map { MeasuredItem(query: $0.query, gold: $0.response) }
    }
    return run
  }

  private func ask(
    _ item: Interaction, of model: UserModel, engine: Engine, history: [Interaction]
  ) async throws -> MeasuredItem {
    try Task.checkCancellation()
    var measured = MeasuredItem(query: item.query, gold: item.response)
    let start = Self.clock.seconds()
    do {
      let answer = try await engine.ask(item.query, of: model, history: history, k: k).value
      measured.response = answer.response
      measured.confidence = answer.confidence
      measured.hasLittleEvidence = answer.hasLittleEvidence
      measured.auditFindings = answer.audit.findings.count
    } catch let failure as RoleFailure where !failure.endsRun {
      measured.failure = failure.description
    }
    measured.seconds = Self.clock.seconds() - start
    return measured
  }

  private static let clock: EngineClock = {
    let clock = ContinuousClock()
    let start = clock.now
    return EngineClock(now: { Date() }, seconds: { start.duration(to: clock.now).seconds })
  }()
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
