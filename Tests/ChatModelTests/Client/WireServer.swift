internal import Foundation
internal import Glibc
internal import Synchronization

/// A server on this machine that says exactly the bytes a test wants, when it wants them.
final class WireServer: Sendable {
  /// What a client sent.
  struct Request: Sendable {
    var method: String
    var path: String
    /// Names in lower case.
    var headers: [String: String]
    var body: String
    /// Its place among all requests, from 0.
    var index: Int

    func has(_ text: String) -> Bool { body.contains(text) }
  }

  /// What is done for a request, one after the other.
  enum Step: Sendable {
    case bytes([UInt8])
    case pause(Double)
    /// Nothing more, until the client goes.
    case hang
    case close
    case reset
    /// These bytes so many times, fast, and then nothing, until the client goes.
    case flood([UInt8], times: Int)

    static func text(_ text: String) -> Step { .bytes(Array(text.utf8)) }
  }

  private struct State {
    var requests: [Request] = []
    var departures = 0
    var connections = 0
    var closings = 0
    var isOver = false
  }

  let port: Int
  private let listener: Int32
  private let state = Mutex(State())
  private let script: @Sendable (Request) -> [Step]
  // What a connection of a deaf server waits for.
  private let end = DispatchSemaphore(value: 0)
  private let isDeaf: Bool

  /// - Parameter isDeaf: whether it takes connections and reads nothing of them.
  init(isDeaf: Bool = false, _ script: @escaping @Sendable (Request) -> [Step]) throws {
    self.isDeaf = isDeaf
    self.script = script
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        Glibc.bind(listener, address, length) == 0 && Glibc.listen(listener, 64) == 0
          && getsockname(listener, address, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [weak self] in
      // Closed by nobody else: its number would be another server's before this thread knew.
      defer { Glibc.close(listener) }
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else {
          if errno == EINTR || errno == ECONNABORTED { continue }
          return
        }
        guard let self else {
          Glibc.close(connection)
          return
        }
        Thread.detachNewThread { self.serve(connection) }
      }
    }
  }

  deinit { stop() }

  func stop() {
    let wasOver = state.withLock { state in
      defer { state.isOver = true }
      return state.isOver
    }
    guard !wasOver else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    end.signal()
  }

  /// Whether somebody listens at a port of this machine.
  static func connects(to port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { Glibc.close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    address.sin_port = UInt16(port).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  var url: String { "http://127.0.0.1:\(port)/v1" }
  var requests: [Request] { state.withLock { $0.requests } }
  /// How many clients went while the server had more to say.
  var departures: Int { state.withLock { $0.departures } }
  /// How many connections it took.
  var connections: Int { state.withLock { $0.connections } }
  /// How many of them are over.
  var closings: Int { state.withLock { $0.closings } }

  /// Waits until something is so, at most five seconds.
  func eventually(_ isSo: (WireServer) -> Bool) async -> Bool {
    for _ in 0..<500 {
      if isSo(self) { return true }
      try? await Task.sleep(nanoseconds: 10_000_000)
    }
    return false
  }

  // MARK: Connections

  private func serve(_ connection: Int32) {
    defer {
      Glibc.close(connection)
      state.withLock { $0.closings += 1 }
    }
    state.withLock { $0.connections += 1 }
    if isDeaf { return end.wait() }
    var pending: [UInt8] = []
    while let request = read(connection, &pending) {
      for step in script(request) {
        guard perform(step, on: connection) else { return }
      }
    }
  }

  private func perform(_ step: Step, on connection: Int32) -> Bool {
    switch step {
    case .bytes(let bytes):
      guard write(bytes, to: connection) else { return departed() }
      return true
    case .pause(let seconds):
      usleep(UInt32(seconds * 1e6))
      return true
    case .hang:
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
      return departed()
    case .flood(let bytes, let times):
      for _ in 0..<times where !write(bytes, to: connection) { return departed() }
      return perform(.hang, on: connection)
    case .close: return false
    case .reset:
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
      return false
    }
  }

  private func departed() -> Bool {
    state.withLock { $0.departures += 1 }
    return false
  }

  private func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private func read(_ connection: Int32, _ pending: inout [UInt8]) -> Request? {
    let mark: [UInt8] = [13, 10, 13, 10]
    var end = pending.firstRange(of: mark)
    while end == nil {
      guard more(connection, &pending) else { return nil }
      end = pending.firstRange(of: mark)
    }
    guard let end else { return nil }
    let head = String(decoding: pending[..<end.lowerBound], as: UTF8.self)
    let lines = head.split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
        .trimmingCharacters(in: .whitespaces)
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    if headers["expect"] != nil {
      guard write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), to: connection) else { return nil }
    }
    while pending.count < end.upperBound + length {
      guard more(connection, &pending) else { return nil }
    }
    let body = pending[end.upperBound..<end.upperBound + length]
    let text = String(decoding: body, as: UTF8.self)
    pending.removeFirst(end.upperBound + length)
    return state.withLock { state in
      let request = Request(
        method: String(words[0]), path: String(words[1]), headers: headers, body: text,
        index: state.requests.count)
      state.requests.append(request)
      return request
    }
  }

  private func more(_ connection: Int32, _ pending: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(connection, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    pending += buffer[..<count]
    return true
  }
}

extension WireServer.Step {
  /// A whole answer with its length.
  static func answer(
    _ status: Int = 200, _ body: String, type: String = "application/json",
    headers: [String: String] = [:]
  ) -> Self {
    let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
    return .text(
      "HTTP/1.1 \(status) Some\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
        + "\(lines)\r\n\(body)")
  }

  /// The head of a stream of events in chunks.
  static let streamHead = WireServer.Step.text(
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")

  /// A chunk.
  static func chunk(_ bytes: [UInt8]) -> Self {
    .bytes(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10])
  }

  /// A chunk.
  static func chunk(_ text: String) -> Self { chunk(Array(text.utf8)) }

  /// The end of all chunks.
  static let lastChunk = WireServer.Step.text("0\r\n\r\n")

  /// A completion with a text.
  static func completion(
    _ text: String, finish: String? = "stop",
    usage: String? = #"{"prompt_tokens":7,"completion_tokens":3}"#
  ) -> Self {
    answer(200, completionBody(text, finish: finish, usage: usage))
  }

  /// The JSON of a completion.
  static func completionBody(_ text: String, finish: String? = "stop", usage: String? = nil)
    -> String
  {
    let quoted = text.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"").replacingOccurrences(of: "\n", with: "\\n")
    let finish = finish.map { "\"\($0)\"" } ?? "null"
    return #"{"id":"x","object":"chat.completion","model":"tiny-1","choices":[{"index":0,"#
      + #""message":{"role":"assistant","content":""# + quoted
      + #""},"finish_reason":"# + finish + "}]" + (usage.map { #","usage":"# + $0 } ?? "") + "}"
  }

  /// An event that brings a piece of text.
  static func delta(_ text: String) -> String {
    let quoted = text.replacingOccurrences(of: "\"", with: "\\\"")
    return #"data: {"model":"tiny-1","choices":[{"index":0,"delta":{"content":""# + quoted
      + #""}}]}"# + "\n\n"
  }

  /// An event that says why the text ends.
  static func end(_ reason: String = "stop") -> String {
    #"data: {"choices":[{"index":0,"delta":{},"finish_reason":""# + reason + #""}]}"# + "\n\n"
  }

  /// A stream of events, each in its chunk, that ends well.
  static func stream(_ events: [String]) -> [Self] {
    [streamHead] + events.map { chunk($0) } + [lastChunk]
  }
}
