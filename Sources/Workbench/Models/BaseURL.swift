internal import ChatModel
package import Foundation

/// The base address of an endpoint as it was typed: `http` or `https`, a host, no user, no query.
/// The client knows how to read it; see `Endpoint`.
package struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// The address in its usual form.
  package let url: URL
  /// `https://host:port`, with the port that the scheme stands for.
  package let origin: String

  /// Reads an address; `nil` where it is none. Never repeats it: it may hold a password.
  package init?(_ text: String) {
    let text = text.trimmingCharacters(in: .whitespaces)
    let start = text.lowercased()
    guard start.hasPrefix("http://") || start.hasPrefix("https://"),
      !text.contains("?"), !text.contains("#"), let endpoint = try? Endpoint(text)
    else { return nil }
    url = endpoint.baseURL
    let scheme = url.scheme ?? "https"
    origin = "\(scheme)://\(url.host() ?? ""):\(url.port ?? (scheme == "https" ? 443 : 80))"
  }

  /// Reads `OLLAMA_HOST`, which may lack a scheme and a port, and may be an address to listen on.
  package init?(ollamaHost text: String) {
    guard !text.contains("@") else { return nil }
    self.init(Endpoint.ollamaURL(host: text))
  }

  /// The host, and the port where it is an unusual one.
  package var host: String { Endpoint.hostText(of: url) }

  /// Whether it is a server of this machine or of a private network that answers by itself. What
  /// stands at LiteLLM's usual port passes calls on to servers that may cost money.
  package var isLocal: Bool { url.port != 4000 && Endpoint.isLocal(host: url.host() ?? "") }

  /// The address of a deployment through Azure's older interface.
  package func azureDeployment(_ name: String, version: String) -> String {
    var pieces = url.path.split(separator: "/")
    if pieces.last == "v1" { pieces.removeLast() }
    if pieces.last != "openai" { pieces.append("openai") }
    let path = pieces.joined(separator: "/")
    return "\(url.scheme ?? "https")://\(host)/\(path)/deployments/\(name)?api-version=\(version)"
  }

  /// The address.
  package var description: String { url.absoluteString }

  /// What is said of an address that is none.
  package static let complaint =
    "is no address of an endpoint; write one such as https://api.openai.com/v1 or "
    + "http://localhost:8080/v1, without a user, a password or a question mark"
}
