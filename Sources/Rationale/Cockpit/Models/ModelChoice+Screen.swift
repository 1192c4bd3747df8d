internal import RPM

extension ModelChoice {
  /// The name without its endpoint.
  var name: String {
    switch self {
    case .builtIn: Self.builtInName
    case .chat(_, let model): model
    }
  }

  /// Whether it made what carries an identity.
  func isMaker(of identity: ModelIdentity) -> Bool {
    switch self {
    case .builtIn: identity.isBuiltIn
    case .chat(let endpoint, let model):
      identity.name == model && BaseURL(identity.version)?.url == endpoint.url.url
    }
  }
}

extension ModelIdentity {
  /// Whether it is the model within the program.
  var isBuiltIn: Bool { name == ModelChoice.builtInName && BaseURL(version) == nil }
}
