internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// The habits of the servers there are: how they stream, count and end.
@Suite struct ServerHabitTests {
  typealias Step = WireServer.Step

  private func streamed(_ steps: [Step]) async throws -> (reply: ChatReply, text: String) {
    let fixture = try ClientFixture { _ in steps }
    let reply = try await fixture.ask(ClientFixture.request(streams: true))
    return (reply, fixture.text.all.joined())
  }

  private let usage = #"{"prompt_tokens":9,"completion_tokens":2}"#

  @Test func usageInAnExtraChunk() async throws {
    let (reply, _) = try await streamed(
      Step.stream([
        Step.delta("Hi"), Step.end(), "data: {\"choices\":[],\"usage\":\(usage)}\n\n",
        "data: [DONE]\n\n",
      ]))
    #expect(reply.tokens == ChatReply.Tokens(input: 9, output: 2))
  }

  @Test func usageInTheLastChunk() async throws {
    let (reply, _) = try await streamed(
      Step.stream([
        Step.delta("Hi"),
        #"data: {"choices":[{"delta":{"content":""},"finish_reason":"stop"}],"usage":\#(usage)}"#
          + "\n\n", "data: [DONE]\n\n",
      ]))
    #expect(reply.tokens == ChatReply.Tokens(input: 9, output: 2))
  }

  @Test func usageNever() async throws {
    let (reply, _) = try await streamed(
      Step.stream([Step.delta("Hello there."), Step.end(), "data: [DONE]\n\n"]))
    #expect(reply.tokens.isEstimated)
    #expect(reply.tokens.output == 3)
    #expect(reply.tokens.input == 3 + 4 + 4 + 4 + 4)
  }

  @Test func noDone() async throws {
    let (reply, text) = try await streamed(Step.stream([Step.delta("Hi"), Step.end()]))
    #expect(reply.text == "Hi")
    #expect(text == "Hi")
    #expect(reply.attempts == 1)
  }

  @Test func neitherDoneNorAReason() async throws {
    let (reply, _) = try await streamed(Step.stream([Step.delta("H"), Step.delta("i")]))
    #expect(reply.text == "Hi")
    #expect(reply.finishReason == nil)
    #expect(reply.attempts == 1)
  }

  @Test func aReasonAndThenAConnectionThatStaysOpen() async throws {
    let (reply, _) = try await streamed([
      Step.streamHead, .chunk(Step.delta("Hi") + Step.end() + "data: [DONE]\n\n"), .hang,
    ])
    #expect(reply.text == "Hi")
  }

  @Test func aReasonAndThenTheConnectionBreaks() async throws {
    let (reply, _) = try await streamed([
      Step.streamHead, .chunk(Step.delta("Hi") + Step.end()), .reset,
    ])
    #expect(reply.text == "Hi")
    #expect(reply.attempts == 1)
  }

  @Test func pingsAndUnknownEvents() async throws {
    let (reply, text) = try await streamed(
      Step.stream([
        ": OPENROUTER PROCESSING\n\n", ":\n\n", "event: ping\ndata: {}\n\n",
        #"data: {"choices":[],"prompt_filter_results":[]}"# + "\n\n",
        #"data: {"choices":[{"delta":{"role":"assistant","content":null}}]}"# + "\n\n",
        #"data: {"id":"","model":"","choices":[{"index":0,"finish_reason":null}]}"# + "\n\n",
        Step.delta("Hi"), "id: 4\nretry: 10\n\n", Step.end(), "data: [DONE]\n\n",
      ]))
    #expect(reply.text == "Hi")
    #expect(text == "Hi")
    #expect(reply.model == "tiny-1")
  }

  @Test func everyByteInAChunkOfItsOwn() async throws {
    let all = Step.delta("é🙂") + "\r\n" + Step.delta("\u{4E16}") + Step.end() + "data: [DONE]\n\n"
    let (reply, text) = try await streamed(
      [Step.streamHead] + all.utf8.map { .chunk([$0]) } + [.lastChunk])
    #expect(reply.text == "é🙂世")
    #expect(text == reply.text)
  }

  @Test func pausesWithinACharacterAndAnEvent() async throws {
    let bytes = Array((Step.delta("é") + Step.end() + "data: [DONE]\n\n").utf8)
    let cut = (bytes.firstIndex(of: 0xC3) ?? 0) + 1
    let (reply, _) = try await streamed([
      Step.streamHead, .chunk(Array(bytes[..<cut])), .pause(0.03),
      .chunk(Array(bytes[cut..<cut + 9])), .pause(0.03), .chunk(Array(bytes[(cut + 9)...])),
      .lastChunk,
    ])
    #expect(reply.text == "é")
  }

  @Test func oneObjectWhereAStreamWasAskedFor() async throws {
    let (reply, text) = try await streamed([.completion("Hi")])
    #expect(reply.text == "Hi")
    #expect(text == "Hi")
  }

  @Test func aStreamWhereOneObjectWasAskedFor() async throws {
    let fixture = try ClientFixture { _ in
      Step.stream([Step.delta("Hi"), Step.end(), "data: [DONE]\n\n"])
    }
    #expect(try await fixture.ask().text == "Hi")
    #expect(fixture.text.all.isEmpty)
  }

  @Test func aStreamWithoutAType() async throws {
    let (reply, _) = try await streamed([
      .text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
      .chunk("\n" + Step.delta("Hi") + Step.end()), .lastChunk,
    ])
    #expect(reply.text == "Hi")
  }

  @Test func manyNullsAndNoTypes() async throws {
    let fixture = try ClientFixture { _ in
      [
        .answer(
          200,
          #"{"id":null,"choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null,"tool_calls":[],"reasoning_content":null},"logprobs":null,"finish_reason":"stop","stop_reason":null}],"usage":{"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":null},"model":null,"timings":{}}"#,
          type: "text/plain")
      ]
    }
    let reply = try await fixture.ask()
    #expect(reply.text == "Hi")
    #expect(reply.model == nil)
    #expect(reply.reasoning == nil)
  }

  @Test func reasoningComesBesideTheText() async throws {
    let (reply, text) = try await streamed(
      Step.stream([
        #"data: {"choices":[{"delta":{"reasoning_content":"Hm, "}}]}"# + "\n\n",
        #"data: {"choices":[{"delta":{"reasoning":"so."}}]}"# + "\n\n", Step.delta("Hi"),
        Step.end(), "data: [DONE]\n\n",
      ]))
    #expect(reply.reasoning == "Hm, so.")
    #expect(text == "Hi")
  }

  @Test func spaceBeforeAPlainReplyKeepsItAlive() async throws {
    let body = Step.completionBody("Hi")
    let fixture = try ClientFixture { _ in
      [
        .text(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"),
        .chunk("\n    \n"), .chunk("\n"), .chunk(body), .lastChunk,
      ]
    }
    #expect(try await fixture.ask().text == "Hi")
  }

  @Test func aReplyThatEchoesTheKey() async throws {
    let fixture = try ClientFixture { request in
      [.completion("You sent \(request.headers["authorization"] ?? "").")]
    }
    #expect(try await fixture.ask().text == "You sent Bearer [key].")
  }

  // MARK: Addresses and keys

  @Test func noKeyNoHeader() async throws {
    let fixture = try ClientFixture(key: nil) { _ in [.completion("Hi")] }
    _ = try await fixture.ask()
    #expect(fixture.server.requests[0].headers["authorization"] == nil)
    #expect(fixture.server.requests[0].headers["api-key"] == nil)
  }

  @Test func oldAzure() async throws {
    let server = try WireServer { _ in [.completion("Hi")] }
    let endpoint = try Endpoint(
      "http://127.0.0.1:\(server.port)/openai/deployments/dep/chat/completions?api-version=1",
      key: APIKey("azurekey-azurekey"), headers: ["X-Team": "reason"])
    let link = EndpointLink(to: endpoint)
    let client = ChatClient(model: "dep", link: link)
    _ = try await client.reply(to: ClientFixture.request()) { _ in }
    let request = server.requests[0]
    #expect(request.path == "/openai/deployments/dep/chat/completions?api-version=1")
    #expect(request.headers["api-key"] == "azurekey-azurekey")
    #expect(request.headers["authorization"] == nil)
    #expect(request.headers["x-team"] == "reason")
    #expect(try await link.models().map(\.id) == ["dep"])
    #expect(server.requests.count == 1)
  }

  @Test func theOtherFormOfTheAddressIsFoundAndKept() async throws {
    let fixture = try ClientFixture(path: "/llm") { request in
      request.path.hasPrefix("/llm/v1/")
        ? [.completion("Hi")] : [.answer(404, #"{"detail":"Not Found"}"#)]
    }
    #expect(try await fixture.ask().attempts == 1)
    _ = try await fixture.ask()
    #expect(
      fixture.server.requests.map(\.path) == [
        "/llm/chat/completions", "/llm/v1/chat/completions", "/llm/v1/chat/completions",
      ])
    #expect(fixture.time.waits.isEmpty)
  }

  @Test func aServerWithoutAVersionInItsPath() async throws {
    let fixture = try ClientFixture { request in
      request.path.hasPrefix("/v1/")
        ? [.answer(200, "<!doctype html><title>Chat</title>", type: "text/html")]
        : [.completion("Hi")]
    }
    #expect(try await fixture.ask().text == "Hi")
    #expect(fixture.server.requests.map(\.path) == ["/v1/chat/completions", "/chat/completions"])
  }

  @Test func aModelThatDoesNotExistIsNoWrongAddress() async throws {
    let fixture = try ClientFixture { _ in
      [
        .answer(
          404, #"{"error":{"message":"The model `tiny` does not exist","code":"model_not_found"}}"#)
      ]
    }
    let error = await fixture.failure()
    #expect(error?.kind == .notFound)
    #expect(fixture.server.requests.count == 1)
  }

  // MARK: Known servers

  @Test func openAIGetsItsOwnNameForTheLimit() async throws {
    let fixture = try ClientFixture(kind: .openAI) { _ in [.completion("Hi")] }
    _ = try await fixture.ask()
    #expect(fixture.server.requests[0].has(#""max_completion_tokens":100"#))
    #expect(!fixture.server.requests[0].has(#""max_tokens""#))
  }

  @Test func openRouterMustRequireTheForm() async throws {
    let fixture = try ClientFixture(kind: .openRouter) { _ in [.completion("{}")] }
    _ = try await fixture.ask(ClientFixture.request(schema: ClientFixture.schema))
    #expect(fixture.server.requests[0].has(#""provider":{"require_parameters":true}"#))
    _ = try await fixture.ask()
    #expect(!fixture.server.requests[1].has("provider"))
  }
}
