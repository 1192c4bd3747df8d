internal import Foundation

/// What models cost, as far as it is known.
public struct PriceTable: Sendable {
  /// Prices a user gave, by model name; they hold at every endpoint.
  public var own: [String: Price]

  /// Creates a table.
  public init(own: [String: Price] = [:]) {
    self.own = own
  }

  /// The price of a model at an endpoint; `nil` where it is not known.
  ///
  /// The prices that come with the program are those of the makers: they hold at their own hosts and
  /// at the market that passes them on, nowhere else.
  ///
  /// - Parameters:
  ///   - model: as the user names it; a date at the end is looked past, and so is a prefix such as
  ///     `openai/`: any for the user's own prices, the makers' name for theirs.
  ///   - endpoint: the base URL.
  public func price(of model: String, at endpoint: String) -> Price? {
    let bare = model.split(separator: "/").last.map(String.init) ?? model
    if let price = Self.price(among: own, [model, Self.withoutDate(model), bare]) { return price }
    guard let host = URL(string: endpoint)?.host()?.lowercased(),
      Self.hosts.contains(where: { host == $0 || host.hasSuffix("." + $0) })
    else { return nil }
    return Self.price(among: Self.defaults, [model.replacing(/^openai\//, with: "")])
  }

  private static func price(among prices: [String: Price], _ names: [String]) -> Price? {
    (names + names.map(withoutDate)).lazy.compactMap { prices[$0] }.first
  }

  private static let hosts = [
    "api.openai.com", "openai.azure.com", "cognitiveservices.azure.com", "services.ai.azure.com",
    "openrouter.ai",
  ]

  /// US dollars a million tokens: LiteLLM's map of model prices, looked up on this day.
  static let defaults: [String: Price] = [
    "gpt-4o-mini": Price(input: 0.15, cachedInput: 0.075, output: 0.60, asOf: day),
    "gpt-4.1-mini": Price(input: 0.40, output: 1.60, asOf: day),
    "gpt-5-mini": Price(input: 0.25, cachedInput: 0.025, output: 2.00, asOf: day),
    "gpt-5-nano": Price(input: 0.05, output: 0.40, asOf: day),
    "text-embedding-3-small": Price(input: 0.02, output: 0, asOf: day),
  ]

  private static let day = "2026-11-01"

  /// Without a date such as `-2024-07-18` at the end.
  private static func withoutDate(_ model: String) -> String {
    model.replacing(#/-\d{4}-\d{2}-\d{2}$/#, with: "")
  }
}

extension Price {
  /// What the same costs in a batch: half.
  public var inBatch: Price {
    Price(input: input / 2, cachedInput: cachedInput / 2, output: output / 2, asOf: asOf)
  }
}
