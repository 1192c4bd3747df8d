internal import Foundation
internal import Testing

@testable import ChatModel

/// Replies as they come: in another field, another frame, or with another word for the end.
@Suite struct OddReplyTests {
  typealias Step = WireServer.Step

  // MARK: The answer elsewhere

  @Test(arguments: [
    #"{"content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"reply","arguments":"{\"a\":1}"}}]}"#,
    #"{"content":"","tool_calls":[{"function":{"name":"reply","arguments":{"a":1}}}]}"#,
    #"{"content":" ","function_call":{"name":"reply","arguments":"{\"a\":1}"}}"#,
    #"{"content":[{"type":"text","text":"{\"a\""},{"type":"text","text":":1}"}]}"#,
    #"{"content":{"a":1}}"#,
  ])
  func theAnswerIsFound(_ message: String) async throws {
    let fixture = try ClientFixture { _ in
      [.answer(200, #"{"choices":[{"message":\#(message),"finish_reason":"tool_calls"}]}"#)]
    }
    let reply = try await fixture.ask()
    #expect(WireValue(json: reply.text) == .object([.init("a", .number(1))]))
  }

  @Test func argumentsInPieces() async throws {
    @Sendable func piece(_ text: String) -> String {
      #"data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\#(text)"}}]}}]}"#
        + "\n\n"
    }
    let fixture = try ClientFixture { _ in
      Step.stream([piece(#"{\"a\""#), piece(":1}"), Step.end("tool_calls"), "data: [DONE]\n\n"])
    }
    #expect(try await fixture.ask(ClientFixture.request(streams: true)).text == #"{"a":1}"#)
    #expect(fixture.text.all.joined() == #"{"a":1}"#)
  }

  @Test func textGoesBeforeArguments() async throws {
    let fixture = try ClientFixture { _ in
      [
        .answer(
          200,
          #"{"choices":[{"message":{"content":"Hi","tool_calls":[{"function":{"arguments":"{}"}}]}}]}"#
        )
      ]
    }
    #expect(try await fixture.ask().text == "Hi")
  }

  // MARK: Frames

  @Test(arguments: ["", "\n \n", "\u{FEFF}"])
  func oneObjectThatIsCalledAStream(_ start: String) async throws {
    let fixture = try ClientFixture { _ in
      [.answer(200, start + Step.completionBody("Hi"), type: "text/event-stream")]
    }
    #expect(try await fixture.ask().text == "Hi")
  }

  @Test func aStreamThatIsCalledOneObject() async throws {
    let fixture = try ClientFixture { _ in
      [.answer(200, Step.delta("Hi") + Step.end(), type: "application/json")]
    }
    #expect(try await fixture.ask().text == "Hi")
  }

  @Test(arguments: [
    #"data: {"error":{"message":"slow down","code":"rate_limit"}}"#,
    "event: error\ndata: {\"message\":\"slow down\"}", ": hm\n\ndata: {\"error\":\"slow down\"}",
  ])
  func eventsUnderAnErrorStatus(_ body: String) async throws {
    let fixture = try ClientFixture(attempts: 1) { _ in
      [.answer(429, body + "\n\n", type: "text/event-stream")]
    }
    let error = await fixture.failure()
    #expect(error?.kind == .rateLimited)
    #expect(error?.description.contains("(429: slow down)") == true)
  }

  // MARK: Errors that are none

  @Test(arguments: [
    "null", "{}", #""""#, "[]", "false", "0", #"{"message":"","code":null}"#,
    #"{"code":0,"message":"success"}"#,
  ])
  func anEmptyErrorBesideAGoodReply(_ error: String) async throws {
    let body = Step.completionBody("Hi").dropLast() + #","error":\#(error)}"#
    let fixture = try ClientFixture { _ in [.answer(200, String(body))] }
    #expect(try await fixture.ask().text == "Hi")
    #expect(fixture.server.requests.count == 1)

    for line in [
      #"{"custom_id":"k","response":{"status_code":200,"body":\#(body)},"error":null}"#,
      #"{"custom_id":"k","response":{"status_code":200,"body":\#(body)},"error":\#(error)}"#,
    ] {
      guard case .reply(let reply) = try BatchResult(line: Array(line.utf8)).outcome else {
        Issue.record("no reply: \(line)")
        continue
      }
      #expect(reply.text == "Hi")
    }
  }

  @Test func anErrorWithoutAReplyIsOneHoweverEmpty() async throws {
    let fixture = try ClientFixture(attempts: 1) { _ in [.answer(200, #"{"error":{}}"#)] }
    #expect(await fixture.failure()?.kind == .serverFailure)
  }

  // MARK: Reasons to stop

  @Test(arguments: ["abort", "error", "insufficient_system_resource", "network_error"])
  func aReplyThatTheServerBrokeOff(_ reason: String) async throws {
    let fixture = try ClientFixture { request in
      [
        .completion(
          request.index == 0 ? "He" : "Hello", finish: request.index == 0 ? reason : "stop")
      ]
    }
    let reply = try await fixture.ask()
    #expect(reply.text == "Hello")
    // What was written before is paid for.
    #expect(reply.tokens == ChatReply.Tokens(input: 14, output: 6))
    let always = try ClientFixture { _ in [.completion("He", finish: reason)] }
    #expect(await always.failure()?.kind == .unreachable)
  }

  @Test(arguments: ["MAX_TOKENS", "max_tokens", "length", "model_length"])
  func theLimitUnderOtherNames(_ reason: String) async throws {
    let fixture = try ClientFixture { _ in [.completion("He", finish: reason)] }
    #expect(await fixture.failure()?.kind == .truncated)
    #expect(fixture.server.requests.count == 3)
  }

  @Test(arguments: ["SAFETY", "content_filter", "RECITATION", "PROHIBITED_CONTENT", "refusal"])
  func filtersUnderOtherNames(_ reason: String) async throws {
    let fixture = try ClientFixture { _ in [.completion("", finish: reason)] }
    #expect(await fixture.failure()?.kind == .refused)
    #expect(fixture.server.requests.count == 1)
  }

  @Test(arguments: ["STOP", "end_turn", "eos", "FINISH_REASON_UNSPECIFIED", "never heard of"])
  func aGoodEndUnderOtherNames(_ reason: String) async throws {
    let fixture = try ClientFixture { _ in [.completion("Hi", finish: reason)] }
    #expect(try await fixture.ask().text == "Hi")
    #expect(fixture.server.requests.count == 1)
  }

  // MARK: Numbers

  @Test(arguments: [
    "400000000000000000", "4611686018427387904", "-5", "1e300", "-1e300", "\"9e99\"",
  ])
  func countsThatCannotBe(_ number: String) async throws {
    let usage =
      #"{"prompt_tokens":\#(number),"completion_tokens":\#(number),"total_tokens":\#(number),"#
      + #""prompt_tokens_details":{"cached_tokens":\#(number)},"#
      + #""completion_tokens_details":{"reasoning_tokens":\#(number)}}"#
    let timings = #"{"prompt_n":\#(number),"cache_n":\#(number),"predicted_n":\#(number)}"#
    for extra in [#""usage":\#(usage)"#, #""timings":\#(timings)"#] {
      let body = Step.completionBody("Hi").dropLast() + ",\(extra)}"
      let fixture = try ClientFixture { request in
        request.index == 0 ? [.completion("", usage: usage)] : [.answer(200, String(body))]
      }
      let reply = try await fixture.ask()
      #expect(reply.text == "Hi")
      #expect(reply.tokens.isEstimated)
      #expect(reply.tokens.input + reply.tokens.output < 1000)
    }
  }

  @Test func somethingThatIsNoReplyIsAskedForOnceMore() async throws {
    let fixture = try ClientFixture { request in
      [request.index == 0 ? .answer(200, #"{"object":"list"}"#) : .completion("Hi")]
    }
    #expect(try await fixture.ask().text == "Hi")
    let always = try ClientFixture { _ in [.answer(200, #"{"object":"list"}"#)] }
    let error = await always.failure()
    #expect(error?.kind == .rejected)
    #expect(error?.isCertain == false)
    #expect(always.server.requests.count == 2)
  }
}
