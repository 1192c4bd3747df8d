public import Embeddings
internal import Foundation
public import RPM
internal import Synchronization

/// What methods need for one person, and what they share: the history, the models, and everything
/// that is made of them once.
///
/// It knows the history and no test item, so that no method can look at one.
public final class PersonBench: Sendable {
  /// The task and the history.
  public let subject: Subject
  /// Histories of other people of the task, none of their tests.
  public let others: [[Interaction]]
  /// The model that fills the roles.
  public let blackBox: any BlackBox
  /// What makes vectors of texts.
  public let embedder: any TextEmbedder
  /// K, the number of retrieved examples.
  public let k: Int
  /// How many calls a method makes at once while it is prepared.
  public let concurrency: Int

  let engine: Engine
  private let clock: EngineClock
  private let known: UserModel?
  private let fit = Mutex<Result<FittedPerson, RoleFailure>?>(nil)
  private let vectors = Mutex<VectorMatrix?>(nil)

  /// - Parameters:
  ///   - subject: the task and the history; notes are not looked at.
  ///   - blackBox: the model that fills the roles.
  ///   - embedder: what makes vectors of texts.
  ///   - k: how many examples are retrieved.
  ///   - others: histories of other people of the task.
  ///   - model: the model fitted on this history, where there is one already.
  ///   - concurrency: how many calls a method makes at once while it is prepared.
  public init(
    _ subject: Subject, blackBox: any BlackBox, embedder: any TextEmbedder,
    k: Int = Engine.defaultK, others: [[Interaction]] = [], model: UserModel? = nil,
    concurrency: Int = 1
  ) {
    self.subject = subject
    self.others = others
    self.blackBox = blackBox
    self.embedder = embedder
    self.k = max(0, k)
    self.concurrency = max(1, concurrency)
    known = model
    clock = .monotonic
    // An engine a person: each has its own queue, and no session of one is taken for another's.
    engine = Engine(blackBox: blackBox, embedder: embedder, clock: clock)
  }

  /// What may be answered.
  var answers: AnswerSpace { subject.task.answers }

  /// The history.
  var history: [Interaction] { subject.history }

  /// The model of the person: fitted once, whoever asks first. What the fit used counts for
  /// everybody who asks.
  ///
  /// - Throws: `RoleFailure`, the same every time; `CancellationError`.
  func fitted() async throws -> FittedPerson {
    if let known { return FittedPerson(model: known, usage: known.usage ?? Usage(), seconds: 0) }
    if let result = fit.withLock(\.self) {
      let fitted = try result.get()
      UsageMeter.add(fitted.usage, borrowedSeconds: fitted.seconds)
      return fitted
    }
    let start = clock.seconds()
    let run = engine.fit(User(name: "", task: subject.task, history: history))
    do {
      let model = try await run.value
      let fitted = FittedPerson(
        model: model, usage: await run.stages.usage, seconds: clock.seconds() - start)
      fit.withLock { $0 = .success(fitted) }
      UsageMeter.add(fitted.usage)
      return fitted
    } catch let failure as RoleFailure {
      UsageMeter.add(await run.stages.usage)
      fit.withLock { $0 = .failure(failure) }
      throw failure
    }
  }

  /// Asks a model of the person.
  func ask(
    _ query: String, of model: UserModel, history: [Interaction]? = nil, k: Int? = nil,
    reusing earlier: EarlierStages? = nil
  ) async throws -> Answer {
    let run = engine.ask(
      query, of: model, history: history ?? self.history, k: k ?? self.k, reusing: earlier)
    do {
      let answer = try await run.value
      UsageMeter.add(answer.usage)
      return answer
    } catch {
      UsageMeter.add(await run.stages.usage)
      throw error
    }
  }

  /// A question that shows some past answers, in their order, with what is changed of it.
  func question(
    _ query: String, showing examples: some Sequence<RetrievedExample>,
    _ change: (inout PlainQuestion) -> Void = { _ in }
  ) -> (question: PlainQuestion, examples: [RetrievedExample]) {
    let examples = Array(examples)
    var question = PlainQuestion(
      query: query, examples: examples.map { history[$0.interaction] })
    change(&question)
    return (question, examples)
  }

  /// One unit vector a query of the history, made once.
  func queryVectors() async throws -> VectorMatrix {
    if let known = vectors.withLock(\.self) { return known }
    let made = VectorMatrix(
      try await embedder.embed(history.map(\.query)), dimensions: embedder.dimensions)
    vectors.withLock { $0 = made }
    return made
  }

  /// A session that follows prompts.
  ///
  /// - Throws: `RoleFailure` where the model has none.
  func completer() async throws -> any Completing {
    guard let session = try await blackBox.open(subject) as? any Completing else {
      throw RoleFailure("\(blackBox.identity.name) follows no prompts.", reach: .unusable)
    }
    return MeteredCompleter(session: session)
  }
}

/// A person with a fitted model.
struct FittedPerson: Sendable {
  /// The model.
  var model: UserModel
  /// What the fit used.
  var usage: Usage
  /// How long it took.
  var seconds: Double
}

/// Counts what a session uses.
private struct MeteredCompleter: Completing {
  let session: any Completing

  func answer(_ question: PlainQuestion) async throws -> PlainAnswer {
    try await UsageMeter.listening { try await session.answer(question) }
  }

  func portrait(_ request: PortraitRequest) async throws -> String {
    try await UsageMeter.listening { try await session.portrait(request) }
  }

  func rationale(for item: Interaction) async throws -> String {
    try await UsageMeter.listening { try await session.rationale(for: item) }
  }

  func advice(_ request: AdviceRequest) async throws -> [String] {
    try await UsageMeter.listening { try await session.advice(request) }
  }
}

extension EngineClock {
  /// The date, and seconds that never run backwards.
  static let monotonic: EngineClock = {
    let clock = ContinuousClock()
    let start = clock.now
    return EngineClock(now: { Date() }, seconds: { start.duration(to: clock.now) / .seconds(1) })
  }()
}
