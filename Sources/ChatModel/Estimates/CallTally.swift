internal import RPM

/// Adds up calls that are yet to be made.
struct CallTally {
  let price: Price?
  private(set) var calls: [Stage: Int] = [:]
  private(set) var usage = Usage()

  init(price: Price?) {
    self.price = price
  }

  /// Adds a call of so many tokens.
  mutating func add(_ stage: Stage, input: Int, output: Int) {
    calls[stage, default: 0] += 1
    usage += Usage(
      ChatReply.Tokens(input: input, output: output, isEstimated: true), price: price)
  }

  /// `about 129 calls, 41k tokens, $0.02`; without a known price no money, but "price unknown".
  static func text(_ usage: Usage) -> String {
    // The word says that it is an estimate; a mark at each number would say it again.
    var usage = usage
    usage.isEstimated = false
    return "about \(UsageText.summary(usage))"
  }
}
