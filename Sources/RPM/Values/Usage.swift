/// What calls of a language model used: tokens, and money where a price is known.
///
/// Only what was paid for counts. A reply that was kept from an earlier call is `replayed`: it adds
/// no tokens and no money.
public struct Usage: Sendable, Hashable, Codable {
  /// Calls that were paid for.
  public var calls: Int
  /// Replies taken from those that were kept.
  public var replayed: Int
  /// Tokens of the prompts, cached ones included.
  public var inputTokens: Int
  /// Those that the provider had in its cache.
  public var cachedInputTokens: Int
  /// Tokens of the replies, hidden reasoning included.
  public var outputTokens: Int
  /// Whether some of the tokens were estimated, since the server told none.
  public var isEstimated: Bool
  /// US dollars, for the tokens whose price is known.
  public var dollars: Double
  /// Tokens whose price is not known; they are in no sum of money.
  public var unpricedTokens: Int

  /// Creates a usage; nothing by default.
  public init(
    calls: Int = 0, replayed: Int = 0, inputTokens: Int = 0, cachedInputTokens: Int = 0,
    outputTokens: Int = 0, isEstimated: Bool = false, dollars: Double = 0, unpricedTokens: Int = 0
  ) {
    self.calls = calls
    self.replayed = replayed
    self.inputTokens = inputTokens
    self.cachedInputTokens = cachedInputTokens
    self.outputTokens = outputTokens
    self.isEstimated = isEstimated
    self.dollars = dollars
    self.unpricedTokens = unpricedTokens
  }

  /// Tokens in and out.
  public var tokens: Int { inputTokens.saturating(outputTokens) }

  /// Whether nothing was called and nothing replayed.
  public var isEmpty: Bool { self == Usage() }

  /// The sum of two usages. Counts come from servers and files, so they end at the greatest number
  /// instead of ending the program.
  public static func + (left: Usage, right: Usage) -> Usage {
    Usage(
      calls: left.calls.saturating(right.calls), replayed: left.replayed.saturating(right.replayed),
      inputTokens: left.inputTokens.saturating(right.inputTokens),
      cachedInputTokens: left.cachedInputTokens.saturating(right.cachedInputTokens),
      outputTokens: left.outputTokens.saturating(right.outputTokens),
      isEstimated: left.isEstimated || right.isEstimated, dollars: left.dollars + right.dollars,
      unpricedTokens: left.unpricedTokens.saturating(right.unpricedTokens))
  }

  /// What is left when something that was added is taken away again; only counts and dollars.
  package static func - (left: Usage, right: Usage) -> Usage {
    Usage(
      calls: left.calls.saturating(0 - right.calls.bounded),
      inputTokens: left.inputTokens.saturating(0 - right.inputTokens.bounded),
      outputTokens: left.outputTokens.saturating(0 - right.outputTokens.bounded),
      dollars: left.dollars - right.dollars,
      unpricedTokens: left.unpricedTokens.saturating(0 - right.unpricedTokens.bounded))
  }

  /// Adds another usage.
  public static func += (left: inout Usage, right: Usage) {
    left = left + right
  }
}

extension Int {
  /// The sum, or the greatest or least number where it would be beyond.
  fileprivate func saturating(_ other: Int) -> Int {
    let (sum, isBeyond) = addingReportingOverflow(other)
    return isBeyond ? (other < 0 ? .min : .max) : sum
  }

  /// The number, or the least that has an opposite.
  fileprivate var bounded: Int { Swift.max(self, -.max) }
}
