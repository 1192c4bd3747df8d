internal import Foundation

/// A request as it came over the wire.
struct WireRequest: Sendable {
  /// The method in capitals.
  var method: String
  /// The path without its query.
  var path: String
  /// What follows the question mark, decoded.
  var query: [(name: String, value: String)]
  /// The header fields, names in lower case.
  var headers: [String: String]
  /// The body, whatever the encoding of the transfer was.
  var body: Data

  /// Whether the connection stays open after the answer.
  var keepsAlive: Bool { headers["connection"]?.lowercased() != "close" }

  /// The key as the client sent it, without `Bearer`; empty where none came.
  var key: String {
    let bearer = headers["authorization"] ?? ""
    return bearer.lowercased().hasPrefix("bearer ")
      ? String(bearer.dropFirst(7)) : headers["api-key"] ?? bearer
  }

  /// Reads the lines above the body; `nil` where they are no request.
  init?(head: String) {
    let lines = head.components(separatedBy: "\r\n")
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1") else { return nil }
    let parts = URLComponents(string: String(words[1]))
    method = words[0].uppercased()
    path = parts?.path ?? String(words[1])
    query = (parts?.queryItems ?? []).map { ($0.name, $0.value ?? "") }
    body = Data()
    headers = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headers[name] = headers[name].map { $0 + ", " + value } ?? value
    }
  }
}
