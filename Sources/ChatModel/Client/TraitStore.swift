public import Foundation

/// Keeps what was found out about a model at an endpoint, such as which parameters it does not
/// take. Holds nothing of a person and no key.
public protocol TraitStore: Sendable {
  /// What was kept, `nil` where nothing was.
  func traits(for key: String) async -> Data?

  /// Keeps it in place of what was kept before.
  func keep(_ data: Data, for key: String) async
}

/// A store that remembers as long as the program runs.
public actor MemoryTraits: TraitStore {
  private var kept: [String: Data] = [:]

  /// Creates an empty store.
  public init() {}

  /// What was kept.
  public func traits(for key: String) -> Data? { kept[key] }

  /// Keeps it.
  public func keep(_ data: Data, for key: String) { kept[key] = data }
}
