internal import Testing

@testable internal import Intake

@Suite struct PythonLiteralTests {
  @Test(arguments: [
    ("None", PythonLiteral.none), (" True ", .bool(true)), ("False", .bool(false)),
    ("3", .number(3)), ("-0.25", .number(-0.25)), ("1e-05", .number(0.00001)),
    ("2.", .number(2)), (".5", .number(0.5)), ("1_000", .number(1000)),
    ("inf", .number(.infinity)), ("-inf", .number(-.infinity)), ("[]", .list([])),
    ("{}", .dictionary([])), ("()", .list([])), ("(1,)", .list([.number(1)])),
    ("['a', \"b\", 1.0]", .list([.text("a"), .text("b"), .number(1)])),
    ("[1, [2, (3,)],]", .list([.number(1), .list([.number(2), .list([.number(3)])])])),
    (#"'it\'s'"#, .text("it's")), (#""it's""#, .text("it's")), (#"'a\\b\n\t'"#, .text("a\\b\n\t")),
    (#"'\xe9\u00e9\U0001F600'"#, .text("éé😀")), ("'ünï – “x”'", .text("ünï – “x”")),
  ])
  func valuesAreRead(text: String, value: PythonLiteral) throws {
    #expect(try PythonLiteral(text) == value)
  }

  @Test func aDefaultDictionaryIsItsDictionary() throws {
    let text = "defaultdict(<class 'list'>, {'Malta': [0.5, 0.25], \"Côte d'Ivoire\": [1, 0]})"
    let value = try PythonLiteral(text)
    #expect(
      value
        == .dictionary([
          PythonLiteral.Entry(
            key: .text("Malta"), value: .list([.number(0.5), .number(0.25)])),
          PythonLiteral.Entry(
            key: .text("Côte d'Ivoire"), value: .list([.number(1), .number(0)])),
        ]))
    #expect(try PythonLiteral("defaultdict(None, {})") == .dictionary([]))
  }

  @Test(arguments: [
    ("", 0), ("[1, 2", 5), ("'abc", 0), ("[1 2]", 3), ("{'a' 1}", 5), ("{'a': }", 6),
    ("[1] 2", 4), ("open('x')", 0), ("defaultdict(<class 'list'>)", 26), ("'\\q'", 1),
    ("'\\x4'", 3), ("--3", 0), ("[nope]", 1),
  ])
  func mistakesHaveTheirPlace(text: String, offset: Int) {
    #expect {
      _ = try PythonLiteral(text)
    } throws: { error in
      (error as? PythonLiteral.Mistake)?.offset == offset
    }
  }

  @Test func noTextExhaustsTheStack() {
    #expect(throws: PythonLiteral.Mistake.self) {
      try PythonLiteral(String(repeating: "[", count: 100_000))
    }
  }

  @Test func numbersAreWordsAsPeopleWriteThem() {
    #expect(PythonLiteral.number(1).words == "1" && PythonLiteral.number(1.5).words == "1.5")
    #expect(PythonLiteral.text("x").words == "x" && PythonLiteral.list([]).words == nil)
    #expect(PythonLiteral.number(.nan).words == "nan")
  }
}
