internal import Foundation

/// How much may be spent.
public struct Budget: Sendable, Hashable {
  /// A sum that is not to be passed.
  public enum Limit: Sendable, Hashable {
    /// US dollars.
    case dollars(Double)
    /// Tokens in and out.
    case tokens(Int)
  }

  /// For what one command, or one run of the screen, pays.
  public var run: Limit?
  /// For everything since midnight.
  public var day: Limit?

  /// Creates a budget; without limits by default.
  public init(run: Limit? = nil, day: Limit? = nil) {
    self.run = run
    self.day = day
  }

  /// Whether a price is needed to keep it.
  public var needsPrice: Bool {
    [run, day].contains { if case .dollars = $0 { true } else { false } }
  }
}

extension Budget.Limit: CustomStringConvertible {
  /// Reads a limit as a person types it: `0.50`, `$0.50`, `50k tokens`, `50kt`, `200,000 tokens`,
  /// `1.5M tokens`; `nil` where it is none.
  ///
  /// A comma may only stand between thousands of tokens: `0,50` is fifty cents to some, and taken
  /// for fifty dollars it would be dear.
  public init?(_ text: String) {
    let text = text.lowercased()
    if let match = text.wholeMatch(
      of: #/\s*([0-9]+|[0-9]{1,3}(?:[,_][0-9]{3})+|[0-9]*\.[0-9]+)\s*([km]?)\s*(?:t|tokens?)\s*/#)
    {
      let number = match.1.filter { $0 != "," && $0 != "_" }
      let factor = match.2 == "k" ? 1e3 : match.2 == "m" ? 1e6 : 1
      guard let amount = Double(number), amount * factor < 1e15 else { return nil }
      self = .tokens(Int((amount * factor).rounded()))
      return
    }
    guard let match = text.wholeMatch(of: #/\s*\$?\s*([0-9]+|[0-9]*\.[0-9]+)\s*/#),
      let amount = Double(match.1), amount < 1e12
    else { return nil }
    self = .dollars(amount)
  }

  /// What to type, for messages about what cannot be read.
  public static let forms = "an amount such as 0.50 (US dollars) or '50k tokens'"

  /// As a person reads it.
  public var description: String {
    switch self {
    case .dollars(let amount): UsageText.money(amount)
    case .tokens(let count): UsageText.tokens(count)
    }
  }
}
