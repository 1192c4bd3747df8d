internal import ChatModel
internal import RPM

/// What language models were paid for, against what they may take.
struct SpentToday: Hashable, Sendable {
  /// By everybody since midnight.
  var day: Usage
  /// While this screen is open.
  var sitting: Usage
  var budget: Budget

  /// `today $0.41 of $5`; empty where nothing was spent and nothing is limited.
  var text: String {
    if let limit = budget.run, budget.day == nil {
      return "spent \(Self.amount(of: sitting, as: limit)) of \(limit)"
    }
    if let limit = budget.day { return "today \(Self.amount(of: day, as: limit)) of \(limit)" }
    guard day.tokens > 0 else { return "" }
    let hasPrice = day.unpricedTokens < day.tokens
    let amount = hasPrice ? UsageText.money(of: day) : UsageText.tokens(of: day)
    return "today \(amount ?? "")"
  }

  /// How much of the limit of the day is used, 0 to 1; `nil` where there is none.
  var share: Double? {
    switch budget.day ?? budget.run {
    case nil: nil
    case .dollars(let limit): limit > 0 ? min(1, spent.dollars / limit) : 1
    case .tokens(let limit): limit > 0 ? min(1, Double(spent.tokens) / Double(limit)) : 1
    }
  }

  private var spent: Usage { budget.day == nil ? sitting : day }

  private static func amount(of usage: Usage, as limit: Budget.Limit) -> String {
    switch limit {
    case .dollars: UsageText.money(usage.dollars)
    case .tokens: UsageText.tokens(of: usage)
    }
  }
}
