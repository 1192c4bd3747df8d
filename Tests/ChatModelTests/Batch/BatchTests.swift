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
    let result = try BatchResult(line: line.utf8)
    guard case .reply(let reply) = result.outcome else {
      Issue.record("no reply")
      return
    }
    #expect(result.key == "k1")
    #expect(try BatchResult(line: line.utf8).digest == result.digest)
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
    let result = try BatchResult(line: line.utf8)
    #expect(result.key == "k")
    guard case .failure(let failure) = result.outcome else {
      Issue.record("no failure")
      return
    }
    #expect(failure.description == words)
  }

  private static func failure(status: Int = 200, body: String) throws -> BatchFailure? {
    let line =
      #"{"custom_id":"k","response":{"status_code":\#(status),"body":\#(body)},"error":null}"#
    guard case .failure(let failure) = try BatchResult(line: line.utf8).outcome else { return nil }
    return failure
  }

  @Test func aCutReplyGetsMoreRoomTwice() throws {
    let failure = try #require(
      try Self.failure(
        body: """
          {"choices":[{"finish_reason":"length","message":{"content":"{"}}],\
          "usage":{"prompt_tokens":9,"completion_tokens":50}}
          """))
    #expect(failure.tokens == ChatReply.Tokens(input: 9, output: 50))
    let second = failure.next(after: BatchTry(cap: 50))
    #expect(second == BatchTry(cap: 100, cuts: 1))
    let third = failure.next(after: second)
    #expect(third == BatchTry(cap: 200, cuts: 2))
    #expect(failure.next(after: third).reason == failure.description)
    // All of it was hidden reasoning, which needs more than twice as much.
    let empty = try #require(
      try Self.failure(
        body: #"{"choices":[{"finish_reason":"length","message":{"content":""}}]}"#))
    #expect(empty.next(after: BatchTry(cap: 50)) == BatchTry(cap: 2148, cuts: 1))
  }

  @Test(arguments: [
    (400, #"{"error":{"message":"flagged","code":"content_filter"}}"#, true),
    (200, #"{"choices":[{"finish_reason":"content_filter","message":{"content":""}}]}"#, true),
    (200, #"{"choices":[{"finish_reason":"stop","message":{"content":" "}}]}"#, true),
    (
      400,
      #"{"error":{"message":"too long","code":"context_length_exceeded","type":"invalid_request_error"}}"#,
      true
    ),
    (404, #"{"error":{"message":"no such model","code":"model_not_found"}}"#, false),
    (401, #"{"error":{"message":"bad key"}}"#, false),
    (429, #"{"error":{"message":"slow down","code":"rate_limit_exceeded"}}"#, false),
    (500, "\"oops\"", false),
  ])
  func whatWouldFailAgainIsGivenUp(status: Int, body: String, isFinal: Bool) throws {
    let failure = try #require(try Self.failure(status: status, body: body))
    let last = BatchTry(cap: 50)
    var next = failure.next(after: last)
    #expect((next.reason != nil) == isFinal)
    next.reason = nil
    #expect(next == last)
    #expect(!failure.isAboutForm)
  }

  @Test func whatFitsNotIsAskedForInLess() throws {
    let room = try #require(
      try Self.failure(
        status: 400,
        body: """
          {"error":{"message":"This model's maximum context length is 4096 tokens. However, you \
          requested 4500 tokens (3500 in the messages, 1000 in the completion).","code":400}}
          """))
    #expect(room.next(after: BatchTry(cap: 1000)) == BatchTry(cap: 596))
    // It was asked for so little already.
    #expect(room.next(after: BatchTry(cap: 596)).reason != nil)
    // More than that was needed.
    #expect(room.next(after: BatchTry(cap: 1000, cuts: 1)).reason != nil)
  }

  @Test func aRefusedParameterIsNoFaultOfTheItem() throws {
    let failure = try #require(
      try Self.failure(
        status: 400,
        body: """
          {"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model.",\
          "param":"temperature","code":"unsupported_value"}}
          """))
    #expect(failure.isAboutForm)
    #expect(failure.kind == "unsupported_value")
    #expect(failure.next(after: BatchTry(cap: 9)) == BatchTry(cap: 9))
  }

  @Test func aLineCarriesTheLimitThatIsWanted() throws {
    let line = BatchLine.json(
      Self.request, model: "m", traits: try Self.traits("http://localhost/v1"), cap: 400)
    #expect(WireValue(json: line)?["body"]?["max_tokens"]?.integer == 400)
  }

  @Test func whatIsGivenUpFailsForItsItemAlone() async throws {
    let model = ModelIdentity(name: "m", version: "u")
    let key = ReplyKey.text(of: Self.request.request, for: model)
    let collector = BatchCollector(givenUp: [key: "the model declined"])
    let keeper = ReplyKeeper(collector: collector, ledger: MemoryLedger(), model: model)
    let failure = await #expect(throws: RoleFailure.self) {
      try await keeper.exchange(
        Self.request.request, prompt: Self.request.prompt, stage: .extract)
    }
    #expect(failure?.reach == .item)
    #expect(failure?.description.contains("the model declined") == true)
    #expect(collector.collected == [])
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
