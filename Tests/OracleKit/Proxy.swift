internal import Foundation
internal import Glibc

/// Hands a request on to another server on this machine and its answer back as it comes.
struct Proxy {
  let upstream: URL

  /// Serves a request; afterwards the connection is done with.
  func serve(_ request: WireRequest, on client: Connection, call: inout OracleCall) {
    let socket = Glibc.socket(
      AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer { close(socket) }
    var address = Listener.loopback(port: UInt16(upstream.port ?? 80))
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) == 0 }
    }
    let server = Connection(socket: socket)
    guard isConnected, server.send(head(of: request)), server.send(request.body) else {
      call.status = 502
      let reply = WireReply.error(502, "nobody answers at \(upstream)")
      _ = client.send(reply.head) && client.send(reply.pieces[0])
      call.outcome = .refused
      return
    }
    var isFirst = true
    while true {
      let bytes = server.receive()
      if bytes.isEmpty { break }
      if isFirst {
        let line = String(decoding: bytes.prefix(16), as: UTF8.self).split(separator: " ")
        call.status = line.count > 1 ? Int(line[1]) ?? 0 : 0
        isFirst = false
      }
      // A client that closes its end after the last byte has everything.
      guard !client.isGone, client.send(Data(bytes)) else {
        call.outcome = .abandoned
        return
      }
    }
    call.outcome = call.status == 0 ? .broken : call.status < 400 ? .completed : .refused
  }

  private func head(of request: WireRequest) -> Data {
    // Closing tells where the answer ends, whatever its encoding.
    let dropped: Set<String> = [
      "connection", "content-length", "transfer-encoding", "expect", "host", "accept-encoding",
    ]
    var parts = URLComponents()
    parts.path = request.path
    if !request.query.isEmpty {
      parts.queryItems = request.query.map { URLQueryItem(name: $0.name, value: $0.value) }
    }
    var lines = ["\(request.method) \(parts.string ?? request.path) HTTP/1.1"]
    lines += request.headers.filter { !dropped.contains($0.key) }.map { "\($0.key): \($0.value)" }
      .sorted()
    lines += [
      "Host: 127.0.0.1:\(upstream.port ?? 80)", "Connection: close",
      "Content-Length: \(request.body.count)",
    ]
    return Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}
