/// Which model made something: stored with all that it made.
public struct ModelIdentity: Sendable, Hashable, Codable {
  /// The name a person types, such as `built-in`.
  public var name: String
  /// What distinguishes two makes of the same name: a version, an endpoint.
  public var version: String

  /// Creates an identity.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
