internal import Crypto
internal import Foundation
public import RPM

/// What the answers in a report depend on, beside the people.
public struct EvaluationConfiguration: Sendable, Hashable, Codable {
  /// The model that filled the roles.
  public var model: ModelIdentity
  /// What made vectors of texts.
  public var embedder: String
  /// K, the number of retrieved examples.
  public var k: Int
  /// What was learned from and what was asked.
  public var split: Split
  /// The seed and the number of draws of the intervals.
  public var bootstrap: Bootstrap
  /// The prompts of a language model; `nil` for a model without prompts.
  public var prompts: [Exchange.Prompt]?
  /// The version of the program.
  public var program: String

  /// Creates a configuration.
  public init(
    model: ModelIdentity, embedder: String, k: Int, split: Split,
    bootstrap: Bootstrap = Bootstrap(),
    prompts: [Exchange.Prompt]? = nil, program: String = ""
  ) {
    self.model = model
    self.embedder = embedder
    self.k = k
    self.split = split
    self.bootstrap = bootstrap
    self.prompts = prompts
    self.program = program
  }

  /// The first 16 hex digits of the SHA-256 of the configuration with methods and people: two
  /// reports with the same hash are about the same thing.
  ///
  /// - Parameters:
  ///   - methods: the names of the methods.
  ///   - users: the people, split already.
  public func hash(methods: [String], users: [User]) throws -> String {
    struct Whole: Encodable {
      var configuration: EvaluationConfiguration
      var methods: [String]
      var users: [User]
    }
    return try Self.digest(Whole(configuration: self, methods: methods, users: users))
  }

  /// The key of one method with one person: what was kept under it holds for every report that
  /// has the same key. The intervals are no part of it.
  ///
  /// - Parameters:
  ///   - method: the method's name.
  ///   - user: the person, split already.
  ///   - edition: what else the answers may depend on, such as the build of the program.
  public func key(method: String, user: User, edition: String = "") throws -> String {
    struct Part: Encodable {
      var configuration: EvaluationConfiguration
      var method: String
      var user: User
      var edition: String
    }
    var configuration = self
    configuration.bootstrap = Bootstrap(seed: 0, draws: 1)
    return try Self.digest(
      Part(configuration: configuration, method: method, user: user, edition: edition))
  }

  private static func digest(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return SHA256.hash(data: try encoder.encode(value)).prefix(8).hexadecimal
  }
}
