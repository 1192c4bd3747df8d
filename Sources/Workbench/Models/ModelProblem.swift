internal import ChatModel

/// Why nothing can be meant by the names of a model, an endpoint or a budget.
///
/// Whoever heard the names knows what they are called there: `text(_:)` tells the way out in those
/// words.
package enum ModelProblem: Error, Hashable, CustomStringConvertible {
  /// Who named an endpoint.
  package enum Source: Hashable, Sendable {
    case typed
    case config
    case variable(String)
  }

  case noModelName
  case builtInHasNoEndpoint
  case noEndpoint(model: String)
  case noModel(endpoint: String)
  /// It cannot be a URL.
  case badEndpoint(Source)
  /// It is neither a URL nor a name of the config, which has these.
  case unknownEndpoint(Source, known: [String])
  case badOllamaHost
  case noEmbeddingsName
  case embeddingsWithoutEndpoint
  case badBudget

  /// What a front calls the settings.
  package struct Names: Sendable {
    package var model = "the model"
    package var endpoint = "the endpoint"
    package var embeddings = "the model for embeddings"
    package var budget = "the budget"
    /// How to see what an endpoint has.
    package var listing: @Sendable (_ endpoint: String) -> String = { _ in
      "the list of models has them"
    }

    package init(
      model: String = "the model", endpoint: String = "the endpoint",
      embeddings: String = "the model for embeddings", budget: String = "the budget",
      listing: @escaping @Sendable (_ endpoint: String) -> String = { _ in
        "the list of models has them"
      }
    ) {
      self.model = model
      self.endpoint = endpoint
      self.embeddings = embeddings
      self.budget = budget
      self.listing = listing
    }
  }

  package var description: String { text(Names()) }

  /// What is wrong and the way out.
  package func text(_ names: Names) -> String {
    func name(_ source: Source) -> String {
      switch source {
      case .typed: names.endpoint
      case .config: "endpoint"
      case .variable(let variable): variable
      }
    }
    switch self {
    case .noModelName: return "\(names.model) is a name such as built-in or gpt-4o-mini"
    case .builtInHasNoEndpoint:
      return "the built-in model has no endpoint; leave out \(names.endpoint)"
    case .noEndpoint(let model):
      return """
        '\(model)' needs an endpoint: name one with \(names.endpoint) URL, in the config file, with \
        OPENAI_BASE_URL or with OLLAMA_HOST; or set OPENAI_API_KEY, and it is asked at \
        api.openai.com
        """
    case .noModel(let endpoint):
      return "say which model with \(names.model); \(names.listing(endpoint))"
    case .badEndpoint(let source): return "\(name(source)) \(BaseURL.complaint)"
    case .unknownEndpoint(let source, let known):
      return known.isEmpty
        ? "\(name(source)) is a URL such as http://localhost:8080/v1; the config names no endpoint"
        : "\(name(source)) is one of \(known.joined(separator: ", ")), or a URL such as "
          + "http://localhost:8080/v1"
    case .badOllamaHost:
      return "OLLAMA_HOST is no address; write one such as http://localhost:11434"
    case .noEmbeddingsName:
      return "\(names.embeddings) is the name of a model, such as nomic-embed-text"
    case .embeddingsWithoutEndpoint:
      return
        "\(names.embeddings) goes with a language model; the built-in one has its own word table"
    case .badBudget: return "\(names.budget) is \(Budget.Limit.forms)"
    }
  }
}
