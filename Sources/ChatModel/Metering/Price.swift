public import RPM

/// What tokens of a model cost, in US dollars a million.
public struct Price: Sendable, Hashable, Codable {
  /// Tokens of prompts.
  public var input: Double
  /// Tokens of prompts that the provider had in its cache.
  public var cachedInput: Double
  /// Tokens of replies.
  public var output: Double
  /// The day it was looked up, as `2026-11-21`.
  public var asOf: String

  /// Creates a price.
  public init(input: Double, cachedInput: Double? = nil, output: Double, asOf: String) {
    self.input = input
    self.cachedInput = cachedInput ?? input
    self.output = output
    self.asOf = asOf
  }

  /// What nobody has to pay for.
  public static let free = Price(input: 0, output: 0, asOf: "")

  /// What tokens cost.
  public func dollars(for tokens: ChatReply.Tokens) -> Double {
    let fresh = Double(max(0, tokens.input - tokens.cached))
    return
      (fresh * input + Double(min(tokens.cached, tokens.input)) * cachedInput
      + Double(tokens.output) * output) / 1e6
  }
}

extension Usage {
  /// What one call used; `price` `nil` where it is not known.
  public init(_ tokens: ChatReply.Tokens, price: Price?, calls: Int = 1) {
    self.init(
      calls: calls, inputTokens: tokens.input, cachedInputTokens: tokens.cached,
      outputTokens: tokens.output, isEstimated: tokens.isEstimated,
      dollars: price?.dollars(for: tokens) ?? 0,
      unpricedTokens: price == nil ? tokens.input + tokens.output : 0)
  }
}
