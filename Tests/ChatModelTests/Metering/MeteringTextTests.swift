internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct MeteringTextTests {
  @Test(arguments: [
    ("0.50", Budget.Limit.dollars(0.5)), ("$2", .dollars(2)), ("50k tokens", .tokens(50_000)),
    ("200000 tokens", .tokens(200_000)), ("1.5Mt", .tokens(1_500_000)), ("1 token", .tokens(1)),
  ])
  func limitsAreReadAsTyped(text: String, limit: Budget.Limit) {
    #expect(Budget.Limit(text) == limit)
  }

  @Test(arguments: ["", "k", "-1", "tokens", "1e9", "nan", "five", "$", "12 euro"])
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
  }

  @Test func thePaceIsThatOfWhatWasPaid() throws {
    var pace = PaceEstimate(started: 100)
    for _ in 0..<50 { pace.add(isReplayed: true) }
    #expect(pace.secondsLeft(of: 100, at: 101) == nil)
    for _ in 0..<5 { pace.add(isReplayed: false) }
    #expect(try #require(pace.secondsLeft(of: 100, at: 110)) == 90)
    #expect(pace.secondsLeft(of: 55, at: 110) == nil)
  }

  @Test func theKeyOfARequestStaysTheSame() {
    let request = ChatRequest(
      messages: [.init(.system, "s"), .init(.user, "u")],
      schema: .object([.init("a", .string(oneOf: ["x"]))]), maxTokens: 10)
    let model = ModelIdentity(name: "m", version: "http://h/v1")
    let key = ReplyKey.text(of: request, for: model)
    #expect(key == "ab9c993ebbc235b8e25cb4acfecab3e5ebf094d83fa88228053441747a499961")
    var streamed = request
    streamed.streams = true
    #expect(ReplyKey.text(of: streamed, for: model) == key)
    var hotter = request
    hotter.temperature = 0.5
    var moved = request
    moved.messages = [.init(.system, "su"), .init(.user, "")]
    for other in [hotter, moved] { #expect(ReplyKey.text(of: other, for: model) != key) }
    #expect(
      ReplyKey.text(of: request, for: ModelIdentity(name: "m2", version: "http://h/v1")) != key)
  }
}
