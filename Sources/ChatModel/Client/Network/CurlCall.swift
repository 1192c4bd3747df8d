internal import CCurl
internal import Foundation

/// One transfer as libcurl knows it. It lives on the queue of its loop.
final class CurlCall {
  /// There is no memory left for another one.
  static let outOfMemory = Transfer.Failure.connection("there is not enough memory", mayPass: true)

  /// libcurl's handle.
  let easy: OpaquePointer
  /// Who is told what comes.
  let transfer: Transfer

  private let request: Transfer.Request
  private var head = HeadReader()
  private var headers: OpaquePointer?
  private let problem: UnsafeMutablePointer<CChar>

  /// - Throws: `Transfer.Failure` for what cannot be sent.
  init(_ transfer: Transfer, _ request: Transfer.Request) throws {
    guard let easy = ccurl_easy_make() else { throw Self.outOfMemory }
    self.easy = easy
    self.transfer = transfer
    self.request = request
    problem = .allocate(capacity: CCURL_ERROR_SIZE)
    problem.initialize(repeating: 0, count: CCURL_ERROR_SIZE)
    set(CCURL_SET_NO_SIGNAL, 1)
    // An older libcurl, before 7.87, waits for a name that is being looked up when a transfer ends
    // meanwhile. Whoever ended it does not: only further calls of the same loop would.
    set(CCURL_SET_QUICK_EXIT, 1)
    if !set(CCURL_SET_PROTOCOLS_TEXT, "http,https") {
      set(CCURL_SET_PROTOCOLS, CCURL_HTTP_AND_HTTPS)
    }
    set(CCURL_SET_HTTP_VERSION, CCURL_HTTP_2_OVER_TLS)
    // What has no head comes as a body then, and is looked at there.
    set(CCURL_SET_HTTP09_ALLOWED, 1)
    set(CCURL_SET_ACCEPT_ENCODING, "")
    set(CCURL_SET_TCP_NODELAY, 1)
    set(CCURL_SET_TCP_KEEPALIVE, 1)
    set(CCURL_SET_CONNECT_TIMEOUT_MS, request.connectMilliseconds)
    // The proxy was chosen already, and no variable is asked again.
    set(CCURL_SET_PROXY, request.proxy?.address ?? "")
    set(CCURL_SET_NO_PROXY, "")
    set(CCURL_SET_HIDE_CONNECT_HEADERS, 1)
    setAuthorities()
    _ = ccurl_easy_set_error(easy, problem)
    ccurl_easy_take(easy, Self.takeHead, Self.takeBody, Unmanaged.passUnretained(self).toOpaque())
    guard set(CCURL_SET_URL, request.url) else {
      throw Transfer.Failure.connection("the address cannot be used", mayPass: false)
    }
    if request.isProbe { setProbe() } else { try setContent() }
  }

  deinit {
    ccurl_easy_free(easy)
    ccurl_list_free(headers)
    problem.deallocate()
  }

  /// Tells the transfer how it ended.
  func end(_ code: Int32) {
    let outcome = CurlOutcome(
      code: code, words: String(cString: problem),
      verification: ccurl_easy_get_long(easy, CCURL_GET_VERIFY_RESULT),
      proxyStatus: ccurl_easy_get_long(easy, CCURL_GET_CONNECT_STATUS),
      systemError: Int32(
        truncatingIfNeeded: ccurl_easy_get_long(easy, CCURL_GET_SYSTEM_ERROR)))
    let isBlank = !head.hasBegun && outcome.endsByClosing
    transfer.completed(
      outcome.failure(connect: request.connect, authorities: request.authorities),
      isBlank: isBlank)
  }

  // MARK: Options

  @discardableResult
  private func set(_ option: Int32, _ value: Int) -> Bool {
    ccurl_easy_set_long(easy, option, value) == 0
  }

  @discardableResult
  private func set(_ option: Int32, _ text: String?) -> Bool {
    ccurl_easy_set_text(easy, option, text) == 0
  }

  private func setAuthorities() {
    let built = ccurl_easy_get_text(easy, CCURL_GET_CA_FILE).map { String(cString: $0) }
    let chosen = request.authorities.places(builtIn: built)
    // Where nothing is found libcurl's own places stay.
    guard chosen.file != nil || chosen.directory != nil else { return }
    for (file, directory) in [
      (CCURL_SET_CA_FILE, CCURL_SET_CA_DIRECTORY),
      (CCURL_SET_PROXY_CA_FILE, CCURL_SET_PROXY_CA_DIRECTORY),
    ] {
      set(file, chosen.file)
      set(directory, chosen.directory)
    }
  }

  /// Only a connection with TLS, whoever answers; nothing is sent over it.
  private func setProbe() {
    set(CCURL_SET_CONNECT_ONLY, 1)
    set(CCURL_SET_VERIFY_PEER, 0)
    set(CCURL_SET_VERIFY_HOST, 0)
  }

  private func setContent() throws {
    // Nobody waits to be told that a body is welcome.
    for (name, value) in request.headers + [("Expect", "")] {
      let line = value.isEmpty && name != "Expect" ? "\(name);" : "\(name): \(value)"
      guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
        throw Transfer.Failure.connection(
          "a header of the endpoint holds a line break or another control character",
          mayPass: false)
      }
      guard let longer = ccurl_list_add(headers, line) else { throw Self.outOfMemory }
      headers = longer
    }
    _ = ccurl_easy_set_list(easy, CCURL_SET_HEADERS, headers)
    guard let body = request.body else { return }
    let code = body.withUnsafeBytes {
      ccurl_easy_set_body(easy, $0.baseAddress, Int64($0.count))
    }
    guard code == 0 else { throw Self.outOfMemory }
  }

  // MARK: What comes

  private static let takeHead: CCurlTake = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let call = Unmanaged<CurlCall>.fromOpaque(context).takeUnretainedValue()
    return call.took(head: UnsafeRawBufferPointer(start: bytes, count: size &* count))
  }

  private static let takeBody: CCurlTake = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let call = Unmanaged<CurlCall>.fromOpaque(context).takeUnretainedValue()
    return call.took(body: UnsafeRawBufferPointer(start: bytes, count: size &* count))
  }

  private func took(head line: UnsafeRawBufferPointer) -> Int {
    switch head.feed(line) {
    case .more: return line.count
    case .head(var head):
      head.isFramed = ccurl_easy_get_long(easy, CCURL_GET_HTTP_VERSION) >= 3
      transfer.received(head)
      return line.count
    case .oversized:
      transfer.refuse(.connection("its headers have no end", mayPass: false))
      return 0
    }
  }

  private func took(body bytes: UnsafeRawBufferPointer) -> Int {
    guard head.hasBegun else {
      // An alert of TLS, or anything.
      let isTLS = bytes.count >= 3 && bytes[0] == 0x15 && bytes[1] == 3
      transfer.refuse(isTLS ? .obstacle(.onlyTLS) : CurlOutcome.noHTTP)
      return 0
    }
    return switch transfer.received(Data(bytes)) {
    case .more: bytes.count
    case .pause: CCURL_PAUSE
    case .stop: 0
    }
  }
}
