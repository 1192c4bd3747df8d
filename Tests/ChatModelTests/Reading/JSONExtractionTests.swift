internal import Testing

@testable import ChatModel

@Suite struct JSONExtractionTests {
  private static let wanted = WireValue.object([
    .init("a", .array([.string("x } \" {"), .bool(true)]))
  ])
  private static let json = #"{"a": ["x } \" {", true]}"#

  @Test(arguments: [
    json, "\n  \(json)\n", "```json\n\(json)\n```", "```\n\(json)```", "``` \(json)",
    "Here it is: \(json). I hope it helps!", "Sure {as you wish}:\n\n```json\n\(json)\n```",
    "<think>maybe {\"a\": 1}?</think>\(json)", "maybe {\"a\": 1}?\n</think>\n\n\(json)",
    "<think>\nno } here\n</think>\n```json\n\(json)\n```", "<thinking>{\"b\"</thinking>\(json)",
    "\(json)\n\(json)", "\u{FEFF}\(json)", "[sic] \(json)",
    // Commas before an end.
    #"{"a": ["x } \" {", true,],}"#, #"So: {"a": ["x } \" {", true ,  ] , }."#,
    // Comments.
    "{\"a\": [ // the list }\n \"x } \\\" {\", /* and \" then */ true]}",
    "{ # so\n\"a\": [\"x } \\\" {\", true]}", "{ /* so */ \"a\": [\"x } \\\" {\", true]}",
    // Other quotes, or none.
    #"{'a': ['x } " {', True]}"#, #"{a: ["x } \" {", true]}"#, #"Here: { a : ['x } " {', true] }"#,
    // A text within a text.
    #""{\"a\": [\"x } \\\" {\", true]}""#, #"{\"a\": [\"x } \\\" {\", true]}"#,
    // Channels and roles.
    "<|channel|>analysis<|message|>maybe {\"a\": 1}?<|end|><|start|>assistant<|channel|>final<|message|>\(json)<|return|>",
    "<|channel|>final<|message|>\(json)", "<|start|>assistant<|message|>\(json)<|end|>",
    "<|im_start|>assistant\n\(json)<|im_end|>", "[TOOL_CALLS] \(json)",
    "<|channel|>commentary to=reply <|constrain|>json<|message|>\(json)<|call|>",
  ])
  func theObjectIsFound(reply: String) throws {
    #expect(try JSONExtraction.value(in: reply) == Self.wanted)
  }

  @Test func aTagWithinAStringEndsNoThought() throws {
    let reply = #"{"a": "he wrote </think> {\"a\": 1}", "b": {"c": 1}}"#
    let value = try JSONExtraction.value(in: reply)
    #expect(value["b"] == .object([.init("c", .number(1))]))
  }

  @Test(arguments: [
    ("", "the reply is empty"), ("  \n", "the reply is empty"),
    ("I would rather not.", "the reply holds no JSON object"),
    ("{so} it is", "the reply holds no JSON object"),
    ("<think>{\"a\": 1}", "the reply ends before it leaves its <think> part"),
    ("{\"a\": [1, 2", "the JSON object breaks off before its end"),
    ("{\"a\": \"x", "the JSON object breaks off before its end"),
    ("Well:\n{\"a\": 1,\n \"b\": oops}", "the JSON object is malformed in its line 2, at: oops}"),
    ("{\"a\": 1 \"b\": 2}", "the JSON object is malformed in its line 1, at: \"b\": 2}"),
  ])
  func whatIsWrongIsSaid(reply: String, problem: String) {
    let error = #expect(throws: ReplyProblem.self) { try JSONExtraction.value(in: reply) }
    #expect(error?.description == problem)
  }

  @Test func nothingIsReadOutOfABrokenObject() {
    // The inner object is whole, but it is not the reply.
    let reply = #"{"steps": [{"features": ["f1"], "evidence": "", "effect": "x"} oops"#
    #expect(throws: ReplyProblem.self) { try JSONExtraction.value(in: reply) }
  }

  @Test func aDeepOrLongReplyEndsWell() {
    let deep = String(repeating: "{\"a\":", count: 100_000)
    #expect(throws: ReplyProblem.self) { try JSONExtraction.value(in: deep) }
    for text in [
      "{ ", "{a:", "{ /*", "{//", "{'", "[[", "{\\\"", "\"{\\\"", "{a:[1,", "<|message|>{",
    ] {
      let long = String(repeating: text, count: 100_000)
      #expect(throws: ReplyProblem.self, "\(text)") { try JSONExtraction.value(in: long) }
    }
  }
}
