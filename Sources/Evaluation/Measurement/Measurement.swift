public import Embeddings
public import RPM
internal import Synchronization

/// Measures a black box alone on users whose test items are known: every user is fitted on the
/// history and asked the test (method section 8). An `Evaluator` with one method, told by the user.
///
/// The same users give the same report up to its times, whatever runs beside it.
public struct Measurement: Sendable {
  /// The model that fills the roles.
  public var blackBox: any BlackBox
  /// What makes the retrieval keys.
  public var embedder: any TextEmbedder
  /// K, the number of retrieved examples.
  public var k: Int
  /// How many users are worked on at once; `nil` for one a core.
  public var width: Int?

  /// Creates a measurement; by default three examples and one user a core.
  public init(
    blackBox: any BlackBox, embedder: any TextEmbedder, k: Int = Engine.defaultK,
    width: Int? = nil
  ) {
    self.blackBox = blackBox
    self.embedder = embedder
    self.k = k
    self.width = width
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
    let evaluator = Evaluator(
      blackBox: blackBox, embedder: embedder, methods: [RPMMethod()], k: k, width: width)
    let runs = Mutex<[Int: MethodRun]>([:])
    try await evaluator.run(users) { job, run in
      let done = runs.withLock {
        $0[job.user] = run
        return $0.count
      }
      onUser(done, users.count)
    }
    let found = runs.withLock(\.self)
    return MeasurementReport(
      model: blackBox.identity, embedder: embedder.identity, k: k, users: users,
      runs: users.indices.compactMap { found[$0] })
  }
}
