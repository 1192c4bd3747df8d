internal import Foundation
internal import RPM

extension Endpoint {
  /// The parts of an address as people write it.
  struct Address {
    var baseURL: URL
    var host: String
    var style: Style
    var kind: Kind
    var query: [URLQueryItem]

    init(_ text: String) throws(AddressProblem) {
      var text = text.trimming { $0.isWhitespace || $0 == "\"" || $0 == "'" }
      guard !text.isEmpty else {
        throw AddressProblem(
          description: "The address of the endpoint is empty. Try http://localhost:8080/v1.")
      }
      if !text.contains("://") { text = Self.schemeFor(text) + "://" + text }
      guard var parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
        let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https",
        (1...65535).contains(parts.port ?? 80)
      else {
        throw AddressProblem(
          description: "This is no http or https address of an endpoint. "
            + "An address looks like https://api.openai.com/v1.")
      }
      guard parts.user == nil, parts.password == nil else {
        throw AddressProblem(
          description: "The address of \(host) holds a user name or a password, which would be "
            + "shown and kept. Take it out and give the endpoint a key or a header.")
      }
      query = parts.queryItems ?? []
      parts.query = nil
      parts.fragment = nil
      parts.scheme = scheme
      parts.host = host.lowercased()
      if parts.port == (scheme == "https" ? 443 : 80) { parts.port = nil }
      kind = Self.kind(of: host.lowercased(), port: parts.port)
      parts.path = Self.path(parts.path, at: kind)
      style = try Self.style(path: parts.path, query: query, host: host)
      guard let url = parts.url else {
        throw AddressProblem(description: "The address of \(host) cannot be read.")
      }
      baseURL = url
      self.host = Endpoint.hostText(of: url)
    }

    private static func schemeFor(_ text: String) -> String {
      let host = text.prefix { $0 != "/" && $0 != "?" }.lowercased()
      let isHere =
        host.hasPrefix("localhost") || host.hasPrefix("127.") || host.hasPrefix("[::1]")
        || host.hasPrefix("0.0.0.0") || host.hasPrefix("192.168.") || host.hasPrefix("10.")
      return isHere ? "http" : "https"
    }

    private static func kind(of host: String, port: Int?) -> Kind {
      if host == "api.openai.com" || host.hasSuffix(".api.openai.com") { return .openAI }
      if host == "openrouter.ai" || host.hasSuffix(".openrouter.ai") { return .openRouter }
      for domain in [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"]
      where host.hasSuffix(domain) { return .azure }
      if host == "ollama.com" || host.hasSuffix(".ollama.com") || port == 11434 { return .ollama }
      return port == 1234 ? .lmStudio : .other
    }

    /// The path of the base URL: no slash at the end, nothing that belongs to one request.
    private static func path(_ given: String, at kind: Kind) -> String {
      var pieces = given.split(separator: "/").map(String.init)
      for tail in [["chat", "completions"], ["completions"], ["embeddings"], ["models"]]
      where pieces.suffix(tail.count).elementsEqual(tail) {
        pieces.removeLast(tail.count)
        break
      }
      switch (kind, pieces) {
      case (.openRouter, []), (.openRouter, ["v1"]), (.openRouter, ["api"]): return "/api/v1"
      case (.azure, []), (.azure, ["openai"]), (.azure, ["v1"]): return "/openai/v1"
      case (_, []): return "/v1"
      default: return "/" + pieces.joined(separator: "/")
      }
    }

    private static func style(
      path: String, query: [URLQueryItem], host: String
    ) throws(AddressProblem) -> Style {
      guard path.contains("/openai/deployments/") else { return .openAI }
      guard let version = query.first(where: { $0.name == "api-version" })?.value,
        !version.isEmpty
      else {
        throw AddressProblem(
          description: "The address of the deployment at \(host) lacks its version. "
            + "Add one, as in ?api-version=2024-10-21, or use https://\(host)/openai/v1.")
      }
      return .azureLegacy(apiVersion: version)
    }
  }

  /// The base URL that the value of `OLLAMA_HOST` means to Ollama's own client, with `/v1`.
  ///
  /// No scheme: `http` and port 11434; with a scheme its usual port, 80 or 443. What a server binds
  /// to, `0.0.0.0` or `::`, is asked at this machine's own address.
  public static func ollamaURL(host: String) -> String {
    let text = host.trimming { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    var scheme = "http"
    var rest = text[...]
    var port = "11434"
    if let mark = text.range(of: "://") {
      scheme = text[..<mark.lowerBound].lowercased()
      rest = text[mark.upperBound...]
      port = scheme == "https" ? "443" : "80"
    } else if text == "ollama.com" {
      (scheme, port) = ("https", "443")
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var path = rest[slash...].split(separator: "/").joined(separator: "/")
    if path == "v1" || path.hasSuffix("/v1") { path = String(path.dropLast(2)) }
    path = path.trimming { $0 == "/" }
    var name = rest[..<slash]
    // A colon within brackets, or one of several, belongs to an IPv6 address.
    let tail = name.lastIndex(of: "]") ?? name.startIndex
    let isBareV6 = !name.contains("[") && name.count { $0 == ":" } > 1
    if !isBareV6, let colon = name[tail...].lastIndex(of: ":") {
      let given = name[name.index(after: colon)...]
      if let number = Int(given), (0...65535).contains(number) { port = String(given) }
      name = name[..<colon]
    }
    var bare = name.trimming { $0 == "[" || $0 == "]" }
    if bare.isEmpty || bare == "0.0.0.0" { bare = "127.0.0.1" }
    if bare == "::" { bare = "::1" }
    if bare.contains(":") { bare = "[\(bare)]" }
    let isUsual = (scheme == "http" && port == "80") || (scheme == "https" && port == "443")
    return "\(scheme)://\(bare)" + (isUsual ? "" : ":\(port)")
      + (path.isEmpty ? "" : "/\(path)") + "/v1"
  }
}
