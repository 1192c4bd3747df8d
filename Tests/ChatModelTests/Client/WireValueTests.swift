internal import Testing

@testable import ChatModel

@Suite struct WireValueTests {
  @Test(arguments: [
    #"{"b":1,"a":[true,false,null,-2.5,"x\n\"\\\u0001é🙂"],"c":{}}"#, "[]", "0", #""""#, "1e+22",
  ])
  func whatIsWrittenIsRead(_ text: String) throws {
    let value = try #require(WireValue(json: text))
    let again = try #require(WireValue(json: value.json))
    #expect(again == value)
    #expect(again.json == value.json)
  }

  @Test func fieldsKeepTheirOrder() {
    #expect(WireValue(json: #" { "b" : 1 , "a" : 2 } "#)?.json == #"{"b":1,"a":2}"#)
  }

  @Test func whatStrictReadersRefuse() {
    #expect(WireValue(json: "[NaN, Infinity, -Infinity]")?.elements == [.null, .null, .null])
    #expect(WireValue(json: #""\ud83d""#)?.text == "\u{FFFD}")
    #expect(WireValue(json: #""\ud83d\ude42""#)?.text == "🙂")
    #expect(WireValue(json: #""\ud83dx""#)?.text == "\u{FFFD}x")
    #expect(WireValue(json: [0x22, 0xFF, 0x22])?.text == "\u{FFFD}")
    #expect(WireValue(json: "\u{FEFF}{}") == .object([]))
  }

  @Test(arguments: [
    "", " ", "{", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "\"abc", "\"\\u12", "nul", "1 2", "+-",
    "{}x",
    "{a:1}", "--1",
  ])
  func whatIsNoJSON(_ text: String) {
    #expect(WireValue(json: text) == nil)
  }

  @Test func nestingHasAnEnd() {
    #expect(WireValue(json: String(repeating: "[", count: 100_000)) == nil)
    #expect(WireValue(json: String(repeating: "{\"a\":", count: 100_000)) == nil)
    let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    #expect(WireValue(json: deep) != nil)
  }

  @Test func wholeNumbers() {
    let value = WireValue(json: #"{"a":3,"b":"4","c":null,"d":1e300,"e":[],"f":2.9}"#)
    #expect(value?["a"]?.integer == 3)
    #expect(value?["b"]?.integer == 4)
    #expect(value?["c"] == nil)
    #expect(value?["d"]?.integer == nil)
    #expect(value?["e"]?.integer == nil)
    #expect(value?["f"]?.integer == 2)
  }

  @Test func aSchemaIsAlwaysTheSameBytes() {
    let schema = JSONSchema.object([
      .init("reason", .string(), description: "Why."),
      .init("items", .array(of: .object([.init("n", .integer)]), max: 3)),
      .init("label", .string(oneOf: ["A", "B"])), .init("ok", .boolean),
    ])
    #expect(
      schema.json
        == #"{"type":"object","properties":{"reason":{"type":"string","description":"Why."},"#
        + #""items":{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer"}},"#
        + #""required":["n"],"additionalProperties":false},"maxItems":3},"#
        + #""label":{"type":"string","enum":["A","B"]},"ok":{"type":"boolean"}},"#
        + #""required":["reason","items","label","ok"],"additionalProperties":false}"#)
  }

  @Test(arguments: ["[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1 /* one */]", "// x\n1", "[True]"])
  func theWireIsReadStrictly(_ text: String) {
    #expect(WireValue(json: text) == nil)
  }
}
