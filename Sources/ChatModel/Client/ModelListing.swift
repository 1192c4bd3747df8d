internal import Foundation

/// A model that an endpoint says it has.
public struct ModelListing: Sendable, Hashable, Codable, Identifiable {
  /// Its name in requests.
  public var id: String
  /// How many tokens of prompt and reply it takes, `nil` where the endpoint does not say.
  public var contextLength: Int?
  /// Whose it is, `nil` where the endpoint does not say.
  public var ownedBy: String?

  /// Creates an entry.
  public init(id: String, contextLength: Int? = nil, ownedBy: String? = nil) {
    self.id = id
    self.contextLength = contextLength
    self.ownedBy = ownedBy
  }

  /// Reads an entry; `nil` where it has no name.
  init?(_ value: WireValue) {
    let name = value.text ?? value["id"]?.text ?? value["model"]?.text ?? value["name"]?.text
    guard let name, !name.isEmpty else { return nil }
    id = ServerError.oneLine(name, limit: 200)
    let places = [
      value["context_length"], value["max_model_len"], value["context_window"],
      value["max_context_length"], value["top_provider"]?["context_length"],
      value["meta"]?["n_ctx"], value["meta"]?["n_ctx_train"], value["details"]?["context_length"],
    ]
    contextLength = places.lazy.compactMap { $0?.integer }.first { $0 > 0 }
    ownedBy = value["owned_by"]?.text.map { ServerError.oneLine($0, limit: 80) }
  }

  /// Reads a list in any of its forms: `data`, `models`, or bare; of names or of objects. Sorted by
  /// name, each once; `nil` where the value is no list of models.
  static func list(_ value: WireValue) -> [ModelListing]? {
    let list = value["data"] ?? value["models"] ?? value
    guard case .array(let entries) = list else { return nil }
    var models: [String: ModelListing] = [:]
    for model in entries.prefix(20_000).compactMap(ModelListing.init) {
      models[model.id] = models[model.id] ?? model
    }
    return models.values.sorted { $0.id < $1.id }
  }
}

extension EndpointLink {
  /// What the endpoint says it has, sorted by name.
  ///
  /// An old Azure address names its one deployment, and nothing is asked.
  ///
  /// - Throws: `ChatError`, `CancellationError`.
  public func models() async throws -> [ModelListing] {
    try await models(policy: RetryPolicy())
  }

  func models(policy: RetryPolicy) async throws -> [ModelListing] {
    if case .azureLegacy = endpoint.style {
      return [ModelListing(id: endpoint.baseURL.lastPathComponent)]
    }
    let value = try await value(
      // A list is not written token by token, and somebody waits for it.
      Call(path: "models", seconds: min(30, endpoint.timeouts.firstByte)), policy: policy,
      model: "")
    guard let models = ModelListing.list(value) else {
      let words = FailureText(endpoint: endpoint, model: "", redaction: redaction)
      throw ChatError(
        .rejected, words.noList(ServerError(status: 200, body: value.json.utf8.prefix(4096))))
    }
    return models
  }

  /// Makes a call for JSON, with all attempts.
  ///
  /// - Throws: `ChatError`, `CancellationError`.
  func value(_ call: Call, policy: RetryPolicy, model: String) async throws -> WireValue {
    let words = FailureText(endpoint: endpoint, model: model, redaction: redaction)
    var patience = Patience(policy: policy)
    while true {
      do {
        return try await value(call, isAgain: patience.attempts > 0) {
          patience.begin(at: clock.seconds())
        }
      } catch let failure as CallFailure {
        if let error = try await patience.afford(failure, link: self, words: words) { throw error }
      }
    }
  }
}

extension Patience {
  /// Waits after a failure of a call that cannot be put differently; gives the error where waiting
  /// is no help.
  mutating func afford(
    _ failure: CallFailure, link: EndpointLink, words: FailureText
  ) async throws -> ChatError? {
    let host = link.endpoint.host
    switch failure {
    case .server(let error, let headers):
      return try await afford(error, headers: headers, link: link, words: words)
    case .transfer(let problem):
      guard problem.mayPass else {
        return ChatError(.unreachable, words.text(problem, attempts: attempts + 1))
      }
      let goesOn = try await wait(
        link, isSilent: problem.isSilence, reason: "\(host) cannot be reached")
      return goesOn ? nil : ChatError(.unreachable, words.text(problem, attempts: attempts))
    case .cut:
      let goesOn = try await wait(link, reason: "\(host) broke off")
      return goesOn ? nil : ChatError(.unreachable, words.cut(attempts: attempts))
    case .strange(let error): return ChatError(.rejected, words.strange(error))
    case .elsewhere(let origin): return ChatError(.redirected, words.elsewhere(origin))
    }
  }

  private mutating func afford(
    _ error: ServerError, headers: [String: String], link: EndpointLink, words: FailureText
  ) async throws -> ChatError? {
    let sent = Diagnosis.Sent(
      traits: ServerTraits(of: link.endpoint), kind: link.endpoint.kind, hasSchema: false,
      streams: false, cap: 0)
    switch Diagnosis(error, headers: headers, sent: sent) {
    case .adapt: return ChatError(.rejected, words.text(.rejected, error, attempts: 1))
    case .fail(let kind): return ChatError(kind, words.text(kind, error, attempts: attempts + 1))
    case .retry(let isLoading):
      let isPaced = error.status == 429 || error.status == 529
      let kind: ChatError.Kind = isPaced ? .rateLimited : .serverFailure
      let asked = RetryPolicy.askedWait(
        headers, status: error.status, message: error.message, now: link.clock.date())
      if let asked, asked > policy.longestWait { return ChatError(kind, words.longWait(asked)) }
      let goesOn = try await wait(
        link, asked: asked, isLoading: isLoading, isPaced: isPaced,
        reason: words.waiting(error, isLoading: isLoading))
      return goesOn ? nil : ChatError(kind, words.text(kind, error, attempts: attempts))
    }
  }
}

extension Transfer.Failure {
  /// Whether trying again can help.
  var mayPass: Bool {
    switch self {
    case .connection(_, let mayPass): mayPass
    case .silent, .slow: true
    case .oversized, .noLibrary, .obstacle: false
    }
  }

  /// Whether nothing came for as long as one waits.
  var isSilence: Bool {
    switch self {
    case .silent, .slow: true
    case .connection, .oversized, .noLibrary, .obstacle: false
    }
  }
}
