internal import Foundation
internal import Synchronization

/// The way to one endpoint, shared by all who ask it: its connections, its pace, and what was found
/// out about its address.
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
  private let loop: CurlLoop
  private let base = Mutex<URL?>(nil)
  /// Whether the server is asked about itself.
  let isCurious: Bool
  /// What the server told of itself, by model.
  let facts = Mutex<[String: AskedFacts]>([:])
  /// Whether it is settled what is spoken at the address.
  private let isSettled = Mutex(false)

  /// Opens a link; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - concurrency: how many requests may be under way at once, at best: how many a server gains
  ///     from is found out.
  ///   - isCurious: whether the server may be asked how many calls it works on and how much a call
  ///     may hold.
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
    loop = CurlLoop(library: library)
    limiter = RateLimiter(most: concurrency, clock: clock)
    self.clock = clock
    redaction = Redaction(endpoint)
  }

  deinit { loop.close() }

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
    let transfer = Transfer(limits: limits(for: call), loop: loop)
    var redirect: URL?
    try await withTaskCancellationHandler {
      transfer.start(request(call, to: url))
      do {
        redirect = try await consume(transfer, from: url, onHead: onHead, onBytes: onBytes)
        transfer.release()
      } catch {
        transfer.cancel()
        if transfer.isBlank, await speaksOnlyTLS(url) { throw Transfer.Failure.obstacle(.onlyTLS) }
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
    for try await event in transfer.events {
      // What waits to be read comes before the end, also before one by cancelling.
      try Task.checkCancellation()
      switch event {
      case .head(let head):
        isSettled.withLock { $0 = true }
        if let target = try Self.redirect(head, from: url) { return target }
        onHead(head)
      case .bytes(let data):
        let expectation = try onBytes(data)
        transfer.took(data.count)
        switch expectation {
        case .moreAfterText: transfer.noteText()
        case .more: break
        case .end: transfer.expectEnd(within: 5)
        case .nothing: return nil
        }
      }
    }
    return nil
  }

  /// Whether a server that gave no answer to plain HTTP answers to TLS. Looked at once, and only
  /// where nothing good ever came.
  private func speaksOnlyTLS(_ url: URL) async -> Bool {
    let isNew = isSettled.withLock { isSettled in
      defer { isSettled = true }
      return !isSettled
    }
    guard isNew, url.scheme == "http",
      var parts = URLComponents(url: url, resolvingAgainstBaseURL: false)
    else { return false }
    parts.scheme = "https"
    parts.port = url.port ?? 80
    guard let address = parts.string else { return false }
    let limits = Transfer.Limits(
      firstByte: 1, betweenEvents: 1, total: 1, bytes: 1 << 10, connect: 1)
    let probe = Transfer(limits: limits, loop: loop)
    return await withTaskCancellationHandler {
      defer { probe.cancel() }
      probe.start(
        Transfer.Request(url: address, proxy: endpoint.proxies.proxy(for: url), isProbe: true))
      do {
        for try await _ in probe.events {}
        return !Task.isCancelled
      } catch {
        return false
      }
    } onCancel: {
      probe.cancel()
    }
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
        firstByte: seconds, betweenEvents: seconds, total: seconds, bytes: call.mostBytes,
        connect: timeouts.connect)
    }
    // A reply in one piece may be as late after its head as before it.
    let between =
      call.streams ? timeouts.betweenEvents : max(timeouts.betweenEvents, timeouts.firstByte)
    return Transfer.Limits(
      firstByte: timeouts.firstByte, betweenEvents: between, total: timeouts.withoutText,
      bytes: call.mostBytes, connect: timeouts.connect)
  }

  private func request(_ call: Call, to url: URL) -> Transfer.Request {
    var headers: [(name: String, value: String)] = [
      ("User-Agent", "rationale"),
      ("Accept", call.streams ? "text/event-stream, application/json" : "application/json"),
    ]
    if call.body != nil { headers.append(("Content-Type", "application/json")) }
    // A later one takes the place of an earlier one of the same name.
    let own = endpoint.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    for header in own + endpoint.credentials {
      headers.removeAll { $0.name.lowercased() == header.name.lowercased() }
      headers.append(header)
    }
    return Transfer.Request(
      url: url.absoluteString, headers: headers, body: call.body,
      proxy: endpoint.proxies.proxy(for: url), authorities: endpoint.authorities)
  }
}

extension EndpointLink: CustomStringConvertible, CustomReflectable {
  /// The base URL.
  public var description: String { endpoint.description }
  /// The endpoint, which shows no secret.
  public var customMirror: Mirror { Mirror(self, children: ["endpoint": endpoint]) }
}
