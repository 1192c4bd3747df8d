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
  /// - Throws: `CancellationError` when the task is cancelled, and nothing else.
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
    let clock = ContinuousClock()
    do {
      let start = clock.now
      let fitted = try await FittedUser(user: user, blackBox: blackBox, embedder: embedder)
      run.fitSeconds = start.duration(to: clock.now).seconds
      run.factors = fitted.model.factors.count
      for item in user.test {
        try Task.checkCancellation()
        run.items.append(try await ask(item, of: fitted))
      }
    } catch let cancellation as CancellationError {
      throw cancellation
    } catch {
      try Task.checkCancellation()
      run.failure = String(describing: error)
      run.items = user.test.map { MeasuredItem(query: $0.query, gold: $0.response) }
    }
    return run
  }

  private func ask(_ item: Interaction, of fitted: FittedUser) async throws -> MeasuredItem {
    var measured = MeasuredItem(query: item.query, gold: item.response)
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let generation = try await fitted.ask(item.query, k: k, embedder: embedder)
      measured.response = generation.response
      measured.confidence = generation.confidence
      measured.hasLittleEvidence = generation.hasLittleEvidence
    } catch let cancellation as CancellationError {
      throw cancellation
    } catch {
      try Task.checkCancellation()
      measured.failure = String(describing: error)
    }
    measured.seconds = start.duration(to: clock.now).seconds
    return measured
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
