internal import BuiltInModel
package import ChatModel
package import RPM

/// Which model fills the roles, and where.
package enum ModelChoice: Sendable, Hashable {
  /// The one within the program.
  case builtIn
  /// A language model behind an endpoint.
  case chat(EndpointChoice, model: String)

  /// The name that stands for the built-in model on the command line and in the config.
  package static let builtInName = "built-in"

  /// Whether it is asked for time and not for money: on this machine or one of a private network.
  package var isLocal: Bool {
    switch self {
    case .builtIn: false
    case .chat(let endpoint, _): endpoint.url.isLocal
    }
  }

  /// The same with vectors by a model of its endpoint, where one is named.
  ///
  /// - Throws: `ModelProblem` where it has no endpoint.
  package func embedding(by name: String?) throws -> ModelChoice {
    guard let name else { return self }
    guard name.contains(where: { !$0.isWhitespace }) else {
      throw ModelProblem.noEmbeddingsName
    }
    guard case .chat(var endpoint, let model) = self else {
      throw ModelProblem.embeddingsWithoutEndpoint
    }
    endpoint.embeddings = name
    return .chat(endpoint, model: model)
  }

  /// What is stored with all that it makes.
  package var identity: ModelIdentity {
    switch self {
    case .builtIn: BuiltInModel().identity
    case .chat(let endpoint, let model): endpoint.identity(of: model)
    }
  }

  /// What stands on the screen: `built-in`, or `gpt-4o-mini at api.openai.com`.
  package var title: String {
    switch self {
    case .builtIn: Self.builtInName
    case .chat(let endpoint, let model): "\(model) at \(endpoint.title)"
    }
  }
}

/// An endpoint with everything a client needs but the key itself.
package struct EndpointChoice: Sendable, Hashable {
  /// Its name in the config; `nil` for one that is not there.
  package var name: String?
  /// The base URL.
  package var url: BaseURL
  /// Where its key is.
  package var key = KeySource.none
  /// Further headers.
  package var headers: [String: String] = [:]
  /// The version of the old interface of Azure; `nil` elsewhere.
  package var apiVersion: String?
  /// The model that makes embeddings there; `nil` for the built-in table.
  package var embeddings: String?
  /// A file with the authorities that vouch for it; `nil` for the usual ones.
  package var caFile: String?
  /// How many seconds it may be silent; `nil` for the usual ones.
  package var timeout: Double?
  /// How many seconds a connection may take; `nil` for the usual ones.
  package var connectTimeout: Double?
  /// How many tokens a call may have; `nil` where the endpoint is asked.
  package var context: Int?

  /// What the endpoint is called: its name in the config, or its host.
  package var title: String { name ?? url.host }

  /// The endpoint as the client takes it.
  ///
  /// - Parameters:
  ///   - model: part of the address in Azure's older interface.
  ///   - timeout: `--timeout`, which goes before the config.
  /// - Throws: `Endpoint.AddressProblem`.
  package func endpoint(model: String?, key: APIKey?, timeout: Double? = nil) throws -> Endpoint {
    var address = url.description
    if let apiVersion, let model { address = url.azureDeployment(model, version: apiVersion) }
    var endpoint = try Endpoint(
      address, name: name, key: key, headers: headers,
      timeouts: Endpoint.Timeouts(silence: timeout ?? self.timeout, connect: connectTimeout))
    endpoint.context = context
    return endpoint
  }

  /// What is stored with all that a model makes there.
  package func identity(of model: String) -> ModelIdentity {
    let endpoint = try? endpoint(model: model, key: nil)
    return ModelIdentity(name: model, version: endpoint?.identity ?? url.description)
  }
}

extension ModelIdentity {
  /// What a person reads of a model: `built-in`, or `gpt-4o-mini at api.openai.com`.
  package var title: String {
    BaseURL(version).map { "\(name) at \($0.host)" } ?? name
  }
}
