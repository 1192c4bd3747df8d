public import Embeddings
internal import Foundation
public import RPM

/// Runs methods on people whose answers are known (method, section 13).
///
/// Methods see the history alone. The same people give the same answers, whatever runs beside.
public struct Evaluator: Sendable {
  /// The model that fills the roles.
  public var blackBox: any BlackBox
  /// What makes vectors of texts.
  public var embedder: any TextEmbedder
  /// The methods; one that does not apply to somebody's task is left out there.
  public var methods: [any EvaluationMethod]
  /// K, the number of retrieved examples.
  public var k: Int
  /// How many people are worked on at once, at least one.
  public var width: Int
  /// How many questions of one person are asked at once, at least one.
  public var concurrency: Int

  /// Creates an evaluator; by default three examples, one person a core, and one question after
  /// the other.
  public init(
    blackBox: any BlackBox, embedder: any TextEmbedder, methods: [any EvaluationMethod],
    k: Int = Engine.defaultK, width: Int? = nil, concurrency: Int = 1
  ) {
    self.blackBox = blackBox
    self.embedder = embedder
    self.methods = methods
    self.k = k
    self.width = max(1, width ?? ProcessInfo.processInfo.activeProcessorCount)
    self.concurrency = max(1, concurrency)
  }

  /// One method with one person.
  public struct Job: Sendable, Hashable {
    /// The index of the person.
    public var user: Int
    /// The method's name.
    public var method: String

    /// Creates a job.
    public init(user: Int, method: String) {
      self.user = user
      self.method = method
    }
  }

  /// Everything there is to do.
  public func jobs(for users: [User]) -> [Job] {
    let company = Set(users.map(\.task.name)).filter { Company.exists(in: $0, among: users) }
    return users.enumerated().flatMap { index, user in
      methods.filter {
        $0.absence(
          for: user.task.answers, completes: blackBox.completes,
          hasOthers: company.contains(user.task.name)) == nil
      }.map { Job(user: index, method: $0.name) }
    }
  }

  /// Prepares every method for every person and asks it the test.
  ///
  /// Somebody whom a method cannot be prepared for, and an item that it cannot answer, stay in as
  /// invalid answers, with the reason beside them.
  ///
  /// - Parameters:
  ///   - users: people with a history and a test.
  ///   - done: jobs that are not to be done again.
  ///   - onRun: told of each job as it ends; several at once may tell.
  /// - Throws: `CancellationError` when the task is cancelled, and `RoleFailure` where a failure
  ///   would meet every further call too: such scores would say nothing of a method.
  public func run(
    _ users: [User], except done: Set<Job> = [],
    onRun: @escaping @Sendable (Job, MethodRun) throws -> Void
  ) async throws {
    let jobs = Dictionary(grouping: jobs(for: users).filter { !done.contains($0) }, by: \.user)
    _ = try await Concurrent.map(jobs.keys.sorted(), limit: width) { user in
      try await run((jobs[user] ?? []).map(\.method), for: user, of: users) { run in
        try onRun(Job(user: user, method: run.method), run)
      }
    }
  }

  /// The methods in the order in which they are run. The method itself comes first: parts of it then
  /// take over its replies, and what it costs by itself can be seen.
  public var inOrder: [any EvaluationMethod] {
    methods.filter { $0.kind == .rpm } + methods.filter { $0.kind != .rpm }
  }

  private func run(
    _ names: [String], for person: Int, of users: [User], onRun: (MethodRun) throws -> Void
  ) async throws {
    let user = users[person]
    let chosen = inOrder.filter { names.contains($0.name) }
    let bench = PersonBench(
      Subject(task: user.task, history: user.history), blackBox: blackBox, embedder: embedder, k: k,
      others: chosen.contains(where: \.looksAtOthers)
        ? Company.histories(around: person, in: users) : [],
      concurrency: concurrency)
    for method in chosen {
      try Task.checkCancellation()
      try onRun(try await run(method, for: user, on: bench))
    }
  }

  private func run(
    _ method: any EvaluationMethod, for user: User, on bench: PersonBench
  ) async throws -> MethodRun {
    var run = MethodRun(method: method.name)
    let start = Self.clock.seconds()
    let (prepared, count) = await UsageMeter.measure { try await method.prepare(bench) }
    run.preparationSeconds = Self.clock.seconds() - start + count.borrowedSeconds
    run.preparationUsage = count.usage
    do {
      let prepared = try prepared.get()
      run.factors = prepared.factors
      run.items = try await items(user.test.map(\.query), by: prepared)
    } catch let failure as RoleFailure where !failure.endsRun {
      try Task.checkCancellation()
      run.failure = failure.description
      run.items = user.test.map { _ in MethodItem() }
    }
    return run
  }

  private func items(
    _ queries: [String], by prepared: any PreparedMethod
  ) async throws -> [MethodItem] {
    try await Concurrent.map(queries, limit: concurrency) { query in
      try await Self.item(query, by: prepared)
    }
  }

  private static func item(
    _ query: String, by prepared: any PreparedMethod
  ) async throws -> MethodItem {
    try Task.checkCancellation()
    var item = MethodItem()
    let start = clock.seconds()
    let (result, count) = await UsageMeter.measure { try await prepared.answer(query) }
    item.seconds = clock.seconds() - start
    item.usage = count.usage
    do {
      let answer = try result.get()
      item.response = answer.response
      item.confidence = answer.confidence
      item.reasoning = answer.reasoning
      item.hasLittleEvidence = answer.answer?.hasLittleEvidence ?? false
      item.auditFindings = answer.answer?.audit.findings.count ?? 0
    } catch let failure as RoleFailure where !failure.endsRun {
      try Task.checkCancellation()
      item.failure = failure.description
    }
    return item
  }

  private static let clock = EngineClock.monotonic
}
