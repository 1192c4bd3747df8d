internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// How a request is put differently until a server takes it.
@Suite struct LadderTests {
  typealias Step = WireServer.Step

  private let form = ClientFixture.request(schema: ClientFixture.schema)
  private static let good = Step.completion(#"{"why":"so","ok":true}"#)

  @Test func strictSchemaFirst() async throws {
    let fixture = try ClientFixture { _ in [Self.good] }
    _ = try await fixture.ask(form)
    #expect(
      fixture.server.requests[0].body.hasSuffix(
        #""response_format":{"type":"json_schema","json_schema":{"name":"reply","strict":true,"schema":"#
          + ClientFixture.schema.json + "}}}"))
    #expect(await fixture.client.traits().isRungProven)
  }

  @Test func downToTheBottomAndRemembered() async throws {
    let script: @Sendable (WireServer.Request) -> [Step] = { request in
      if request.has("json_schema") {
        return [.answer(500, "[{'loc': ('body', 'response_format', 'type')}]", type: "text/plain")]
      }
      if request.has("json_object") {
        return [.answer(400, #"{"error":"'response_format.type' must be 'text'"}"#)]
      }
      return [Self.good]
    }
    let fixture = try ClientFixture(script)
    let reply = try await fixture.ask(form)
    #expect(reply.text == #"{"why":"so","ok":true}"#)
    #expect(reply.attempts == 3)
    #expect(fixture.time.waits.isEmpty)
    let requests = fixture.server.requests
    #expect(requests.count == 3)
    let quoted = WireValue.string(ClientFixture.schema.json).json.dropFirst().dropLast()
    #expect(!requests[0].has(String(quoted)))
    #expect(requests[1].has(String(quoted)))
    #expect(requests[1].has(#""response_format":{"type":"json_object","schema":{"#))
    #expect(requests[2].has(String(quoted)))
    #expect(!requests[2].has("response_format"))
    _ = try await fixture.ask(form)
    #expect(fixture.server.requests.count == 4)

    // Another client of the same endpoint and model knows it from the store.
    let again = ChatClient(model: "tiny", link: fixture.link, traits: fixture.store)
    _ = try await again.reply(to: form) { _ in }
    #expect(fixture.server.requests.count == 5)
    #expect(await again.traits().rung == .promptOnly)
    // And one of another model does not.
    let other = ChatClient(model: "other", link: fixture.link, traits: fixture.store)
    #expect(await other.traits().rung == .jsonSchema)
  }

  @Test func whatWasLearnedIsForgottenAfterAWhile() async throws {
    let fixture = try ClientFixture { request in
      request.has("json_schema") ? [.answer(400, "json_schema?")] : [Self.good]
    }
    _ = try await fixture.ask(form)
    fixture.time.pass(31 * 86400)
    let later = ChatClient(model: "tiny", link: fixture.link, traits: fixture.store)
    #expect(await later.traits().rung == .jsonSchema)
  }

  @Test func aServerThatKnowsNoPatternsIsStillHeldToTheForm() async throws {
    let form = ChatRequest(
      messages: [.init(.user, "?")], schema: .object([.init("why", .words(max: 9))]), maxTokens: 9)
    let fixture = try ClientFixture { request in
      request.has("\"pattern\"")
        ? [.answer(400, "Invalid json_schema: 'pattern' is not permitted")] : [Self.good]
    }
    _ = try await fixture.ask(form)
    _ = try await fixture.ask(form)
    #expect(fixture.server.requests.count == 3)
    #expect(fixture.server.requests[0].has(#""pattern":"^[^0-9\"\\\\\\x00-\\x1f]{1,9}$""#))
    #expect(fixture.server.requests[2].has(#""maxLength":9"#))
    #expect(await fixture.client.traits().rung == .jsonSchema)
  }

  @Test func manyWorkersStepOnce() async throws {
    let fixture = try ClientFixture { request in
      request.has("json_schema") ? [.pause(0.05), .answer(400, "json_schema?")] : [Self.good]
    }
    try await withThrowingTaskGroup(of: ChatReply.self) { group in
      for _ in 0..<8 { group.addTask { try await fixture.ask(form) } }
      for try await reply in group { #expect(reply.text.hasPrefix("{")) }
    }
    #expect(await fixture.client.traits().rung == .jsonObject)
  }

  @Test func lmStudioHasNoMiddle() async throws {
    let fixture = try ClientFixture(kind: .lmStudio) { request in
      request.has("json_schema") ? [.answer(400, "json_schema?")] : [Self.good]
    }
    _ = try await fixture.ask(form)
    #expect(await fixture.client.traits().rung == .promptOnly)
  }

  @Test func aServerThatPassesOverTheForm() async throws {
    let fixture = try ClientFixture { _ in [.completion("Well, yes.")] }
    _ = try await fixture.ask(form)
    #expect(await fixture.client.traits().rung == .jsonObject)
    _ = try await fixture.ask(form)
    #expect(await fixture.client.traits().rung == .promptOnly)
  }

  @Test func aProvenRungStandsOneSlip() async throws {
    let fixture = try ClientFixture { request in
      request.index == 1 ? [.completion("Well, yes.")] : [Self.good]
    }
    for _ in 0..<3 { _ = try await fixture.ask(form) }
    #expect(await fixture.client.traits().rung == .jsonSchema)
  }

  @Test func theNameOfTheLimitBothWays() async throws {
    let new = try ClientFixture { request in
      request.has(#""max_tokens""#)
        ? [
          .answer(
            400,
            #"{"error":{"message":"Unsupported parameter: 'max_tokens'","code":"unsupported_parameter","param":"max_tokens"}}"#
          )
        ] : [.completion("Hi")]
    }
    _ = try await new.ask()
    _ = try await new.ask()
    #expect(new.server.requests.count == 3)
    #expect(new.server.requests[2].has(#""max_completion_tokens":100"#))

    let old = try ClientFixture(kind: .openAI) { request in
      request.has("max_completion_tokens")
        ? [.answer(400, "Unrecognized request argument supplied: max_completion_tokens")]
        : [.completion("Hi")]
    }
    _ = try await old.ask()
    #expect(old.server.requests[1].has(#""max_tokens":100"#))

    let neither = try ClientFixture { request in
      request.has("_tokens\"") ? [.answer(422, "unknown field: max_tokens")] : [.completion("Hi")]
    }
    _ = try await neither.ask()
    #expect(neither.server.requests.count == 3)
  }

  @Test func manyThingsOneAfterTheOther() async throws {
    let fixture = try ClientFixture { request in
      for (word, text) in [
        ("temperature", "'temperature' does not support 0 with this model."),
        ("stream_options", "Unknown field: stream_options"),
        (#""role":"system""#, "System role not supported"),
        ("max_tokens", "Unsupported parameter: max_tokens"),
        ("json_schema", "no json_schema here"),
      ] where request.has(word) {
        return [.answer(400, #"{"error":{"message":"\#(text)"}}"#)]
      }
      return [Self.good]
    }
    var request = form
    request.streams = true
    let reply = try await fixture.ask(request)
    #expect(reply.attempts == 6)
    #expect(fixture.time.waits.isEmpty)
    #expect(fixture.text.all.joined() == reply.text)
    let last = try #require(fixture.server.requests.last)
    #expect(last.has(#"{"role":"user","content":"You are brief."#))
    #expect(last.has(#""max_completion_tokens":100"#))
    #expect(last.has(#""stream":true"#))
  }

  @Test func aServerThatWillNotStream() async throws {
    let fixture = try ClientFixture { request in
      request.has(#""stream":true"#)
        ? [
          .answer(
            400,
            #"{"error":{"message":"You must be verified to stream this model.","param":"stream"}}"#)
        ]
        : [.completion("Hi")]
    }
    _ = try await fixture.ask(ClientFixture.request(streams: true))
    #expect(fixture.text.all == ["Hi"])
  }

  @Test(arguments: [
    "This model only supports streaming.", "stream must be true", "must stream",
    "parameter.enable_thinking must be set to false for non-streaming calls",
    "thinking only supports streaming output",
  ])
  func aServerThatOnlyStreams(_ complaint: String) async throws {
    let fixture = try ClientFixture { request in
      if request.index == 0 { return [.answer(400, "You must be verified to stream this model.")] }
      return request.has(#""stream":true"#)
        ? Step.stream([Step.delta("Hi"), Step.end()])
        : [.answer(400, #"{"error":{"message":"\#(complaint)"}}"#)]
    }
    #expect(try await fixture.ask().text == "Hi")
    #expect(fixture.server.requests.count == 3)
    #expect(fixture.time.waits.isEmpty)
  }

  @Test func aFormIsWorthMoreThanAStream() async throws {
    let fixture = try ClientFixture { request in
      request.has(#""stream":true"#)
        ? [.answer(400, "response_format is not supported with streaming")] : [Self.good]
    }
    _ = try await fixture.ask(form)
    #expect(await fixture.client.traits().rung == .jsonSchema)
    #expect(fixture.server.requests.count == 2)
  }

  @Test(arguments: [
    (400, "Developer instruction is not enabled for models/gemma-3"),
    (400, "Only user and assistant roles are supported!"),
    (500, "Conversation roles must alternate user/assistant/user/assistant/..."),
    (500, "System role not supported"), (422, "Unsupported role: system"),
  ])
  func aModelWithoutASystemRole(_ status: Int, _ complaint: String) async throws {
    let fixture = try ClientFixture { request in
      request.has(#""role":"system""#)
        ? [.answer(status, #"{"error":{"message":"\#(complaint)"}}"#)] : [.completion("Hi")]
    }
    for _ in 0..<2 { _ = try await fixture.ask() }
    #expect(fixture.server.requests.count == 3)
    #expect(await fixture.client.traits().omitted.contains(.system))
  }

  @Test func aPromptThatIsTooLargeIsItsOwnFault() async throws {
    let fixture = try ClientFixture { _ in [.answer(413, "Payload Too Large")] }
    let error = await fixture.failure()
    #expect(error?.reach == .item)
    #expect(error?.description.contains("larger than") == true)
    #expect(fixture.server.requests.count == 1)
  }

  @Test func aLimitThatIsTooHigh() async throws {
    let fixture = try ClientFixture { request in
      request.has(#""max_tokens":64"#)
        ? [.completion("Hi")]
        : [.answer(400, "max_tokens is too large: 100. This model supports at most 64 tokens")]
    }
    _ = try await fixture.ask()
    _ = try await fixture.ask()
    #expect(fixture.server.requests.count == 3)
  }

  @Test func aServerThatComplainsForever() async throws {
    let fixture = try ClientFixture { _ in [.answer(400, "temperature max_tokens json_schema")] }
    let error = await fixture.failure(form)
    #expect(error?.kind == .rejected)
    #expect(fixture.server.requests.count < 10)
  }

  // MARK: Limits of tokens

  /// A small model that no longer finds an end would fill any room.
  @Test func aReplyThatRepeatsItselfGetsNoMoreRoom() async throws {
    let text = #"{"why":"so"# + String(repeating: " it is, so", count: 30)
    let fixture = try ClientFixture { _ in [.completion(text, finish: "length")] }
    let error = await fixture.failure(form)
    #expect(error?.kind == .truncated)
    #expect(error?.description.contains("repeated itself") == true)
    #expect(fixture.server.requests.count == 1)
  }

  @Test(arguments: [
    ("", false), ("a", false), (String(repeating: "ab ", count: 39), false),
    (String(repeating: "ab ", count: 40), true), (String(repeating: " ", count: 120), true),
    ((1...100).map { "\($0), " }.joined(), false),
    (String(repeating: String(repeating: "x", count: 40) + "y", count: 3), true),
    (String(repeating: "x", count: 200) + "y", false),
  ])
  func aTextIsEndlessThatEndsInOneRun(_ text: String, _ isEndless: Bool) {
    #expect(Repetition.isEndless(text) == isEndless)
  }

  @Test func aReplyThatWasCutIsAskedForAgainWithMoreRoom() async throws {
    let fixture = try ClientFixture { request in
      request.has(#""max_tokens":400"#)
        ? [Self.good] : [.completion(#"{"why":"s"#, finish: "length")]
    }
    let reply = try await fixture.ask(form)
    #expect(reply.text == #"{"why":"so","ok":true}"#)
    #expect(reply.tokens == ChatReply.Tokens(input: 21, output: 9))
    #expect(reply.attempts == 3)
    #expect(fixture.server.requests[1].has(#""max_tokens":200"#))
    #expect(fixture.time.waits.isEmpty)
  }

  @Test func aReplyThatIsAlwaysCut() async throws {
    let fixture = try ClientFixture { _ in [.completion("{\"why\":", finish: "length")] }
    let error = await fixture.failure(form)
    #expect(error?.kind == .truncated)
    #expect(error?.tokens == ChatReply.Tokens(input: 21, output: 9))
    #expect(error?.partialText == "{\"why\":")
    #expect(error?.reach == .item)
    #expect(fixture.server.requests.count == 3)
  }

  @Test func textOfACutReplyIsTakenBack() async throws {
    let fixture = try ClientFixture { request in
      request.index == 0
        ? Step.stream([Step.delta("He"), Step.end("length"), "data: [DONE]\n\n"])
        : Step.stream([Step.delta("Hello"), Step.end(), "data: [DONE]\n\n"])
    }
    let reply = try await fixture.ask(ClientFixture.request(streams: true))
    #expect(reply.text == "Hello")
    #expect(fixture.text.all == ["He", "Hello"])
    #expect(fixture.news.all == [.textRestarted])
  }

  @Test func nothingButHiddenReasoning() async throws {
    let usage =
      #"{"prompt_tokens":7,"completion_tokens":100,"completion_tokens_details":{"reasoning_tokens":100}}"#
    let fixture = try ClientFixture { _ in [.completion("", finish: "length", usage: usage)] }
    let error = await fixture.failure()
    #expect(error?.kind == .empty)
    #expect(error?.tokens?.output == 300)
    #expect(error?.description.contains("hidden reasoning") == true)
    // More than doubled each time: reasoning takes what it takes.
    #expect(fixture.server.requests.count == 3)
  }

  @Test func roomIsLeftForHiddenReasoning() async throws {
    let usage =
      #"{"prompt_tokens":7,"completion_tokens":90,"completion_tokens_details":{"reasoning_tokens":80}}"#
    let fixture = try ClientFixture { _ in [.completion("Hi", usage: usage)] }
    _ = try await fixture.ask()
    _ = try await fixture.ask()
    #expect(fixture.server.requests[0].has(#""max_tokens":100"#))
    #expect(fixture.server.requests[1].has(#""max_tokens":356"#))
  }

  @Test func anEmptyReply() async throws {
    let fixture = try ClientFixture { _ in [.completion("", usage: nil)] }
    #expect(await fixture.failure()?.kind == .empty)
    #expect(fixture.server.requests.count == 2)
    let once = try ClientFixture { request in
      [.completion(request.index == 0 ? "  " : "Hi", usage: nil)]
    }
    #expect(try await once.ask().text == "Hi")
  }

  @Test func refusals() async throws {
    for body in [
      #"{"choices":[{"message":{"content":null,"refusal":"I will not."},"finish_reason":"stop"}]}"#,
      #"{"choices":[{"message":{"content":"I"},"finish_reason":"content_filter"}]}"#,
      #"{"choices":[{"message":{"content":[{"type":"refusal","refusal":"I will not."}]},"finish_reason":"stop"}]}"#,
    ] {
      let fixture = try ClientFixture { _ in [.answer(200, body)] }
      let error = await fixture.failure(form)
      #expect(error?.kind == .refused)
      #expect(error?.tokens?.isEstimated == true)
      #expect(fixture.server.requests.count == 1)
    }
  }

  // MARK: Contexts

  private static let long = String(repeating: "All work and no play. ", count: 400)

  @Test func aPromptThatWasCutInSilence() async throws {
    let fixture = try ClientFixture(kind: .ollama) { _ in
      [.completion("Hi", usage: #"{"prompt_tokens":1000,"completion_tokens":3}"#)]
    }
    for _ in 0..<2 { _ = try await fixture.ask(ClientFixture.request(Self.long)) }
    #expect(fixture.news.all.count == 1)
    guard case .warning(let text)? = fixture.news.all.first else {
      Issue.record("No warning came.")
      return
    }
    #expect(text.contains("OLLAMA_CONTEXT_LENGTH"))
    #expect(text.contains("1000 tokens"))
  }

  @Test func aPromptThatWasCountedWell() async throws {
    let fixture = try ClientFixture { _ in
      [.completion("Hi", usage: #"{"prompt_tokens":2010,"completion_tokens":3}"#)]
    }
    _ = try await fixture.ask(ClientFixture.request(Self.long))
    #expect(fixture.news.all.isEmpty)
  }

  @Test func aContextThatLeavesLessRoom() async throws {
    let fixture = try ClientFixture { request in
      request.has(#""max_tokens":96"#)
        ? [.completion("Hi")]
        : [
          .answer(
            400,
            #"{"error":{"message":"'max_tokens' is too large: 100. This model's maximum context length is 4096 tokens and your request has 4000 input tokens"}}"#
          )
        ]
    }
    #expect(try await fixture.ask().text == "Hi")
    // That was the prompt, not the model: the next one starts afresh.
    _ = try await fixture.ask()
    #expect(fixture.server.requests[2].has(#""max_tokens":100"#))
  }
}
