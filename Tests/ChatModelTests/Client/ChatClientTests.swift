internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct ChatClientTests {
  typealias Step = WireServer.Step

  @Test func aPlainReply() async throws {
    let fixture = try ClientFixture { _ in [.completion("Hello “you”.")] }
    let reply = try await fixture.ask()
    #expect(reply.text == "Hello “you”.")
    #expect(reply.finishReason == "stop")
    #expect(reply.model == "tiny-1")
    #expect(reply.tokens == ChatReply.Tokens(input: 7, output: 3))
    #expect(reply.attempts == 1)
    let request = try #require(fixture.server.requests.first)
    #expect(request.method == "POST")
    #expect(request.path == "/v1/chat/completions")
    #expect(request.headers["authorization"] == "Bearer \(ClientFixture.secret)")
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.headers["cookie"] == nil)
    #expect(
      request.body
        == #"{"model":"tiny","messages":[{"role":"system","content":"You are brief."},"#
        + #"{"role":"user","content":"Say something."}],"max_tokens":100,"temperature":0,"#
        + #""stream":true,"stream_options":{"include_usage":true}}"#)
  }

  @Test func aStreamedReply() async throws {
    let fixture = try ClientFixture { _ in
      Step.stream([
        Step.delta("Hel"), Step.delta("lo"), Step.end(),
        #"data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}"# + "\n\n",
        "data: [DONE]\n\n",
      ])
    }
    let reply = try await fixture.ask(ClientFixture.request(streams: true))
    #expect(reply.text == "Hello")
    #expect(fixture.text.all.joined() == "Hello")
    #expect(reply.tokens == ChatReply.Tokens(input: 9, output: 2))
    #expect(
      fixture.server.requests[0].has(#""stream":true,"stream_options":{"include_usage":true}"#))
  }
}
