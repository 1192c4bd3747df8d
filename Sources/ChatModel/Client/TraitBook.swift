internal import Foundation

/// The traits of one model at one endpoint, read from the store once and kept there when they
/// change.
actor TraitBook {
  /// After so many days what was learned is forgotten: servers get better.
  static let lifetime = 30.0

  private let store: any TraitStore
  private let key: String
  private let clock: CallClock
  private var traits: ServerTraits
  private var isLoaded = false
  private var warned: Set<String> = []

  init(endpoint: Endpoint, model: String, store: any TraitStore, clock: CallClock) {
    self.store = store
    self.clock = clock
    key = Self.key(endpoint: endpoint, model: model)
    traits = ServerTraits(of: endpoint)
  }

  static func key(endpoint: Endpoint, model: String) -> String {
    "chat \(model) at \(endpoint.identity)"
  }

  /// What is known.
  func current() async -> ServerTraits {
    guard !isLoaded else { return traits }
    let data = await store.traits(for: key)
    // Another call may have loaded, and even changed, them meanwhile.
    guard !isLoaded else { return traits }
    isLoaded = true
    guard let data, let kept = try? JSONDecoder().decode(ServerTraits.self, from: data),
      let asOf = kept.asOf, clock.date().timeIntervalSince(asOf) < Self.lifetime * 86400
    else { return traits }
    traits = kept
    return traits
  }

  /// Changes what is known.
  func change<Result: Sendable>(
    _ change: @Sendable (inout ServerTraits) -> Result
  ) async -> Result {
    let before = traits
    let result = change(&traits)
    if traits != before {
      traits.asOf = clock.date()
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      if let data = try? encoder.encode(traits) { await store.keep(data, for: key) }
    }
    return result
  }

  /// Forgets what was learned, so that it is tried anew.
  func forget(_ endpoint: Endpoint) {
    isLoaded = true
    traits = ServerTraits(of: endpoint)
  }

  /// Whether a warning is given for the first time.
  func isNew(_ warning: String) -> Bool { warned.insert(warning).inserted }
}
