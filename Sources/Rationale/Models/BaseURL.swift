internal import Foundation

/// The base address of an endpoint: `http` or `https`, a host, no user, no query.
struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// The address without a slash at its end.
  let url: URL
  /// `https://host:port`, with the port that the scheme stands for.
  let origin: String

  /// Reads an address; `nil` where it is none. Never repeats it: it may hold a password.
  init?(_ text: String) {
    var text = text.trimmingCharacters(in: .whitespaces)
    while text.hasSuffix("/") { text.removeLast() }
    // What manuals print as the address of a call.
    if text.hasSuffix("/chat/completions") { text.removeLast("/chat/completions".count) }
    guard var parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "http" || scheme == "https", let host = parts.host?.lowercased(), !host.isEmpty,
      parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
    else { return nil }
    parts.scheme = scheme
    parts.host = host
    guard let url = parts.url else { return nil }
    self.url = url
    origin = "\(scheme)://\(host):\(parts.port ?? (scheme == "https" ? 443 : 80))"
  }

  /// Reads `OLLAMA_HOST`, which may lack a scheme and a port, and may be an address to listen on.
  init?(ollamaHost text: String) {
    var text = text.trimmingCharacters(in: .whitespaces)
    if !text.contains("://") {
      if text.hasPrefix(":") { text = "127.0.0.1" + text }
      guard var parts = URLComponents(string: "http://" + text) else { return nil }
      parts.port = parts.port ?? 11434
      guard let whole = parts.string else { return nil }
      text = whole
    }
    guard var parts = URLComponents(string: text) else { return nil }
    if parts.host == "0.0.0.0" { parts.host = "127.0.0.1" }
    if parts.host == "[::]" { parts.host = "[::1]" }
    guard let host = parts.string.flatMap({ BaseURL($0) }), let base = host.appending("v1") else {
      return nil
    }
    self = host.url.path.hasSuffix("/v1") ? host : base
  }

  /// The host, and the port where it is an unusual one.
  var host: String {
    let name = url.host() ?? ""
    return url.port.map { "\(name):\($0)" } ?? name
  }

  /// The address with more at its end.
  func appending(_ path: String) -> BaseURL? { BaseURL("\(self)/\(path)") }

  var description: String { url.absoluteString }

  /// What is said of an address that is none.
  static let complaint =
    "is no address of an endpoint; write one such as https://api.openai.com/v1 or "
    + "http://localhost:8080/v1, without a user, a password or a question mark"
}
