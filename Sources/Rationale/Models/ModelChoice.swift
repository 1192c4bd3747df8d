internal import RPM

/// Which model fills the roles, and where.
enum ModelChoice: Sendable, Hashable {
  /// The one within the program.
  case builtIn
  /// A language model behind an endpoint.
  case chat(EndpointChoice, model: String)

  /// The name that stands for the built-in model on the command line and in the config.
  static let builtInName = "built-in"

  /// What stands on the screen: `built-in`, or `gpt-4o-mini at api.openai.com`.
  var title: String {
    switch self {
    case .builtIn: Self.builtInName
    case .chat(let endpoint, let model): "\(model) at \(endpoint.title)"
    }
  }
}

/// An endpoint with everything a client needs but the key itself.
struct EndpointChoice: Sendable, Hashable {
  /// Its name in the config; `nil` for one that is not there.
  var name: String?
  /// The base URL.
  var url: BaseURL
  /// Where its key is.
  var key = KeySource.none
  /// Further headers.
  var headers: [String: String] = [:]
  /// The version of the old interface of Azure; `nil` elsewhere.
  var apiVersion: String?
  /// The model that makes embeddings there; `nil` for the built-in table.
  var embeddings: String?

  /// What the endpoint is called: its name in the config, or its host.
  var title: String { name ?? url.host }
}

extension ModelIdentity {
  /// What a person reads of a model: `built-in`, or `gpt-4o-mini at api.openai.com`.
  var title: String {
    BaseURL(version).map { "\(name) at \($0.host)" } ?? name
  }
}
