package import ChatModel

/// The links to endpoints: one each, shared by all who ask there. Opening one reads its key.
package actor EndpointLinks {
  private struct ClientKey: Hashable {
    var endpoint: EndpointChoice
    var model: String
  }

  private struct Key: Hashable {
    var endpoint: EndpointChoice
    /// The model, where it is part of the address.
    var model: String?
  }

  private let keys: KeyReader
  private let concurrency: Int
  private let timeout: Double?
  private var clients: [ClientKey: ChatClient] = [:]
  private var openings: [Key: Task<EndpointLink, any Error>] = [:]

  /// - Parameters:
  ///   - concurrency: the most calls to one endpoint at once.
  ///   - timeout: how many seconds an endpoint may be silent; each endpoint's own where it is `nil`.
  package init(keys: KeyReader, concurrency: Int, timeout: Double? = nil) {
    self.keys = keys
    self.timeout = timeout
    self.concurrency = concurrency
  }

  /// The link to an endpoint, opened if need be; after a failure the next one who asks tries again.
  ///
  /// - Throws: `ConfigError` where the key cannot be had.
  package func link(to choice: EndpointChoice, model: String?) async throws -> EndpointLink {
    let key = Key(endpoint: choice, model: choice.apiVersion == nil ? nil : model)
    let opening =
      openings[key]
      ?? Task { [keys, concurrency, timeout] in
        let secret = try await keys.key(choice.key)
        var endpoint = try choice.endpoint(model: model, key: secret, timeout: timeout)
        endpoint.proxies = ProxySettings(environment: keys.environment)
        endpoint.authorities = Authorities(
          environment: keys.environment, caFile: choice.caFile)
        return EndpointLink(to: endpoint, concurrency: concurrency, isCurious: true)
      }
    openings[key] = opening
    do {
      return try await opening.value
    } catch {
      if openings[key] == opening { openings[key] = nil }
      throw error
    }
  }

  /// The client of a model; one a model, since it learns what the server takes.
  ///
  /// - Throws: `ConfigError` where the key cannot be had.
  package func client(
    of model: String, at choice: EndpointChoice, traits: any TraitStore
  ) async throws -> ChatClient {
    let key = ClientKey(endpoint: choice, model: model)
    if let client = clients[key] { return client }
    let link = try await link(to: choice, model: model)
    // Another task may have been faster meanwhile.
    let client = clients[key] ?? ChatClient(model: model, link: link, traits: traits)
    clients[key] = client
    return client
  }
}
