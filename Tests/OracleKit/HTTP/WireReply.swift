internal import Foundation

/// An answer as it goes over the wire.
struct WireReply: Sendable {
  /// What happens after the last piece.
  enum Ending: Sendable {
    /// The answer is whole.
    case whole
    /// The connection breaks before the answer is whole.
    case broken
    /// Nothing more comes, and the connection stays.
    case silent
  }

  /// The status code.
  var status: Int
  /// Header fields beside those for the body.
  var headers: [(name: String, value: String)] = []
  /// The body. In several pieces it is sent in chunks, each for itself.
  var pieces: [Data]
  /// Whether the length is told only as it comes.
  var isChunked = false
  /// Seconds between two pieces.
  var pause = 0.0
  /// What happens after the last piece.
  var ending = Ending.whole

  /// A JSON value as the body.
  static func json(
    _ status: Int, _ value: [String: Any], headers: [(name: String, value: String)] = []
  ) -> WireReply {
    WireReply(
      status: status, headers: headers + [("Content-Type", "application/json")],
      pieces: [JSON.data(value)])
  }

  /// An error in the usual shape.
  static func error(
    _ status: Int, _ message: String, type: String = "invalid_request_error", code: String? = nil,
    headers: [(name: String, value: String)] = []
  ) -> WireReply {
    let error: [String: Any] = [
      "message": message, "type": type, "param": NSNull(), "code": code as Any? ?? NSNull(),
    ]
    return json(status, ["error": error], headers: headers)
  }

  /// The lines above the body.
  var head: Data {
    var lines = ["HTTP/1.1 \(status) \(status < 400 ? "OK" : "Failed")"]
    lines += headers.map { "\($0.name): \($0.value)" }
    lines.append(
      isChunked
        ? "Transfer-Encoding: chunked"
        : "Content-Length: \(pieces.reduce(0) { $0 + $1.count })")
    return Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// A piece as it is sent.
  func framed(_ piece: Data) -> Data {
    guard isChunked else { return piece }
    return Data(String(piece.count, radix: 16).utf8) + Data("\r\n".utf8) + piece
      + Data("\r\n".utf8)
  }

  /// What tells that a chunked body is whole.
  var tail: Data { isChunked ? Data("0\r\n\r\n".utf8) : Data() }
}
