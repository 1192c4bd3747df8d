internal import Foundation

/// How much may be spent (ours).
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
  /// Reads a limit as a person types it: `0.50`, `$0.50`, `50k tokens`, `200000 tokens`, `1.5M
  /// tokens`; `nil` where it is none.
  public init?(_ text: String) {
    var text = text.lowercased().replacing("_", with: "").replacing(",", with: "")
    text.removeAll { $0 == " " }
    for unit in ["tokens", "token", "t"] where text.hasSuffix(unit) {
      text.removeLast(unit.count)
      var factor = 1.0
      if text.hasSuffix("k") { factor = 1e3 }
      if text.hasSuffix("m") { factor = 1e6 }
      if factor > 1 { text.removeLast() }
      guard let amount = Self.number(text), amount * factor < 1e15 else { return nil }
      self = .tokens(Int((amount * factor).rounded()))
      return
    }
    if text.hasPrefix("$") { text.removeFirst() }
    guard let amount = Self.number(text) else { return nil }
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

  private static func number(_ text: String) -> Double? {
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let value = Double(text),
      value.isFinite
    else { return nil }
    return value
  }
}
