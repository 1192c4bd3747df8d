public import Foundation

/// A server that speaks the chat completions of OpenAI: where it is and how it wants to be asked.
///
/// What it shows of itself, also to `dump`, holds no key, no value of a header and no query.
public struct Endpoint: Sendable, Hashable {
  /// How addresses and keys are put.
  public enum Style: Sendable, Hashable {
    /// `BASE/chat/completions` and `Authorization: Bearer`.
    case openAI
    /// Azure before its v1 API: a deployment in the path, a version in the query, and an `api-key`
    /// header.
    case azureLegacy(apiVersion: String)
  }

  /// A server whose habits are known beforehand; every other one is learned.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// OpenAI itself.
    case openAI
    /// Azure OpenAI.
    case azure
    /// OpenRouter.
    case openRouter
    /// Ollama, here or in its cloud.
    case ollama
    /// LM Studio.
    case lmStudio
    /// Any other.
    case other
  }

  /// How long to wait, in seconds. A server that works is not a dead one: any byte is a sign of
  /// life, and nothing ends a reply that still grows.
  public struct Timeouts: Sendable, Hashable {
    /// For a connection.
    public var connect: Double
    /// For the first byte of a reply. After so many seconds of failures no call tries again.
    public var firstByte: Double
    /// Between two bytes of a reply.
    public var betweenEvents: Double
    /// Without any text, whatever else comes: some servers send nothing but pings for ever.
    public var withoutText: Double
    /// For a server that says it is loading its model.
    public var loading: Double

    /// Creates limits.
    public init(
      connect: Double = 10, firstByte: Double = 600, betweenEvents: Double = 600,
      withoutText: Double = 3600, loading: Double = 600
    ) {
      self.connect = connect
      self.firstByte = firstByte
      self.betweenEvents = betweenEvents
      self.withoutText = withoutText
      self.loading = loading
    }

    /// The limits that one number stands for: that of silence, before the first byte and after it.
    ///
    /// - Parameters:
    ///   - silence: the seconds; the usual ones where it is `nil`.
    ///   - connect: those for a connection.
    public init(silence: Double?, connect: Double?) {
      self.init()
      if let connect { self.connect = connect }
      guard let silence else { return }
      (firstByte, betweenEvents, loading) = (silence, silence, silence)
      withoutText = max(withoutText, silence)
    }
  }

  /// What the config calls it; its host where it has no name.
  public var name: String
  /// The base URL: no user info, no query, no slash at the end. What the endpoint is known by.
  public let baseURL: URL
  /// How it wants to be asked.
  public let style: Style
  /// What server it seems to be, from its address; may be set where an address tells nothing.
  public var kind: Kind
  /// The key; no header is sent where there is none.
  public var key: APIKey?
  /// Further headers, which may be secret too.
  public var headers: [String: String]
  /// How long to wait.
  public var timeouts: Timeouts
  /// How many tokens one call may have, prompt and reply together, where somebody said so; a server
  /// is asked otherwise.
  public var context: Int?
  /// The proxies that may stand in between.
  public var proxies = ProxySettings()
  /// Whose word for the server is taken.
  public var authorities = Authorities()

  /// What every address ends in; may hold secrets.
  let query: [URLQueryItem]

  /// Reads an address as people write it.
  ///
  /// Slashes at the end and the path of a request, such as `/chat/completions`, go. A host without
  /// a scheme is asked by `https`, or by `http` where it is this machine. A bare host gets `/v1`,
  /// or what the known ones have. Where neither is right the link finds out: see `EndpointLink`.
  ///
  /// - Throws: `AddressProblem` for what is no address of a server, or holds a user name or a
  ///   password, which would be shown and kept with everything that the endpoint made.
  public init(
    _ address: String, name: String? = nil, key: APIKey? = nil, headers: [String: String] = [:],
    timeouts: Timeouts = Timeouts()
  ) throws(AddressProblem) {
    let parts = try Address(address)
    baseURL = parts.baseURL
    style = parts.style
    kind = parts.kind
    query = parts.query
    self.name = name ?? parts.host
    self.key = key
    self.headers = headers
    self.timeouts = timeouts
  }

  /// Why an address cannot be used; never repeats what may be secret in it.
  public struct AddressProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what to type instead.
    public var description: String
  }

  /// The text that stands for the endpoint wherever something is kept: the base URL.
  public var identity: String { baseURL.absoluteString }

  /// The host, with its port where that is unusual: how errors call it.
  public var host: String { Self.hostText(of: baseURL) }

  /// The base URLs to try, likeliest first.
  var bases: [URL] {
    guard style == .openAI, kind == .other || kind == .lmStudio || kind == .ollama else {
      return [baseURL]
    }
    let path = baseURL.path
    if path == "/v1" { return [baseURL, baseURL.deletingLastPathComponent()] }
    let last = path.split(separator: "/").last ?? ""
    let isVersioned = last.first == "v" && last.dropFirst().first?.isNumber == true
    return isVersioned ? [baseURL] : [baseURL, baseURL.appendingPathComponent("v1")]
  }

  /// The address of a request, such as `chat/completions`, below a base URL.
  func url(_ path: String, below base: URL) -> URL {
    guard var parts = URLComponents(string: Self.trimmed(base) + "/" + path) else {
      return base.appendingPathComponent(path)
    }
    if !query.isEmpty { parts.queryItems = query }
    return parts.url ?? base.appendingPathComponent(path)
  }

  /// The text of a URL without slashes at the end.
  static func trimmed(_ url: URL) -> String {
    var text = url.absoluteString
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }

  /// The headers that prove who asks.
  var credentials: [(name: String, value: String)] {
    guard let secret = key?.secret else { return [] }
    // A token of Entra ID is a JWT and goes the usual way at Azure too.
    if case .azureLegacy = style, !secret.hasPrefix("eyJ") { return [("api-key", secret)] }
    return [("Authorization", "Bearer \(secret)")]
  }

  /// Everything that must not be repeated, should a server repeat it.
  var secrets: [String] {
    var secrets = key.map { [$0.secret] } ?? []
    secrets += headers.values.filter { $0.utf8.count >= 8 }
    secrets += query.compactMap(\.value).filter { $0.utf8.count >= 16 }
    secrets += (proxy?.secrets ?? []).filter { $0.utf8.count >= 4 }
    return secrets.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// The proxy through which it is asked; `nil` for none.
  var proxy: ProxySettings.Proxy? { proxies.proxy(for: baseURL) }

  /// Host and unusual port of a URL; an IPv6 address in its brackets.
  public static func hostText(of url: URL) -> String {
    let name = url.host ?? "?"
    let host = name.contains(":") && !name.hasPrefix("[") ? "[\(name)]" : name
    return url.port.map { "\(host):\($0)" } ?? host
  }

  /// Scheme, host and port: what a key belongs to.
  static func origin(of url: URL) -> String {
    let scheme = (url.scheme ?? "").lowercased()
    let port = url.port ?? (scheme == "https" ? 443 : 80)
    return "\(scheme)://\((url.host ?? "").lowercased()):\(port)"
  }
}

extension Endpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The base URL.
  public var description: String { identity }
  /// The base URL.
  public var debugDescription: String { identity }
  /// The name and the base URL.
  public var customMirror: Mirror {
    Mirror(self, children: ["name": name, "baseURL": identity])
  }
}
