internal import Foundation

/// Finds the model and its endpoint from the command line, the config and the environment.
///
/// Precedence: command line, config, `OPENAI_BASE_URL`, `OLLAMA_HOST`. A variable alone never makes
/// a language model the choice, since that may cost money.
package struct ModelResolution: Sendable {
  package var configuration: Configuration
  package var environment: [String: String]
  /// How many seconds an endpoint may be silent; the config's where it is `nil`.
  package var timeout: Double?

  package init(configuration: Configuration, environment: [String: String], timeout: Double? = nil)
  {
    self.configuration = configuration
    self.environment = environment
    self.timeout = timeout
  }

  /// The model that is meant.
  ///
  /// - Parameters:
  ///   - model: its name; the config's where it is `nil`.
  ///   - endpoint: a name of the config, or a URL.
  /// - Throws: `ModelProblem`.
  package func choice(model: String?, endpoint: String?) throws -> ModelChoice {
    if let model { return try choice(model, endpoint: endpoint) }
    if let endpoint { return try choice(ofEndpoint: endpoint) }
    guard let configured = configuration.model else { return .builtIn }
    return try choice(configured, endpoint: nil)
  }

  /// The model of a name that may say its endpoint: `built-in`, `large`, or `work/large` where the
  /// config names an endpoint `work`. For commands that take several models.
  ///
  /// - Throws: `ModelProblem`.
  package func choice(named name: String, endpoint: String?) throws -> ModelChoice {
    // The built-in model beside one that --endpoint is meant for.
    if name == ModelChoice.builtInName { return .builtIn }
    if let slash = name.firstIndex(of: "/"),
      configuration.endpoints[String(name[..<slash])] != nil
    {
      return try choice(
        String(name[name.index(after: slash)...]), endpoint: String(name[..<slash]))
    }
    return try choice(name, endpoint: endpoint)
  }

  private func choice(_ model: String, endpoint: String?) throws -> ModelChoice {
    guard model.contains(where: { !$0.isWhitespace }) else {
      throw ModelProblem.noModelName
    }
    guard model != ModelChoice.builtInName else {
      guard endpoint == nil else {
        throw ModelProblem.builtInHasNoEndpoint
      }
      return .builtIn
    }
    if let found = try self.endpoint(endpoint) { return .chat(found, model: model) }
    throw ModelProblem.noEndpoint(model: model)
  }

  private func choice(ofEndpoint name: String) throws -> ModelChoice {
    let endpoint = try named(name, by: .typed)
    guard let model = usualModel(at: endpoint) else {
      throw ModelProblem.noModel(endpoint: name)
    }
    return .chat(endpoint, model: model)
  }

  /// The model that the config means at an endpoint; `nil` where it names none.
  package func usualModel(at endpoint: EndpointChoice) -> String? {
    if let own = endpoint.name.flatMap({ configuration.endpoints[$0]?.model }) { return own }
    // The model of the config is one of the endpoint of the config, or of the environment.
    guard let usual = try? self.endpoint(nil), usual.url == endpoint.url,
      configuration.model != ModelChoice.builtInName
    else { return nil }
    return configuration.model
  }

  /// The endpoint that is meant: the one named, else that of the config, else that of the
  /// environment; `nil` where nothing names one.
  ///
  /// - Throws: `ModelProblem`.
  package func endpoint(_ name: String?) throws -> EndpointChoice? {
    if let name { return try named(name, by: .typed) }
    if let configured = configuration.endpoint {
      return try named(configured, by: .config)
    }
    if let url = try openAIBase() ?? ollama() { return try loose(url) }
    if let azure = try azure() { return azure }
    return value(Self.openAIKey) == nil ? nil : try Self.openAI.map { try loose($0) }
  }

  /// All endpoints of the config, by name.
  package var configured: [EndpointChoice] {
    configuration.endpoints.sorted { $0.key < $1.key }.map(Self.choice)
  }

  /// An endpoint by its name in the config, or by its URL. A URL that the config has a table for is
  /// that endpoint, so that it gets no key but its own.
  private func named(_ name: String, by source: ModelProblem.Source) throws -> EndpointChoice {
    if let settings = configuration.endpoints[name] { return Self.choice(name, settings) }
    guard let url = BaseURL(name) else {
      throw name.contains("/") || name.contains("@")
        ? ModelProblem.badEndpoint(source)
        : .unknownEndpoint(source, known: configuration.endpoints.keys.sorted())
    }
    let known = configured.first { $0.url == url }
    return try known ?? loose(url, isTyped: source == .typed)
  }

  private static func choice(
    _ name: String, _ settings: Configuration.EndpointSettings
  ) -> EndpointChoice {
    EndpointChoice(
      name: name, url: settings.url, key: settings.key, headers: settings.headers,
      apiVersion: settings.apiVersion, embeddings: settings.embeddings, caFile: settings.caFile,
      timeout: settings.timeout, connectTimeout: settings.connectTimeout,
      context: settings.context)
  }

  // MARK: Keys

  /// An endpoint that no table of the config describes, with the key that may go there.
  ///
  /// A key belongs to the origin that its variables name. `OPENAI_API_KEY` without an
  /// `OPENAI_BASE_URL` goes with what was typed, or with api.openai.com. A URL in the config was
  /// not typed for this call, so it gets the key of its own origin only.
  private func loose(_ url: BaseURL, isTyped: Bool = false) throws -> EndpointChoice {
    if let azure = try azure(), azure.url.origin == url.origin {
      var endpoint = azure
      endpoint.url = url
      if url != azure.url { endpoint.apiVersion = nil }
      return endpoint
    }
    var endpoint = EndpointChoice(url: url)
    guard let variable = try keyVariable(for: url, isTyped: isTyped), value(variable) != nil else {
      return endpoint
    }
    endpoint.key = .environment(variable: variable)
    if variable == Self.openAIKey, url.origin == Self.openAI?.origin {
      endpoint.headers["OpenAI-Organization"] = value("OPENAI_ORG_ID")
      endpoint.headers["OpenAI-Project"] = value("OPENAI_PROJECT_ID")
    }
    return endpoint
  }

  private func keyVariable(for url: BaseURL, isTyped: Bool) throws -> String? {
    if let base = try openAIBase() {
      if base.origin == url.origin { return Self.openAIKey }
      return try ollama()?.origin == url.origin ? Self.ollamaKey : nil
    }
    if try ollama()?.origin == url.origin { return Self.ollamaKey }
    return isTyped || url.origin == Self.openAI?.origin ? Self.openAIKey : nil
  }

  private static let openAI = BaseURL("https://api.openai.com/v1")
  private static let openAIKey = "OPENAI_API_KEY"
  private static let ollamaKey = "OLLAMA_API_KEY"

  // MARK: Environment

  /// A variable that is set to something.
  private func value(_ name: String) -> String? {
    environment[name].flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
  }

  private func openAIBase() throws -> BaseURL? {
    guard let text = value("OPENAI_BASE_URL") else { return nil }
    guard let url = BaseURL(text) else {
      throw ModelProblem.badEndpoint(.variable("OPENAI_BASE_URL"))
    }
    return url
  }

  private func ollama() throws -> BaseURL? {
    guard let text = value("OLLAMA_HOST") else { return nil }
    guard let url = BaseURL(ollamaHost: text) else {
      throw ModelProblem.badOllamaHost
    }
    return url
  }

  /// The resource that the variables of Azure's own tools name: through its new interface, or with
  /// `OPENAI_API_VERSION` through the old one.
  private func azure() throws -> EndpointChoice? {
    guard let text = value("AZURE_OPENAI_ENDPOINT") else { return nil }
    let base = text.trimmingCharacters(in: CharacterSet(charactersIn: "/ "))
    guard let url = BaseURL(base.contains("/openai") ? base : "\(base)/openai/v1") else {
      throw ModelProblem.badEndpoint(.variable("AZURE_OPENAI_ENDPOINT"))
    }
    let hasKey = value("AZURE_OPENAI_API_KEY") != nil
    return EndpointChoice(
      url: url, key: hasKey ? .environment(variable: "AZURE_OPENAI_API_KEY") : .none,
      apiVersion: value("OPENAI_API_VERSION"))
  }
}
