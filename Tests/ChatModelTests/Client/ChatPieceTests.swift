internal import Foundation
internal import Testing

@testable import ChatModel

@Suite struct ChatPieceTests {
  private func piece(_ json: String) throws -> ChatPiece {
    ChatPiece(try #require(WireValue(json: json)))
  }

  @Test(arguments: [
    #"{"choices":[{"message":{"content":"hi"}}]}"#,
    #"{"choices":[{"message":{"content":[{"type":"text","text":"h"},{"type":"text","text":"i"}]}}]}"#,
    #"{"choices":[{"message":{"content":{"type":"text","text":"hi"}}}]}"#,
    #"{"choices":[{"index":null,"delta":{"role":"assistant","content":"hi"},"logprobs":null}]}"#,
    #"{"choices":[{"index":1,"delta":{"content":"no"}},{"index":0,"delta":{"content":"hi"}}]}"#,
    #"{"choices":[{"text":"hi"}]}"#,
    #"{"choices":[{"delta":{"content":"hi","tool_calls":[{"index":0}],"function_call":7}}]}"#,
  ])
  func textInAllItsPlaces(_ json: String) throws {
    #expect(try piece(json).text == "hi")
  }

  @Test(arguments: [
    #"{"choices":[]}"#, #"{"choices":null}"#, #"{"choices":[null]}"#, #"{"choices":[{}]}"#,
    #"{"choices":[{"delta":{}}]}"#, #"{"choices":[{"delta":null,"finish_reason":null}]}"#,
    #"{"choices":[{"message":{"content":null}}]}"#, #"{"choices":[{"delta":{"content":5}}]}"#,
    #"{"choices":{"a":1}}"#, #"{"choices":"x","usage":"y","model":3,"error":null}"#, "[]", "7",
    #"{"choices":[],"prompt_filter_results":[{"prompt_index":0}]}"#,
  ])
  func whatSaysNothing(_ json: String) throws {
    let piece = try piece(json)
    #expect(piece.text == "")
    #expect(piece.finishReason == nil)
    #expect(piece.tokens == nil)
    #expect(piece.error == nil)
  }

  @Test(arguments: [
    #"{"choices":[{"delta":{"reasoning_content":"hm"}}]}"#,
    #"{"choices":[{"message":{"reasoning":"hm","content":null}}]}"#,
    #"{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]}}]}"#,
  ])
  func reasoningInAllItsPlaces(_ json: String) throws {
    let piece = try piece(json)
    #expect(piece.reasoning == "hm")
    #expect(piece.text == "")
  }

  @Test func aServerThatParsedTheReply() throws {
    #expect(
      try piece(#"{"choices":[{"message":{"content":{"ok":true}}}]}"#).text == #"{"ok":true}"#)
  }

  @Test(arguments: [
    #"{"usage":{"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":4}}}"#,
    #"{"choices":[{"usage":{"prompt_tokens":9,"completion_tokens":2,"prompt_cache_hit_tokens":4}}]}"#,
    #"{"usage":{"input_tokens":9,"total_tokens":11,"input_tokens_details":{"cached_tokens":4}}}"#,
    #"{"x_groq":{"usage":{"prompt_tokens":"9","completion_tokens":2,"prompt_tokens_details":{"cached_tokens":4}}}}"#,
    #"{"choices":[],"timings":{"prompt_n":5,"cache_n":4,"predicted_n":2}}"#,
  ])
  func usageInAllItsPlaces(_ json: String) throws {
    let tokens = try piece(json).tokens
    #expect(tokens?.input == 9)
    #expect(tokens?.cached == 4)
    #expect(tokens?.output == 2)
  }

  @Test(arguments: [
    #"{"usage":null}"#, #"{"usage":{}}"#, #"{"usage":{"prompt_tokens":null}}"#,
    #"{"usage":{"prompt_tokens":-4,"completion_tokens":0,"prompt_tokens_details":null}}"#,
  ])
  func usageThatIsNone(_ json: String) throws {
    #expect(try piece(json).tokens == nil)
  }

  @Test func whatIsNotCountedIsEstimated() throws {
    var assembly = ReplyAssembly(contentType: "application/json")
    _ = try assembly.feed(Data(#"{"choices":[{"message":{"content":"12345678"}}]}"#.utf8))
    _ = try assembly.finish()
    #expect(
      assembly.tokens(promptEstimate: 20)
        == ChatReply.Tokens(input: 20, output: 2, isEstimated: true))
  }

  @Test func aServerThatCountsNothing() throws {
    var assembly = ReplyAssembly(contentType: nil)
    _ = try assembly.feed(
      Data(
        #"{"choices":[{"message":{"content":"12345678"}}],"usage":{"prompt_tokens":30,"completion_tokens":0}}"#
          .utf8))
    _ = try assembly.finish()
    #expect(
      assembly.tokens(promptEstimate: 20)
        == ChatReply.Tokens(input: 30, output: 2, isEstimated: true))
  }

  @Test func theWholeMessageAfterItsPieces() throws {
    var assembly = ReplyAssembly(contentType: "text/event-stream; charset=utf-8")
    var text = try assembly.feed(
      Data("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n".utf8))
    text += try assembly.feed(
      Data(
        "data: {\"choices\":[{\"message\":{\"content\":\"Hi!\"},\"finish_reason\":\"stop\"}]}\n\n"
          .utf8))
    #expect(text == "Hi!")
    #expect(assembly.text == "Hi!")
    #expect(assembly.hasEnded)
  }

  @Test func eventsWithoutEmptyLines() throws {
    var assembly = ReplyAssembly(contentType: "text/event-stream")
    var text = try assembly.feed(
      Data(
        ("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n"
          + "data: {\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\ndata: [DONE]\n").utf8))
    text += try assembly.finish()
    #expect(text == "ab")
    #expect(assembly.isDone)
  }
}
