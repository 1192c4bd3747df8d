internal import Foundation
public import RPM

/// How tokens and money are written wherever they are shown.
public enum UsageText {
  /// `12 calls, 41.2k tokens, $0.021`. A `~` marks what was estimated. Tokens without a known price
  /// are said to be so and never shown as money.
  public static func summary(_ usage: Usage) -> String {
    var parts: [String] = []
    if usage.calls > 0 || usage.replayed == 0 {
      parts = [count(usage.calls, "call"), tokens(of: usage)]
      if let money = money(of: usage) { parts.append(money) }
    }
    if usage.replayed > 0 {
      parts.append("\(count(usage.replayed, "reply", "replies")) replayed for nothing")
    }
    return parts.joined(separator: ", ")
  }

  /// Tokens and money without the calls: `41.2k tokens, $0.021`.
  public static func short(_ usage: Usage) -> String {
    [tokens(of: usage), money(of: usage)].compactMap { $0 }.joined(separator: ", ")
  }

  /// The money of a usage, `nil` where there are no tokens, or none that cost anything.
  public static func money(of usage: Usage) -> String? {
    guard usage.tokens > 0 else { return nil }
    guard usage.unpricedTokens > 0 else {
      if usage.dollars == 0 { return nil }
      return (usage.isEstimated ? "~" : "") + money(usage.dollars)
    }
    guard usage.unpricedTokens < usage.tokens else { return "price unknown" }
    return "\(money(usage.dollars)) and \(tokens(usage.unpricedTokens)) of unknown price"
  }

  /// The tokens of a usage: `~41.2k tokens`.
  public static func tokens(of usage: Usage) -> String {
    (usage.isEstimated ? "~" : "") + tokens(usage.tokens)
  }

  /// `950 tokens`, `41.2k tokens`, `1.3M tokens`.
  public static func tokens(_ count: Int) -> String {
    let amount =
      switch count {
      case ..<1_000: "\(count)"
      case ..<100_000: scaled(count, by: 1e3, digits: 1) + "k"
      case ..<999_500: scaled(count, by: 1e3, digits: 0) + "k"
      default: scaled(count, by: 1e6, digits: 1) + "M"
      }
    return "\(amount) \(count == 1 ? "token" : "tokens")"
  }

  /// `$12.30`, `$0.021`, `$0.0037`: cents, and where there are hardly any, two digits that count.
  public static func money(_ dollars: Double) -> String {
    if dollars == 0 { return "$0" }
    if dollars >= 0.995 { return String(format: "$%.2f", dollars) }
    if dollars < 1e-6 { return "under $0.000001" }
    let digits = max(2, 1 - Int(log10(dollars).rounded(.down)))
    return String(format: "$%.\(digits)f", dollars)
  }

  private static func scaled(_ count: Int, by unit: Double, digits: Int) -> String {
    let text = String(format: "%.\(digits)f", Double(count) / unit)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
