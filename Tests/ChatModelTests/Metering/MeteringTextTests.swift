internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct MeteringTextTests {
  @Test(arguments: [
    ("0.50", Budget.Limit.dollars(0.5)), ("$2", .dollars(2)), ("50k tokens", .tokens(50_000)),
    ("200000 tokens", .tokens(200_000)), ("1.5Mt", .tokens(1_500_000)), ("1 token", .tokens(1)),
    ("50kt", .tokens(50_000)), ("200,000 tokens", .tokens(200_000)), (" $ 3 ", .dollars(3)),
    (".5", .dollars(0.5)), ("1,500 tokens", .tokens(1_500)),
  ])
  func limitsAreReadAsTyped(text: String, limit: Budget.Limit) {
    #expect(Budget.Limit(text) == limit)
  }

  /// A comma is the sign of tenths to half of Europe: `0,50` read as 50 would be dear.
  @Test(arguments: [
    "", "k", "-1", "tokens", "1e9", "nan", "five", "$", "12 euro", "0,50", "1,500", "$1,5",
    "5,0 tokens", "1 0", "5 0k tokens", "1.2.3",
    "$5 tokens", "50k", "inf", "٣",
  ])
  func whatIsNoLimitIsNone(text: String) {
    #expect(Budget.Limit(text) == nil)
  }

  @Test(arguments: [
    (0.0, "$0"), (12.3, "$12.30"), (0.021, "$0.021"), (0.0037, "$0.0037"), (0.5, "$0.50"),
    (0.999, "$1.00"), (0.0000001, "under $0.000001"),
  ])
  func moneyKeepsTheDigitsThatCount(dollars: Double, text: String) {
    #expect(UsageText.money(dollars) == text)
  }

  @Test(arguments: [
    (1, "1 token"), (950, "950 tokens"), (41_234, "41.2k tokens"), (40_000, "40k tokens"),
    (999_600, "1M tokens"), (250_000, "250k tokens"),
  ])
  func tokensAreShort(count: Int, text: String) {
    #expect(UsageText.tokens(count) == text)
  }

  @Test func anUnknownPriceIsNeverMoney() {
    let unknown = Usage(ChatReply.Tokens(input: 10, output: 5), price: nil)
    #expect(UsageText.summary(unknown) == "1 call, 15 tokens, price unknown")
    let known = Usage(calls: 1, inputTokens: 5, isEstimated: true, dollars: 0.5)
    #expect(UsageText.summary(known) == "1 call, ~5 tokens, ~$0.50")
    #expect(
      UsageText.summary(unknown + known)
        == "2 calls, ~20 tokens, $0.50 and 15 tokens of unknown price")
    #expect(UsageText.summary(Usage(replayed: 2)) == "2 replies replayed for nothing")
  }

  @Test func textsHavePlausibleTokens() {
    #expect(
      (10...16).contains(TokenEstimate.tokens(in: "The quick brown fox jumps over the lazy dog.")))
    #expect(TokenEstimate.tokens(in: "我喜歡這本書") == 6)
    #expect(TokenEstimate.tokens(in: "") == 0)
    #expect((5...20).contains(TokenEstimate.tokens(in: "Очень хорошая книга")))
  }

  @Test func pricesHoldWhereTheyAreMade() {
    let table = PriceTable(own: ["local": Price(input: 1, output: 2, asOf: "2026-01-01")])
    let openAI = "https://api.openai.com/v1"
    #expect(table.price(of: "gpt-4o-mini", at: openAI)?.input == 0.15)
    #expect(table.price(of: "gpt-4o-mini-2024-07-18", at: openAI)?.output == 0.6)
    #expect(table.price(of: "openai/gpt-4o-mini", at: "https://openrouter.ai/api/v1") != nil)
    #expect(table.price(of: "gpt-4o-mini", at: "http://127.0.0.1:8080/v1") == nil)
    #expect(table.price(of: "gpt-4o-mini", at: "https://evil-api.openai.com.example/v1") == nil)
    #expect(table.price(of: "local", at: "http://127.0.0.1:8080/v1")?.output == 2)
    #expect(table.price(of: "unheard-of", at: openAI) == nil)
    #expect(
      table.price(of: "openai/gpt-4o-mini-2024-07-18", at: "https://openrouter.ai/api/v1") != nil)
    #expect(table.price(of: "gpt-4o-mini", at: "https://me.openai.azure.com/openai/v1") != nil)
    #expect(table.price(of: "gpt-5-mini", at: "https://me.services.ai.azure.com/openai/v1") != nil)
    // Another maker's model of that name, and one that goes on where the known name ends.
    #expect(
      table.price(of: "someone/gpt-4o-mini", at: "https://openrouter.ai/api/v1") == nil)
    #expect(
      table.price(of: "openai/gpt-4o-mini:online", at: "https://openrouter.ai/api/v1") == nil)
    #expect(table.price(of: "gpt-4o-mini-audio", at: openAI) == nil)
  }

  @Test func ownPricesComeFirst() {
    let table = PriceTable(own: [
      "gpt-4o-mini": Price(input: 9, output: 9, asOf: "2026-01-01"),
      "gpt-4o-mini-2024-07-18": Price(input: 8, output: 8, asOf: "2026-01-01"),
    ])
    let openAI = "https://api.openai.com/v1"
    #expect(table.price(of: "gpt-4o-mini", at: openAI)?.input == 9)
    #expect(table.price(of: "gpt-4o-mini-2024-07-18", at: openAI)?.input == 8)
    #expect(table.price(of: "gpt-4o-mini-2025-01-01", at: openAI)?.input == 9)
    #expect(table.price(of: "gpt-4o-mini", at: openAI)?.inBatch.output == 4.5)
  }
}
