internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct BatchTests {
  private static let request = BatchRequest(
    key: "k1",
    request: ChatRequest(
      messages: [.init(.system, "s"), .init(.user, "a \"quote\"\nand a line")],
      schema: .object([.init("features", .array(of: .string()))]), maxTokens: 50),
    prompt: Exchange.Prompt(role: "extract", version: "1", hash: "h"), stage: .extract)

  private static func traits(_ url: String) throws -> ServerTraits {
    ServerTraits(of: try Endpoint(url))
  }

  @Test func aLineIsOneRequestOnOneLine() throws {
    let line = BatchLine.json(
      Self.request, model: "gpt-4o-mini", traits: try Self.traits("https://api.openai.com/v1"))
    #expect(!line.contains("\n"))
    let value = try #require(WireValue(json: line))
    #expect(value["custom_id"]?.text == "k1")
    #expect(value["method"]?.text == "POST")
    #expect(value["url"]?.text == "/v1/chat/completions")
    let body = try #require(value["body"])
    #expect(body["model"]?.text == "gpt-4o-mini")
    #expect(body["messages"]?.elements.last?["content"]?.text == "a \"quote\"\nand a line")
    #expect(body["response_format"]?["type"]?.text == "json_schema")
    #expect(body["stream"] == nil)
  }

  @Test func aReplyIsReadWithItsTokens() throws {
    let line = """
      {"id":"b","custom_id":"k1","response":{"status_code":200,"request_id":"r","body":{"object":\
      "chat.completion","model":"gpt-4o-mini-2024","choices":[{"index":0,"finish_reason":"stop",\
      "message":{"role":"assistant","content":"{}"}}],"usage":{"prompt_tokens":9,\
      "completion_tokens":2,"prompt_tokens_details":{"cached_tokens":4}}}},"error":null}
      """
    guard case .reply(let key, let reply) = try BatchResult(line: line.utf8) else {
      Issue.record("no reply")
      return
    }
    #expect(key == "k1")
    #expect(reply.text == "{}" && reply.model == "gpt-4o-mini-2024")
    #expect(reply.tokens == ChatReply.Tokens(input: 9, cached: 4, output: 2))
    let kept = KeptReply(
      batched: reply, stage: .extract, prompt: Self.request.prompt,
      model: ModelIdentity(name: "m", version: "u"),
      price: Price(input: 2, cachedInput: 1, output: 4, asOf: "2026-11-21"))
    #expect(abs(kept.usage.dollars - (5 * 1 + 4 * 0.5 + 2 * 2) / 1e6) < 1e-15)
  }

  @Test(arguments: [
    (
      #"{"custom_id":"k","response":null,"error":{"code":"batch_expired","message":"too late"}}"#,
      "batch_expired: too late"
    ),
    (
      #"{"custom_id":"k","response":{"status_code":404,"body":null},"error":{"error":{"message":"no such model","type":"NotFoundError","code":404}}}"#,
      "404: no such model"
    ),
    (
      #"{"custom_id":"k","response":{"status_code":400,"body":null},"error":"bad request"}"#,
      "status 400: bad request"
    ),
    (
      #"{"custom_id":"k","response":{"status_code":429,"body":{"error":{"message":"slow down","code":"rate_limit"}}},"error":null}"#,
      "rate_limit: slow down"
    ),
    (
      #"{"custom_id":"k","response":{"status_code":200,"body":{"choices":[{"finish_reason":"length","message":{"content":"{"}}]}}}"#,
      "the reply was cut at its limit of tokens"
    ),
    (
      #"{"custom_id":"k","response":{"status_code":200,"body":{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"no"}}]}}}"#,
      "the model declined"
    ),
    (#"{"custom_id":"k","response":{"status_code":200,"body":null}}"#, "no reply (status 200)"),
  ])
  func whatFailedIsTold(line: String, words: String) throws {
    #expect(try BatchResult(line: line.utf8) == .failure(key: "k", words))
  }

  @Test(arguments: [
    ("{\"custom_id\":\"k\",\"resp", "no JSON"), ("{}", "no custom_id"), ("[]", "no custom_id"),
    (#"{"custom_id":"k","method":"POST","url":"/v1","body":{}}"#, "exported"),
  ])
  func whatIsNoResultIsSaid(line: String, words: String) {
    let error = #expect(throws: BatchLineError.self) { try BatchResult(line: line.utf8) }
    #expect(error?.description.contains(words) == true)
  }

  @Test func aKeeperWithACollectorAsksNobody() async throws {
    let collector = BatchCollector()
    let ledger = MemoryLedger()
    let model = ModelIdentity(name: "m", version: "u")
    let keeper = ReplyKeeper(collector: collector, ledger: ledger, model: model)
    for _ in 0..<2 {
      let failure = await #expect(throws: RoleFailure.self) {
        try await keeper.exchange(
          Self.request.request, prompt: Self.request.prompt, stage: .extract)
      }
      #expect(failure?.reach == .deferred)
    }
    let waiting = try #require(collector.collected.first)
    #expect(collector.collected.count == 1)
    #expect(waiting.prompt == Self.request.prompt && waiting.stage == .extract)
    let reply = ChatReply(text: "{}", tokens: ChatReply.Tokens(input: 1, output: 1))
    await ledger.keep(
      KeptReply(batched: reply, stage: .extract, prompt: waiting.prompt, model: model, price: nil),
      for: waiting.key)
    let exchange = try await keeper.exchange(
      Self.request.request, prompt: Self.request.prompt, stage: .extract)
    #expect(exchange.isReplayed && exchange.reply == "{}")
  }
}
