internal import Foundation
internal import Glibc

/// One client on a socket, served by one thread that may block.
struct Connection {
  private let socket: Int32
  private var buffer: [UInt8] = []

  init(socket: Int32) {
    self.socket = socket
    // Without it the kernel holds back the second of two small writes for up to 40 ms.
    var on: Int32 = 1
    setsockopt(
      socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Whether the client closed its end.
  var isGone: Bool { !wait(seconds: 0) }

  /// Waits; `false` at once when the client closes its end meanwhile.
  func wait(seconds: Double) -> Bool {
    let end = DispatchTime.now() + seconds
    while true {
      let left = Double(end.uptimeNanoseconds) - Double(DispatchTime.now().uptimeNanoseconds)
      // POLLRDHUP, which Swift does not import.
      var watched = pollfd(fd: socket, events: 0x2000, revents: 0)
      let found = poll(&watched, 1, Int32(min(max(0, (left / 1e6).rounded(.up)), 1e9)))
      if found > 0 { return false }
      if found == 0, left <= 1e6 || seconds == 0 { return true }
    }
  }

  /// Sends all of it; `false` where the client is gone.
  func send(_ data: Data) -> Bool {
    data.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.send(
          socket, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL))
        if count > 0 {
          sent += count
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Some bytes as they come, empty at the end.
  func receive() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &bytes, bytes.count, 0)
      if count >= 0 { return Array(bytes.prefix(count)) }
      if errno != EINTR { return [] }
    }
  }

  /// The next request; `nil` when the client closed its end or sent none.
  mutating func request() -> WireRequest? {
    guard let head = line(upTo: Array("\r\n\r\n".utf8)), var request = WireRequest(head: head)
    else { return nil }
    if request.headers["expect"]?.lowercased() == "100-continue",
      !send(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    {
      return nil
    }
    if request.headers["transfer-encoding"]?.lowercased() == "chunked" {
      while true {
        guard let size = line(upTo: Array("\r\n".utf8)),
          let count = Int(size.prefix { $0 != ";" }, radix: 16), let piece = bytes(count),
          line(upTo: Array("\r\n".utf8)) != nil
        else { return nil }
        if count == 0 { break }
        request.body.append(contentsOf: piece)
      }
    } else if let length = request.headers["content-length"].flatMap({ Int($0) }) {
      guard let body = bytes(length) else { return nil }
      request.body = Data(body)
    }
    return request
  }

  private mutating func line(upTo end: [UInt8]) -> String? {
    var searched = 0
    while true {
      if let found = buffer[searched...].firstRange(of: end) {
        let line = String(decoding: buffer[..<found.lowerBound], as: UTF8.self)
        buffer.removeFirst(found.upperBound)
        return line
      }
      searched = max(0, buffer.count - end.count)
      guard fill() else { return nil }
    }
  }

  private mutating func bytes(_ count: Int) -> [UInt8]? {
    while buffer.count < count {
      guard fill() else { return nil }
    }
    let bytes = Array(buffer.prefix(count))
    buffer.removeFirst(count)
    return bytes
  }

  private mutating func fill() -> Bool {
    let more = receive()
    buffer += more
    return !more.isEmpty
  }
}
