internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct PriceTests {
  private let price = Price(input: 0.15, cachedInput: 0.075, output: 0.6, asOf: "2026-11-21")

  @Test func cachedTokensHaveTheirOwnPrice() {
    let tokens = ChatReply.Tokens(input: 2_000_000, cached: 1_000_000, output: 500_000)
    #expect(abs(price.dollars(for: tokens) - (0.15 + 0.075 + 0.3)) < 1e-12)
  }

  @Test func tokensWithoutAPriceAreInNoSumOfMoney() {
    let tokens = ChatReply.Tokens(input: 100, output: 20)
    let sum = Usage(tokens, price: nil) + Usage(tokens, price: price)
    #expect(sum.unpricedTokens == 120)
    #expect(sum.tokens == 240)
    #expect(abs(sum.dollars - (100 * 0.15 + 20 * 0.6) / 1e6) < 1e-15)
    #expect(sum.calls == 2)
  }
}
