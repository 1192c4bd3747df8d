internal import Embeddings
internal import Foundation

/// Performs what a machine wants: makes its calls, a few at a time, and hands back the replies.
///
/// It lives on the engine's queue. Calls run elsewhere, so nothing here waits.
actor RunDriver<Machine: RunMachine> {
  typealias Preparation = @Sendable () async throws -> (Machine, any BlackBoxSession)

  private nonisolated let executor: QueueExecutor

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  private let id: RunID
  private let embedder: any TextEmbedder
  private let clock: EngineClock
  private let events: AsyncStream<EngineEvent>.Continuation
  private let promise: Promise<Machine.Output>
  private let record: Promise<[StageRecord]>
  private var recorder = StageRecorder()

  private var machine: Machine?
  private var session: (any BlackBoxSession)?
  private var waiting: [Machine.Ticket] = []
  private var nextWaiting = 0
  private var calls: [Machine.Ticket: Task<Void, Never>] = [:]
  private var opening: Task<Void, Never>?
  /// Calls whose reply a batch will bring.
  private var deferred = 0
  private var chances = SecondChances<Machine.Ticket>()
  private var isOver = false

  init(
    id: RunID, executor: QueueExecutor, embedder: any TextEmbedder, clock: EngineClock,
    events: AsyncStream<EngineEvent>.Continuation, promise: Promise<Machine.Output>,
    record: Promise<[StageRecord]>
  ) {
    self.id = id
    self.executor = executor
    self.embedder = embedder
    self.clock = clock
    self.events = events
    self.promise = promise
    self.record = record
  }

  /// Opens the model and starts the machine.
  func begin(_ prepare: @escaping Preparation) {
    guard !isOver else { return }
    opening = Task {
      do {
        let (machine, session) = try await prepare()
        self.opened(machine, session)
      } catch {
        self.fail(Self.failure(from: error))
      }
    }
  }

  /// Ends the run now, whatever hangs. Goes straight to the engine's queue, so that it does not
  /// wait for a thread of the cooperative pool.
  nonisolated func cancel() {
    executor.queue.async { [self] in
      assumeIsolated { $0.cancelNow() }
    }
  }

  private func cancelNow() {
    guard !isOver else { return }
    finish(reporting: .cancelled, with: .failure(CancellationError()))
  }

  private func opened(_ machine: Machine, _ session: any BlackBoxSession) {
    guard !isOver else { return }
    var machine = machine
    self.session = session
    let actions = machine.start(at: clock.seconds())
    recorder.reused = machine.reused
    self.machine = machine
    perform(actions)
  }

  private func perform(_ actions: [RunAction<Machine.Ticket, Machine.Output>]) {
    for action in actions {
      guard !isOver else { return }
      switch action {
      case .call(let ticket): waiting.append(ticket)
      case .report(let kind): report(kind)
      case .finish(let output): finish(reporting: .finished, with: .success(output))
      case .fail(let failure): fail(failure)
      }
    }
    startCalls()
  }

  private func startCalls() {
    guard !isOver, let session, let machine else { return }
    while calls.count < max(1, session.concurrency), nextWaiting < waiting.count {
      let ticket = waiting[nextWaiting]
      nextWaiting += 1
      let call = machine.call(for: ticket)
      let isAgain = chances.isSecond(ticket)
      calls[ticket] = Task {
        let reply = await SecondChance.$isOn.withValue(isAgain) {
          await self.reply(to: call, of: session)
        }
        self.replied(ticket, reply)
      }
    }
    guard nextWaiting == waiting.count else { return }
    waiting.removeAll(keepingCapacity: true)
    nextWaiting = 0
    // The stage is done but for what failed.
    if calls.isEmpty, !chances.waiting.isEmpty {
      waiting = chances.takeWaiting()
      return startCalls()
    }
    // All that can be asked now has been: the rest of the stage comes with a batch.
    if deferred > 0, calls.isEmpty {
      fail(
        RoleFailure(
          "\(deferred) \(deferred == 1 ? "call waits" : "calls wait") for a batch.",
          reach: .deferred))
    }
  }

  private func replied(_ ticket: Machine.Ticket, _ reply: Result<RoleReply, RoleFailure>) {
    calls[ticket] = nil
    guard !isOver, machine != nil else { return }
    switch reply {
    case .success: chances.succeeded()
    case .failure(let failure) where failure.reach == .deferred:
      deferred += 1
      return startCalls()
    case .failure(let failure):
      switch chances.failed(ticket, failure, isItem: machine?.isItem(ticket) ?? false) {
      case .later: return startCalls()
      case .ends(let failure): return fail(failure)
      case .stands: break
      }
    }
    // Taken out while it changes, so that its arrays are not copied.
    var taken = machine.take()
    let actions = taken?.handle(ticket, reply, at: clock.seconds()) ?? []
    machine = taken
    perform(actions)
  }

  private nonisolated func reply(
    to call: RoleCall, of session: any BlackBoxSession
  ) async -> Result<RoleReply, RoleFailure> {
    do {
      let reply = try await CallReporter.$report.withValue(
        CallListener { news in
          self.executor.queue.async {
            self.assumeIsolated { $0.heard(news) }
          }
        }
      ) {
        try await self.filled(call, by: session)
      }
      return .success(reply)
    } catch {
      return .failure(Self.failure(from: error))
    }
  }

  private nonisolated func filled(
    _ call: RoleCall, by session: any BlackBoxSession
  ) async throws -> RoleReply {
    switch call {
    case .extract(let requests):
      // One query is asked for itself, so that a model need not know of lists.
      return requests.count == 1
        ? .features([try await session.extract(requests[0])])
        : .features(try await session.extract(requests))
    case .cluster(let request): return .proposals(try await session.cluster(request))
    case .judge(let request): return .judgement(try await session.judge(request))
    case .complete(let statistics, let factors, let features, let stances):
      let (completed, notes) = try await session.complete(
        statistics, factors: factors, features: features, stances: stances)
      return .completed(completed, notes)
    case .reason(let request): return .path(try await session.reason(request))
    case .generate(let request):
      let generation = try await session.generate(request) { text in
        self.executor.queue.async {
          self.assumeIsolated { $0.streamed(text) }
        }
      }
      return .generation(generation)
    case .embed(let texts): return .vectors(try await embedder.embed(texts))
    }
  }

  private func streamed(_ text: String) {
    if !isOver { report(.text(text)) }
  }

  private func heard(_ news: CallNews) {
    guard !isOver else { return }
    switch news {
    case .exchange(let exchange):
      machine?.note(exchange)
      report(.exchange(exchange))
    case .textRestarted: report(.textRestarted)
    case .waiting(let reason, let seconds): report(.waiting(reason, seconds: seconds))
    case .warning(let text): report(.warning(text))
    case .phase(let call, let phase): report(.call(call, phase))
    }
  }

  private func report(_ kind: EngineEvent.Kind) {
    recorder.take(kind, at: clock.seconds())
    events.yield(EngineEvent(run: id, kind: kind))
  }

  private func fail(_ failure: RoleFailure) {
    guard !isOver else { return }
    finish(reporting: .failed(failure.description), with: .failure(failure))
  }

  private func finish(
    reporting kind: EngineEvent.Kind, with outcome: Result<Machine.Output, any Error>
  ) {
    isOver = true
    opening?.cancel()
    for call in calls.values { call.cancel() }
    calls = [:]
    waiting = []
    machine = nil
    report(kind)
    events.finish()
    record.settle(.success(recorder.records))
    promise.settle(outcome)
  }

  private static func failure(from error: any Error) -> RoleFailure {
    error as? RoleFailure ?? RoleFailure("\(error)")
  }
}
