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
    /// What the network needs cannot be loaded, in the loader's words.
    case noLibrary(String)
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
    var progress: Progress
    var bytes = 0
  }

  /// What came when, in seconds of some clock.
  struct Progress: Sendable {
    var begun: Double
    var lastByte: Double?
    var lastText: Double?
    /// Silence of so many seconds is the end and no failure.
    var grace: Double?

    /// What its limits mean for a transfer now.
    func verdict(_ limits: Limits, now: Double) -> Verdict {
      var due = begun + limits.firstByte
      var reason: Failure? = .silent(seconds: limits.firstByte, hadBegun: false)
      if let lastByte {
        due = lastByte + (grace ?? limits.betweenEvents)
        reason = grace == nil ? .silent(seconds: limits.betweenEvents, hadBegun: true) : nil
      }
      // Text keeps it alive beyond the total; pings do not.
      let last = max(begun + limits.total, lastText.map { $0 + limits.betweenEvents } ?? begun)
      if last < due {
        return last <= now ? .end(.slow(seconds: limits.total)) : .wait(until: last)
      }
      return due <= now ? .end(reason) : .wait(until: due)
    }
  }

  /// What to do now.
  enum Verdict: Sendable, Hashable {
    /// Nothing before a moment.
    case wait(until: Double)
    /// End it, well or with a failure.
    case end(Failure?)
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
    state = Mutex(State(progress: Progress(begun: Self.now)))
  }

  /// Sends the request that a task is made of; ends with what making it throws.
  func start(_ make: @escaping @Sendable () throws -> URLSessionDataTask) {
    state.withLock { $0.progress.begun = Self.now }
    watch()
    queues.session.async { [self] in
      guard !state.withLock({ $0.isOver }) else { return }
      let task: URLSessionDataTask
      do {
        task = try make()
      } catch {
        return end(throwing: error)
      }
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
  func noteText() { state.withLock { $0.progress.lastText = Self.now } }

  /// From now on silence of so many seconds is no failure but the end.
  func expectEnd(within seconds: Double) {
    state.withLock { $0.progress.grace = min(seconds, limits.betweenEvents) }
    watch()
  }

  // MARK: What the session tells

  func received(_ head: Head) {
    state.withLock { $0.progress.lastByte = Self.now }
    continuation.yield(.head(head))
    // The next limit may end sooner than the one for the first byte.
    watch()
  }

  func received(_ data: Data) {
    let (isWanted, bytes) = state.withLock { state in
      state.progress.lastByte = Self.now
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

  private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  /// Looks at the limits now, and again when the next one ends.
  private func watch() {
    let now = Self.now
    let verdict = state.withLock { state in
      state.isOver || state.isReleased ? nil : state.progress.verdict(limits, now: now)
    }
    switch verdict {
    case nil: return
    case .end(let failure): end(throwing: failure)
    case .wait(let due):
      queues.time.asyncAfter(deadline: .now() + (due - now)) { [weak self] in self?.watch() }
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
