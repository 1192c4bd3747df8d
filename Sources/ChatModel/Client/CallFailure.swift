internal import Foundation

/// Why an attempt gave no whole reply.
enum CallFailure: Error, Sendable {
  /// The server says why.
  case server(ServerError, headers: [String: String])
  /// No connection, or silence, or too many bytes.
  case transfer(Transfer.Failure)
  /// The reply broke off.
  case cut
  /// Something came that is no reply, with its start.
  case strange(ServerError)
  /// A redirect to another origin.
  case elsewhere(String)
}

/// Puts a failure into words: what, where, and the way out. No words hold a key, a user name
/// or a query.
struct FailureText: Sendable {
  var endpoint: Endpoint
  var model: String
  var redaction: Redaction

  private var host: String { endpoint.host }

  /// What the server said, in brackets.
  private func said(_ error: ServerError) -> String {
    let text = error.shown(redaction)
    return text.isEmpty ? "(\(error.status))" : "(\(error.status): \(text))"
  }

  /// The server's own failure.
  func text(_ kind: ChatError.Kind, _ error: ServerError, attempts: Int) -> String {
    let said = said(error)
    if endpoint.baseURL.scheme == "http", error.status == 400, Self.isAboutTLS(error.words) {
      return text(.onlyTLS)
    }
    if error.status == 407, endpoint.proxy != nil { return text(.proxyRefuses(status: 407)) }
    switch kind {
    case .unauthorized where endpoint.key == nil:
      return "\(host) wants a key \(said). Set the variable that holds it, such as "
        + "OPENAI_API_KEY, or name one for this endpoint in config.toml."
    case .unauthorized:
      return "\(host) does not take the key \(said). "
        + "Check that it is the key of this endpoint, and what it may be used for."
    case .outOfMoney:
      return "\(host) says that the account has no money left \(said). "
        + "Add some there, or use another model."
    case .rateLimited:
      return "\(host) gets too many requests \(said), also after \(attempts) attempts. "
        + "Wait a little and run the command again."
    case .notFound:
      let what = model.isEmpty ? "nothing" : "no model \(model), or nothing"
      return "\(host) knows \(what) at \(endpoint.identity) \(said). "
        + "`rationale models` lists the models; check the name and the address."
    case .contextTooSmall where error.status == 413:
      return "The prompt is larger than \(host) takes \(said). "
        + "Use shorter texts, or raise the limit of the server."
    case .contextTooSmall:
      return "The prompt does not fit into the context of \(model) at \(host) \(said). "
        + "Use a model with a longer context\(contextHint)."
    case .refused:
      return "\(host) declined the request \(said). Another model may take it."
    case .garbled:
      return "\(host) could not read what \(model) wrote \(said). Another reply may be better."
    case .serverFailure:
      return "\(host) failed\(byProxy), also after \(attempts) attempts \(said). "
        + "Look at the server, or try again later.\(withoutProxy)"
    default:
      return "\(host) does not take the request \(said). "
        + "`rationale models` checks what the endpoint can do."
    }
  }

  /// What servers say to plain HTTP at a port for TLS.
  private static func isAboutTLS(_ words: String) -> Bool {
    [
      "http request was sent to https port", "http request to an https server",
      "plain http to an ssl-enabled",
    ].contains { words.contains($0) }
  }

  /// How to allow a longer silence.
  private func more(than seconds: Double) -> String {
    let longer = DurationText.text(2 * seconds)
    let table = endpoint.name == host ? "NAME" : endpoint.name
    return "timeout = \"\(longer)\" in [endpoints.\(table)] of config.toml, "
      + "or --timeout \(longer)"
  }

  private var contextHint: String {
    endpoint.kind == .ollama ? ", or start Ollama with a larger OLLAMA_CONTEXT_LENGTH" : ""
  }

  /// Why it is waited.
  func waiting(_ error: ServerError, isLoading: Bool) -> String {
    if isLoading { return "\(host) is loading its model" }
    let isPaced = error.status == 429 || error.status == 529
    return isPaced ? "\(host) gets too many requests" : "\(host) failed (\(error.status))"
  }

  /// A wait that is too long.
  func longWait(_ seconds: Double) -> String {
    "\(host) asks to wait \(Self.duration(seconds)). Run the command again after that."
  }

  /// A connection that failed.
  func text(_ failure: Transfer.Failure, attempts: Int) -> String {
    let tried = attempts > 1 ? " in \(attempts) attempts" : ""
    switch failure {
    case .connection(let what, _):
      return "\(host) cannot be reached\(byProxy)\(tried): \(what). "
        + "Is the server running, and is \(endpoint.identity) its address?\(withoutProxy)"
    case .obstacle(let obstacle): return text(obstacle)
    case .silent(let seconds, let hadBegun):
      let what = hadBegun ? "went silent for" : "sent nothing for"
      return "\(host) \(what) \(Self.duration(seconds))\(tried). "
        + "If it only needs longer, allow it: \(more(than: seconds))."
    case .slow(let seconds):
      return "\(host) gave no text within \(Self.duration(seconds)), though it sent something. "
        + "If it only needs longer, allow it: \(more(than: seconds))."
    case .oversized(let bytes):
      return "\(host) sent more than \(bytes >> 20) MB for one reply, which no model writes. "
        + "Check that \(endpoint.identity) is a language model."
    case .noLibrary(let problem):
      return "\(host) cannot be asked: libcurl cannot be loaded (\(problem)). "
        + "Install it, on Debian and Ubuntu with `apt-get install libcurl4`."
    }
  }

  private var byProxy: String { endpoint.proxy.map { " through the proxy \($0)" } ?? "" }

  private var withoutProxy: String {
    guard let proxy = endpoint.proxy else { return "" }
    let name = endpoint.baseURL.host ?? host
    return " \(proxy.variable) names the proxy; with \(name) in NO_PROXY it is left out."
  }

  /// What stands between here and a server.
  private func text(_ obstacle: Transfer.Obstacle) -> String {
    let server = host + byProxy
    switch obstacle {
    case .untrusted(let isSelfSigned):
      let what =
        isSelfSigned ? "that it signed itself" : "that no authority known here vouches for"
      return "\(server) shows a certificate \(what). If it is the right server, name a file with "
        + "its authority: ca_file in the endpoint's table of config.toml, or SSL_CERT_FILE."
    case .expired:
      return "The certificate of \(server) has expired. Renew it at the server; if it is good, "
        + "set the clock of this machine."
    case .notYetValid:
      return "The certificate of \(server) is not valid yet. Set the clock of this machine, or "
        + "that of the machine that made it."
    case .foreign:
      return "\(server) shows a certificate for another name. Use the name that it is for in the "
        + "address, or give the server a certificate for \(endpoint.baseURL.host ?? host)."
    case .noTLS:
      return "\(server) does not speak TLS there. If it is a plain server, its address begins "
        + "with http:// in place of https://."
    case .onlyTLS:
      return "\(server) speaks TLS there. Its address begins with https:// in place of http://."
    case .noCommonTLS(let reason):
      return "\(server) and this machine find no way to encrypt"
        + (reason.isEmpty ? ". " : " (\(reason)). ")
        + "Bring the TLS of the server up to date, and see whether it wants certificates of "
        + "those who ask."
    case .noAuthorities(let place):
      return "\(server) cannot be trusted: the authorities in \(place) cannot be read. "
        + "Name a file of PEM certificates that you may read."
    case .noProxy:
      let proxy = endpoint.proxy.map { "\($0), which \($0.variable) names," } ?? ""
      return "\(host) cannot be reached: no proxy \(proxy) was found.\(withoutProxy)"
    case .proxyRefuses(let status):
      let way =
        status == 407
        ? "It wants a login: write it as user:password@ before its name." : "Ask whose it is."
      return "\(server) cannot be reached: the proxy refuses (\(status)). \(way)\(withoutProxy)"
    }
  }

  /// A reply that broke off.
  func cut(attempts: Int) -> String {
    "\(host) broke off its reply in \(attempts) attempts. "
      + "Look at the server; some end a reply when another request comes."
  }

  /// Something that is no reply.
  func strange(_ error: ServerError) -> String {
    let text = error.shown(redaction)
    let what = text.isEmpty ? "nothing" : text
    return "\(host) answered with no chat completion but with: \(what). "
      + "Check that \(endpoint.identity) is the base URL of an OpenAI-compatible server."
  }

  /// No list of models.
  func noList(_ error: ServerError) -> String {
    "\(host) lists no models: it answered \(error.shown(redaction)). "
      + "Name the model yourself, or check that \(endpoint.identity) is its base URL."
  }

  /// A redirect to another origin.
  func elsewhere(_ origin: String) -> String {
    "\(host) redirects to \(redaction.error(origin)), which does not get what is meant for "
      + "\(host). If it is the right server, use its address as the endpoint."
  }

  /// A reply that was cut at its limit.
  func truncated(tokens: Int, isEndless: Bool) -> String {
    if isEndless {
      return "\(model) at \(host) repeated itself until \(tokens) tokens were written. "
        + "Another reply may be better; so may another model."
    }
    return "The reply of \(model) at \(host) was cut at \(tokens) tokens, the highest limit tried. "
      + "Ask for less at once, or use another model."
  }

  /// Nothing but hidden reasoning.
  func empty(tokens: Int, reasoned: Bool) -> String {
    reasoned
      ? "\(model) at \(host) used up \(tokens) tokens for hidden reasoning and wrote no answer. "
        + "Use a model that reasons less, or lower its effort at the server."
      : "\(model) at \(host) wrote an empty answer. Ask again, or use another model."
  }

  /// A refusal of the model.
  func refusal(_ words: String) -> String {
    let text = ServerError.oneLine(redaction.error(words), limit: 300)
    return "\(model) at \(host) declined\(text.isEmpty ? "" : ": \(text)"). "
      + "Another model may answer."
  }

  /// Seconds as people say them.
  static func duration(_ seconds: Double) -> String {
    if seconds < 10 { return String(format: "%.2g s", seconds) }
    if seconds < 120 { return "\(Int(seconds.rounded())) s" }
    if seconds < 7200 { return "\(Int((seconds / 60).rounded())) min" }
    guard seconds < 8_640_000 else { return "more than 100 days" }
    return "\(Int((seconds / 3600).rounded())) h"
  }
}
