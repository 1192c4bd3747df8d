package import RPM

extension ModelChoice {
  /// The name without its endpoint.
  package var name: String {
    switch self {
    case .builtIn: Self.builtInName
    case .chat(_, let model): model
    }
  }

  /// Where it is asked; `nil` for the one within the program.
  package var endpoint: EndpointChoice? {
    switch self {
    case .builtIn: nil
    case .chat(let endpoint, _): endpoint
    }
  }

  /// Whether it made what carries an identity.
  package func isMaker(of identity: ModelIdentity) -> Bool {
    switch self {
    case .builtIn: identity.isBuiltIn
    case .chat(let endpoint, let model): endpoint.identity(of: model) == identity
    }
  }
}

extension ModelIdentity {
  /// Whether it is the model within the program.
  package var isBuiltIn: Bool { name == ModelChoice.builtInName && BaseURL(version) == nil }

  /// Whether both are the same model; of the built-in one in whichever version.
  package func isSameModel(as other: ModelIdentity) -> Bool {
    self == other || (isBuiltIn && other.isBuiltIn)
  }
}
