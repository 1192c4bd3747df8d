internal import Dispatch
internal import Foundation
internal import FoundationNetworking
internal import Synchronization

/// The way to one endpoint, shared by all who ask it: its connections, its pace, and what was found
/// out about its address (ours).
///
/// An address may lack its `/v1`, or have one too many. The likelier form is tried first; where the
/// server knows no such path the other is tried, and the one that answers is kept.
///
/// A redirect is followed only to the same origin (scheme, host and port); no header, and so no
/// key, ever goes to another.
public final class EndpointLink: Sendable {
  /// The endpoint.
  public let endpoint: Endpoint

  let clock: CallClock
  let redaction: Redaction
  let limiter: RateLimiter
  private let library: NetworkLibrary
  // Opened by the first request, on the queue where sessions are spoken to.
  private let session = Mutex<URLSession?>(nil)
  private let delegate = TransferDelegate()
  private let queues = Transfer.Queues()
  private let base = Mutex<URL?>(nil)
  /// Whether the server is asked about itself.
  let isCurious: Bool
  /// What the server told of itself, by model.
  let facts = Mutex<[String: Task<ServerFacts, Never>]>([:])

  /// Opens a link; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - concurrency: how many requests may be under way at once, at best: fewer after the server
  ///     said that there are too many.
  ///   - isCurious: whether the server may be asked, once, how many calls it works on and how much
  ///     a call may hold.
  public convenience init(
    to endpoint: Endpoint, concurrency: Int = 8, isCurious: Bool = false,
    clock: CallClock = .system
  ) {
    self.init(
      to: endpoint, concurrency: concurrency, isCurious: isCurious, clock: clock, library: .system)
  }

  /// - Parameter library: what the network needs.
  init(
    to endpoint: Endpoint, concurrency: Int = 8, isCurious: Bool = false,
    clock: CallClock = .system, library: NetworkLibrary
  ) {
    self.endpoint = endpoint
    self.isCurious = isCurious
    self.library = library
    limiter = RateLimiter(most: concurrency, clock: clock)
    self.clock = clock
    redaction = Redaction(endpoint)
  }

  deinit {
    guard let session = session.withLock({ $0 }) else { return }
    queues.session.async { session.invalidateAndCancel() }
  }

  /// The session, opened if need be.
  ///
  /// - Throws: `Transfer.Failure` where the library is missing.
  private func open() throws -> URLSession {
    try session.withLock { session in
      if let session { return session }
      if let problem = library.load() { throw Transfer.Failure.noLibrary(problem) }
      let settings = URLSessionConfiguration.ephemeral
      settings.httpMaximumConnectionsPerHost = 64
      settings.httpShouldSetCookies = false
      settings.httpCookieAcceptPolicy = .never
      settings.httpCookieStorage = nil
      settings.urlCache = nil
      settings.urlCredentialStorage = nil
      let opened = URLSession(
        configuration: settings, delegate: delegate, delegateQueue: InlineQueue())
      session = opened
      return opened
    }
  }

  /// Runs what the session tells at once, on its own queue.
  ///
  /// A server that sends without pause would otherwise fill the memory with pieces that wait for
  /// their turn, before any limit could be applied.
  private final class InlineQueue: OperationQueue, @unchecked Sendable {
    // It adds no state to a class that is safe to share.
    override func addOperation(_ block: @escaping @Sendable () -> Void) { block() }
  }

  /// What is sent.
  struct Call: Sendable {
    /// Below the base URL, such as `chat/completions`.
    var path: String
    /// The body of a POST; a GET where there is none.
    var body: Data?
    /// Whether a stream of events is hoped for.
    var streams = false
    /// The most bytes taken.
    var mostBytes = 16 << 20
    /// The most seconds it may take in all; `nil` for the patience of the endpoint.
    var seconds: Double?
  }

  /// A redirect that is not followed, with the origin it leads to.
  struct Elsewhere: Error {
    var origin: String
  }

  /// The base URLs to try: the one that was found, or all.
  var bases: [URL] { base.withLock { $0 }.map { [$0] } ?? endpoint.bases }

  /// Keeps the base URL that answered.
  func found(_ url: URL) { base.withLock { $0 = $0 ?? url } }

  /// How many requests may be under way now.
  public var concurrency: Int { limiter.limit }

  /// Sends a call and hands over what comes back.
  ///
  /// - Parameters:
  ///   - onHead: gets status and headers.
  ///   - onBytes: gets the bytes; says what is still expected.
  /// - Throws: `Transfer.Failure`, `Elsewhere`, `CancellationError`, or what the closures throw.
  func send(
    _ call: Call, below base: URL, onHead: (Transfer.Head) -> Void,
    onBytes: (Data) throws -> Expectation
  ) async throws {
    var url = endpoint.url(call.path, below: base)
    for _ in 0..<5 {
      let next = try await follow(call, to: url, onHead: onHead, onBytes: onBytes)
      guard let next else { return }
      url = next
    }
    throw Transfer.Failure.connection("it redirects in a circle", mayPass: false)
  }

  /// What is still expected of a body.
  enum Expectation {
    /// More, and text came.
    case moreAfterText
    /// More; nothing came that counts.
    case more
    /// Perhaps a last piece, soon.
    case end
    /// Nothing.
    case nothing
  }

  /// Sends once; gives the address of a redirect.
  private func follow(
    _ call: Call, to url: URL, onHead: (Transfer.Head) -> Void,
    onBytes: (Data) throws -> Expectation
  ) async throws -> URL? {
    try Task.checkCancellation()
    let transfer = Transfer(limits: limits(for: call), queues: queues)
    let request = request(call, to: url)
    var redirect: URL?
    try await withTaskCancellationHandler {
      transfer.start { [self] in
        let task = try open().dataTask(with: request)
        delegate.add(transfer, for: task)
        return task
      }
      do {
        redirect = try await consume(transfer, from: url, onHead: onHead, onBytes: onBytes)
        transfer.release()
      } catch {
        transfer.cancel()
        throw error
      }
    } onCancel: {
      transfer.cancel()
    }
    try Task.checkCancellation()
    return redirect
  }

  private func consume(
    _ transfer: Transfer, from url: URL, onHead: (Transfer.Head) -> Void,
    onBytes: (Data) throws -> Expectation
  ) async throws -> URL? {
    // The session may keep a refusal to itself after its body came, waiting for somebody who knows
    // a password.
    var missing: Int?
    for try await event in transfer.events {
      // What waits to be read comes before the end, also before one by cancelling.
      try Task.checkCancellation()
      switch event {
      case .head(let head):
        if let target = try Self.redirect(head, from: url) { return target }
        onHead(head)
        guard head.status == 401 else { continue }
        transfer.expectEnd(within: 1)
        missing = head.headers["content-length"].flatMap { Int($0) }
        if missing == 0 { return nil }
      case .bytes(let data):
        if let rest = missing {
          missing = rest - data.count
          if rest <= data.count {
            _ = try onBytes(data)
            return nil
          }
        }
        switch try onBytes(data) {
        case .moreAfterText: transfer.noteText()
        case .more: break
        case .end: transfer.expectEnd(within: 5)
        case .nothing: return nil
        }
      }
    }
    return nil
  }

  private static func redirect(_ head: Transfer.Head, from url: URL) throws -> URL? {
    guard [301, 302, 303, 307, 308].contains(head.status), let place = head.headers["location"]
    else { return nil }
    guard let target = URL(string: place, relativeTo: url)?.absoluteURL, target.host != nil else {
      throw Elsewhere(origin: "another place")
    }
    guard Endpoint.origin(of: target) == Endpoint.origin(of: url) else {
      throw Elsewhere(origin: Endpoint.origin(of: target))
    }
    return target
  }

  private func limits(for call: Call) -> Transfer.Limits {
    let timeouts = endpoint.timeouts
    if let seconds = call.seconds {
      return Transfer.Limits(
        firstByte: seconds, betweenEvents: seconds, total: seconds, bytes: call.mostBytes)
    }
    // A reply in one piece may be as late after its head as before it.
    let between =
      call.streams ? timeouts.betweenEvents : max(timeouts.betweenEvents, timeouts.firstByte)
    return Transfer.Limits(
      firstByte: timeouts.firstByte, betweenEvents: between, total: timeouts.total,
      bytes: call.mostBytes)
  }

  private func request(_ call: Call, to url: URL) -> URLRequest {
    var request = URLRequest(url: url)
    // The transfer has limits of its own; this one is for a session that lost sight of it.
    let timeouts = endpoint.timeouts
    request.timeoutInterval = max(timeouts.firstByte, timeouts.betweenEvents) + 30
    request.cachePolicy = .reloadIgnoringLocalCacheData
    request.httpShouldHandleCookies = false
    request.setValue("rationale", forHTTPHeaderField: "User-Agent")
    request.setValue(
      call.streams ? "text/event-stream, application/json" : "application/json",
      forHTTPHeaderField: "Accept")
    for (name, value) in endpoint.headers { request.setValue(value, forHTTPHeaderField: name) }
    for (name, value) in endpoint.credentials { request.setValue(value, forHTTPHeaderField: name) }
    if let body = call.body {
      request.httpMethod = "POST"
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = body
    }
    return request
  }
}

extension EndpointLink: CustomStringConvertible, CustomReflectable {
  /// The base URL.
  public var description: String { endpoint.description }
  /// The endpoint, which shows no secret.
  public var customMirror: Mirror { Mirror(self, children: ["endpoint": endpoint]) }
}
