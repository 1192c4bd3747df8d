internal import Testing

@testable import ChatModel

@Suite struct ReasoningTextTests {
  private static let reply = #"""
    {"steps": [{"features": ["f1", "f2"], "cite": "why", "why":
    "he \"never\" forgives,\nas \\ \u00e9", "for": 4}, {"features": [],
    "cite": "none", "why": "so \uD83D\uDE00 good, half \uD83D here, half \uDE00 there",
    "for": "5"}], "answer": 5}
    """#
  private static let text = """
    he "never" forgives, as \\ \u{E9}
    \u{2192} 4
    so \u{1F600} good, half \u{FFFD} here, half \u{FFFD} there
    \u{2192} 5
    Answer: 5
    """

  private func read(_ pieces: [String]) -> String {
    var reader = ReasoningText()
    return pieces.map { reader.take($0) }.joined() + reader.finish()
  }

  @Test func aReplyBecomesLines() {
    #expect(read([Self.reply]) == Self.text)
  }

  @Test(arguments: [
    (reply, text), ("```json\n\(reply)\n```", text),
    ("<think>{\"why\": \"no\"}</think>\n\(reply)", text),
    ("Here it is:\n\(reply)", "Here it is:\n\n\(text)"),
    ("I cannot say, {so} it <b>is</b> `x` \u{1F1E9}\u{1F1EA}e\u{301}.", nil),
    ("two ``ticks`` and <thin air", nil), ("a {", nil), ("{", nil), ("", nil), ("a{ \n b", nil),
    ("<think>all of it", ""),
    ("{\"answer\": \"Caf\u{E9} e\u{301}\"}", "Answer: Caf\u{E9} e\u{301}"),
    ("{\"answer\": \" x \", \"why\": [\"no name\"]}", "Answer: x "),
    ("{\"answer\": tru", "Answer: tru"), ("{\"answer\": \"cut \\uD8", "Answer: cut "),
  ])
  func itMakesNoDifferenceWhereTheStreamIsCut(reply: String, expected: String?) {
    let scalars = Array(reply.unicodeScalars)
    let whole = read([reply])
    #expect(whole == expected ?? reply)
    for cut in 0...scalars.count {
      let pieces = [scalars[..<cut], scalars[cut...]].map { String(String.UnicodeScalarView($0)) }
      #expect(Array(read(pieces).unicodeScalars) == Array(whole.unicodeScalars))
    }
    #expect(Array(read(scalars.map { String($0) }).unicodeScalars) == Array(whole.unicodeScalars))
  }

  @Test func nothingIsTakenBack() {
    // Each piece of output stands; a screen only ever appends.
    var reader = ReasoningText()
    var shown = ""
    for scalar in Self.reply.unicodeScalars {
      shown += reader.take(String(scalar))
      #expect(Self.text.unicodeScalars.starts(with: shown.unicodeScalars))
    }
  }

  @Test func noiseIsSurvived() {
    var generator = SplitMix(state: 7)
    let alphabet = Array("{}[]\",:\\u<>think/`a1 \n\u{1F600}").map(String.init)
    for _ in 0..<2_000 {
      let pieces = (0..<40).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
      #expect(read(pieces) == read([pieces.joined()]))
    }
  }

  private struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      let mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      return (mixed ^ (mixed >> 27)) >> 20
    }
  }
}
