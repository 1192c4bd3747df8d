internal import Dispatch
internal import Foundation
internal import Synchronization

/// One request on its way and what comes back, with its limits in time and memory.
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
    /// Whether the protocol itself tells the end of the body, as HTTP/2 does.
    var isFramed = false
  }

  /// What is sent, and on which way.
  struct Request: Sendable {
    var url: String
    /// In the order they are sent.
    var headers: [(name: String, value: String)] = []
    /// The body of a POST; a GET where there is none.
    var body: Data?
    /// `nil` for none.
    var proxy: ProxySettings.Proxy?
    var authorities = Authorities()
    /// Only finds out whether TLS is spoken there; nothing is sent and nobody trusted.
    var isProbe = false
    /// The seconds that a connection may take; set by the transfer.
    fileprivate(set) var connect = 10.0

    /// The same as libcurl takes it, at least one and less than a day.
    var connectMilliseconds: Int { Int(max(0.001, min(connect, 86_400)) * 1000) }
  }

  /// Why nothing more comes.
  enum Failure: Error, Sendable, Hashable {
    /// What broke, in words; `false` where trying again cannot help.
    case connection(String, mayPass: Bool)
    /// Nothing came for so many seconds.
    case silent(seconds: Double, hadBegun: Bool)
    /// No text for so many seconds, though something came.
    case slow(seconds: Double)
    /// More bytes than any reply has.
    case oversized(bytes: Int)
    /// What the network needs cannot be loaded, in the loader's words.
    case noLibrary(String)
    /// Something that is told with its own way out, and that trying again does not change.
    case obstacle(Obstacle)
  }

  /// What stands between here and a server that is there.
  enum Obstacle: Sendable, Hashable {
    /// No authority vouches for its certificate.
    case untrusted(isSelfSigned: Bool)
    /// Its certificate is too old.
    case expired
    /// Its certificate is too new.
    case notYetValid
    /// Its certificate is somebody else's.
    case foreign
    /// It does not speak TLS.
    case noTLS
    /// It speaks TLS, which was not asked for.
    case onlyTLS
    /// It speaks TLS, but not as this machine does; with a few words of the reason.
    case noCommonTLS(String)
    /// The authorities cannot be read; where they should be.
    case noAuthorities(String)
    /// The name of the proxy is unknown.
    case noProxy
    /// The proxy makes no connection, with its status.
    case proxyRefuses(status: Int)
  }

  /// What is to become of bytes that came.
  enum Reception: Sendable {
    /// They are taken.
    case more
    /// They must come again later: too much waits to be read.
    case pause
    /// Nothing more is wanted.
    case stop
  }

  /// Limits in seconds and bytes.
  struct Limits: Sendable, Hashable {
    var firstByte: Double
    var betweenEvents: Double
    /// Without text, whatever else comes.
    var total: Double
    var bytes: Int
    /// For the connection: name, TCP, proxy and TLS.
    var connect = 10.0
  }

  /// What comes back, until it ends or fails.
  let events: AsyncThrowingStream<Event, any Error>

  private struct State {
    var isOver = false
    var isReleased = false
    var isPaused = false
    var isBlank = false
    var progress: Progress
    var bytes = 0
    /// Memory that waits to be read.
    var unread = 0
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
      // Any byte is life, but pings alone are not for ever.
      let last = (lastText ?? begun) + limits.total
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

  /// Beyond so many bytes that wait to be read, a server has to wait as well.
  private static let mostUnread = 1 << 20
  /// About what a piece takes beside its bytes.
  private static let pieceOverhead = 128
  private static let time = DispatchQueue(label: "rationale.transfer.time")

  private let limits: Limits
  private let loop: CurlLoop
  private let continuation: AsyncThrowingStream<Event, any Error>.Continuation
  private let state: Mutex<State>

  init(limits: Limits, loop: CurlLoop) {
    self.limits = limits
    self.loop = loop
    (events, continuation) = AsyncThrowingStream.makeStream()
    state = Mutex(State(progress: Progress(begun: Self.now)))
  }

  /// Sends a request.
  func start(_ request: Request) {
    state.withLock { $0.progress.begun = Self.now }
    watch()
    var request = request
    request.connect = limits.connect
    loop.start(self, request)
  }

  /// Whether nothing more is wanted or comes.
  var isOver: Bool { state.withLock { $0.isOver } }

  /// How much memory waits to be read.
  var unread: Int { state.withLock { $0.unread } }

  /// Whether it ended without any answer on a connection that stood.
  var isBlank: Bool { state.withLock { $0.isBlank } }

  /// Ends it at once, closing its connection.
  func cancel() { end(throwing: CancellationError()) }

  /// Takes nothing more from it. The connection stays good for others if the rest comes soon.
  func release() {
    let (goesOn, wasPaused) = state.withLock { state in
      defer { (state.isReleased, state.isPaused) = (true, false) }
      return (!state.isOver, state.isPaused)
    }
    continuation.finish()
    guard goesOn else { return }
    if wasPaused { loop.resume(self) }
    Self.time.asyncAfter(deadline: .now() + 2) { [loop] in loop.cancel(self) }
  }

  /// Notes that so many bytes were read, which makes room for more.
  func took(_ count: Int) {
    let resumes = state.withLock { state in
      state.unread -= count + Self.pieceOverhead
      guard state.isPaused, state.unread < Self.mostUnread / 2 else { return false }
      state.isPaused = false
      state.progress.lastByte = Self.now
      return true
    }
    if resumes { loop.resume(self) }
  }

  /// Notes that text came.
  func noteText() { state.withLock { $0.progress.lastText = Self.now } }

  /// From now on silence of so many seconds is no failure but the end.
  func expectEnd(within seconds: Double) {
    state.withLock { $0.progress.grace = min(seconds, limits.betweenEvents) }
    watch()
  }

  // MARK: What the loop tells

  func received(_ head: Head) {
    state.withLock { $0.progress.lastByte = Self.now }
    continuation.yield(.head(head))
    // The next limit may end sooner than the one for the first byte.
    watch()
  }

  func received(_ data: Data) -> Reception {
    let (reception, bytes) = state.withLock { state -> (Reception, Int) in
      if state.isOver { return (.stop, 0) }
      if state.isReleased { return (.more, 0) }
      if state.unread >= Self.mostUnread {
        state.isPaused = true
        return (.pause, 0)
      }
      state.progress.lastByte = Self.now
      state.bytes += data.count
      state.unread += data.count + Self.pieceOverhead
      return (.more, state.bytes)
    }
    guard bytes > 0 else { return reception }
    if bytes > limits.bytes {
      refuse(.oversized(bytes: limits.bytes))
      return .stop
    }
    continuation.yield(.bytes(data))
    return .more
  }

  /// Ends it for what came.
  func refuse(_ failure: Failure) { end(throwing: failure) }

  /// - Parameter isBlank: whether it ended without any answer on a connection that stood.
  func completed(_ error: (any Error)?, isBlank: Bool = false) {
    state.withLock {
      $0.isOver = true
      $0.isBlank = isBlank
    }
    continuation.finish(throwing: error)
  }

  // MARK: Time

  private func end(throwing error: (any Error)?) {
    let wasOver = state.withLock { state in
      defer { state.isOver = true }
      return state.isOver
    }
    continuation.finish(throwing: error)
    if !wasOver { loop.cancel(self) }
  }

  private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  /// Looks at the limits now, and again when the next one ends.
  private func watch() {
    let now = Self.now
    let verdict = state.withLock { state -> Verdict? in
      // It is not the server that keeps it waiting.
      if state.isPaused { state.progress.lastByte = now }
      return state.isOver || state.isReleased ? nil : state.progress.verdict(limits, now: now)
    }
    switch verdict {
    case nil: return
    case .end(let failure): end(throwing: failure)
    case .wait(let due):
      Self.time.asyncAfter(deadline: .now() + (due - now)) { [weak self] in self?.watch() }
    }
  }
}
