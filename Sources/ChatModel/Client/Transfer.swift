internal import Dispatch
internal import Foundation
internal import FoundationNetworking
internal import Synchronization

/// One request on its way and what comes back, with its time limits (ours).
final class Transfer: Sendable {
  /// What comes back.
  enum Event: Sendable {
    /// Status and headers, their names in lower case.
    case head(Head)
    /// Some bytes of the body.
    case bytes(Data)
  }

  /// Status and headers.
  struct Head: Sendable, Hashable {
    var status: Int
    var headers: [String: String] = [:]
  }

  /// Why nothing more comes.
  enum Failure: Error, Sendable, Hashable {
    /// What broke, in words; `false` where trying again cannot help.
    case connection(String, mayPass: Bool)
    /// Nothing came for so many seconds.
    case silent(seconds: Double, hadBegun: Bool)
    /// No text for so many seconds in all.
    case slow(seconds: Double)
    /// More bytes than any reply has.
    case oversized(bytes: Int)
  }

  /// Limits in seconds and bytes.
  struct Limits: Sendable, Hashable {
    var firstByte: Double
    var betweenEvents: Double
    var total: Double
    var bytes: Int
  }

  /// What comes back, until it ends or fails.
  let events: AsyncThrowingStream<Event, any Error>

  private struct State {
    var task: URLSessionDataTask?
    var isOver = false
    var isReleased = false
    var begun: DispatchTime
    var lastByte: DispatchTime?
    var lastText: DispatchTime?
    var grace: Double?
    var bytes = 0
  }

  private let limits: Limits
  private let queues: Queues
  private let continuation: AsyncThrowingStream<Event, any Error>.Continuation
  private let state: Mutex<State>

  /// Where time passes, and where the session is spoken to.
  ///
  /// All sessions of a process work on one queue and make callers wait for it. A server that never
  /// pauses keeps that queue busy, so nothing but the second of these ever waits for a session.
  struct Queues: Sendable {
    let time = DispatchQueue(label: "rationale.link.time")
    let session = DispatchQueue(label: "rationale.link.session")
  }

  init(limits: Limits, queues: Queues) {
    self.limits = limits
    self.queues = queues
    (events, continuation) = AsyncThrowingStream.makeStream()
    state = Mutex(State(begun: .now()))
  }

  /// Sends the request that a task is made of.
  func start(_ make: @escaping @Sendable () -> URLSessionDataTask) {
    state.withLock { $0.begun = .now() }
    watch()
    queues.session.async { [self] in
      guard !state.withLock({ $0.isOver }) else { return }
      let task = make()
      let isOver = state.withLock { state in
        state.task = task
        return state.isOver
      }
      // A task that never began could not be cancelled.
      task.resume()
      if isOver { task.cancel() }
    }
  }

  /// Ends it at once, closing its connection.
  func cancel() { end(throwing: CancellationError()) }

  /// Takes nothing more from it. The connection stays good for others if the rest comes soon.
  func release() {
    let task = state.withLock { state -> URLSessionDataTask? in
      state.isReleased = true
      return state.isOver ? nil : state.task
    }
    continuation.finish()
    guard let task else { return }
    queues.time.asyncAfter(deadline: .now() + 2) { [queues] in
      queues.session.async { task.cancel() }
    }
  }

  /// Notes that text came, which keeps the transfer alive beyond its total.
  func noteText() { state.withLock { $0.lastText = .now() } }

  /// From now on silence of so many seconds is no failure but the end.
  func expectEnd(within seconds: Double) {
    state.withLock { $0.grace = min(seconds, limits.betweenEvents) }
    watch()
  }

  // MARK: What the session tells

  func received(_ head: Head) {
    state.withLock { $0.lastByte = .now() }
    continuation.yield(.head(head))
  }

  func received(_ data: Data) {
    let (isWanted, bytes) = state.withLock { state in
      state.lastByte = .now()
      state.bytes += data.count
      return (!state.isOver && !state.isReleased, state.bytes)
    }
    guard isWanted else { return }
    if bytes > limits.bytes { return end(throwing: Failure.oversized(bytes: limits.bytes)) }
    continuation.yield(.bytes(data))
  }

  func completed(_ error: (any Error)?) {
    state.withLock {
      $0.isOver = true
      $0.task = nil
    }
    guard let error else { return continuation.finish() }
    continuation.finish(throwing: Self.failure(error))
  }

  // MARK: Time

  private func end(throwing error: (any Error)?) {
    let task = state.withLock { state -> URLSessionDataTask? in
      defer {
        state.isOver = true
        state.task = nil
      }
      return state.isOver ? nil : state.task
    }
    continuation.finish(throwing: error)
    if let task { queues.session.async { task.cancel() } }
  }

  private enum Verdict {
    case wait(until: DispatchTime)
    case end(Failure?)
    case over
  }

  private func watch() {
    switch verdict(at: .now()) {
    case .over: return
    case .end(let failure): end(throwing: failure)
    case .wait(let due):
      queues.time.asyncAfter(deadline: due) { [weak self] in self?.watch() }
    }
  }

  private func verdict(at now: DispatchTime) -> Verdict {
    state.withLock { state in
      guard !state.isOver, !state.isReleased else { return .over }
      var due: DispatchTime
      let reason: Failure?
      if let lastByte = state.lastByte {
        due = lastByte + (state.grace ?? limits.betweenEvents)
        reason =
          state.grace == nil ? .silent(seconds: limits.betweenEvents, hadBegun: true) : nil
      } else {
        due = state.begun + limits.firstByte
        reason = .silent(seconds: limits.firstByte, hadBegun: false)
      }
      // Text keeps it alive beyond the total; pings do not.
      let alive = state.lastText.map { $0 + limits.betweenEvents } ?? state.begun
      let last = max(state.begun + limits.total, alive)
      if last < due {
        guard last <= now else { return .wait(until: last) }
        return .end(.slow(seconds: limits.total))
      }
      return due <= now ? .end(reason) : .wait(until: due)
    }
  }

  // MARK: Words

  /// Own words for what the network says: its own hold the address with its query.
  private static func failure(_ error: any Error) -> any Error {
    guard let error = error as? URLError else {
      return Failure.connection("the connection broke", mayPass: true)
    }
    switch error.code {
    case .cannotFindHost, .dnsLookupFailed:
      return Failure.connection("no host of that name was found", mayPass: true)
    case .cannotConnectToHost:
      return Failure.connection("nothing takes connections there", mayPass: true)
    case .timedOut: return Failure.connection("the connection timed out", mayPass: true)
    case .notConnectedToInternet:
      return Failure.connection("this machine is offline", mayPass: true)
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected:
      return Failure.connection("no secure connection could be made", mayPass: false)
    case .unsupportedURL, .badURL:
      return Failure.connection("the address cannot be used", mayPass: false)
    default: return Failure.connection("the connection broke", mayPass: true)
    }
  }
}
