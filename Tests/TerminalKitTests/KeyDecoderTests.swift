internal import TerminalKit
internal import Testing

@Suite struct KeyDecoderTests {
  private func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.feed(Array(text.utf8)) + decoder.flush()
  }

  @Test(arguments: [
    ("a", [Key.text("a")]), ("é王", [.text("é"), .text("王")]), ("\r", [.enter]), ("\t", [.tab]),
    ("\u{11}\u{1A}", [.ctrl("q"), .ctrl("z")]), ("\u{0}\u{1F}", [.ctrl("@"), .ctrl("_")]),
    ("\u{7F}", [.backspace]), ("\u{8}", [.ctrl("h")]), ("\u{1B}", [.escape]),
    ("\u{1B}\u{1B}\u{1B}", [.escape, .escape, .escape]), ("\u{1B}b", [.alt("b")]),
    ("\u{1B}é", [.alt("é")]), ("\u{1B}\r", [.altEnter]), ("\u{1B}\u{7F}", [.alt("\u{7F}")]),
    ("\u{1B}[A\u{1B}OB", [.up, .down]), ("\u{1B}[1;5C\u{1B}[1;3D", [.wordRight, .wordLeft]),
    ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[8~", [.home, .end, .home, .end]),
    ("\u{1B}[3~\u{1B}[5~\u{1B}[6~\u{1B}[2~", [.delete, .pageUp, .pageDown, .insert]),
    (
      "\u{1B}OP\u{1B}[15~\u{1B}[24~\u{1B}[[A",
      [.function(1), .function(5), .function(12), .function(1)]
    ),
    ("\u{1B}[Z", [.backtab]), ("\u{1B}[I\u{1B}[O", [.focusGained, .focusLost]),
    (
      "\u{1B}[<64;3;4M\u{1B}[<65;300;4M",
      [.wheel(by: -1, at: Point(2, 3)), .wheel(by: 1, at: Point(299, 3))]
    ),
    (
      "\u{1B}[<0;3;4M\u{1B}[<32;4;4M\u{1B}[<0;4;4m",
      [
        .mouse(button: 0, at: Point(2, 3)), .drag(button: 0, at: Point(3, 3)),
        .release(button: 0, at: Point(3, 3)),
      ]
    ),
    (
      "\u{1B}[<1;1;1M\u{1B}[<2;1;1M\u{1B}[<34;2;1M\u{1B}[<2;2;1m",
      [
        .mouse(button: 1, at: Point(0, 0)), .mouse(button: 2, at: Point(0, 0)),
        .drag(button: 2, at: Point(1, 0)), .release(button: 2, at: Point(1, 0)),
      ]
    ),
    // Shift, Alt and Ctrl make no difference.
    (
      "\u{1B}[<28;3;4M\u{1B}[<80;3;4M",
      [.mouse(button: 0, at: Point(2, 3)), .wheel(by: -1, at: Point(2, 3))]
    ),
    // Bare motion, a wheel to the side, further buttons, a broken report.
    ("\u{1B}[<35;3;4M\u{1B}[<66;3;4M\u{1B}[<128;3;4M\u{1B}[<0;3M\u{1B}[<0;3;4xy", [.text("y")]),
    ("\u{1B}[<0;0;0M", [.mouse(button: 0, at: Point(0, 0))]),
    ("\u{1B}[M !!", [.mouse(button: 0, at: Point(0, 0))]),
    ("\u{1B}[M#!!", [.release(button: 0, at: Point(0, 0))]),
    ("\u{1B}[13;3u\u{1B}[27;5;113~", [.altEnter, .ctrl("q")]),
    ("\u{1B}[?1;2cx", [.text("x")]), ("\u{1B}[99~x", [.text("x")]), ("\u{1B}[", [.alt("[")]),
    ("\u{1B}O", [.alt("O")]), ("\u{1B}[1;", []), ("\u{85}", []),
  ])
  func sequences(bytes: String, expected: [Key]) { #expect(keys(bytes) == expected) }

  @Test func pastesAreOneKeyAndHarmless() {
    #expect(
      keys("x\u{1B}[200~a\r\nb\rc\u{1B}[31m\u{11}\u{1B}[201~y")
        == [.text("x"), .paste("a\nb\nc\u{1B}[31m\u{11}"), .text("y")])
    #expect(keys("\u{1B}[200~\u{1B}[201~") == [.paste("")])
  }

  @Test func bytesMayComeInAnyPieces() {
    let text = "é\u{1B}[1;5Cq\u{1B}[200~王\u{1B}[2 paste\u{1B}[201~\u{1B}OA\u{1B}[<64;100;20M\u{1B}x"
    let bytes = Array(text.utf8)
    let whole = keys(text)
    for size in 1...bytes.count {
      var decoder = KeyDecoder()
      var found: [Key] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        found += decoder.feed(bytes[start..<min(bytes.count, start + size)])
      }
      found += decoder.flush()
      #expect(found == whole, "in pieces of \(size)")
    }
  }

  @Test func anEscapeWaitsForItsSequence() {
    var decoder = KeyDecoder()
    var found = decoder.feed([0x1B])
    #expect(found.isEmpty && decoder.isPending)
    found = decoder.flush()
    #expect(found == [.escape] && !decoder.isPending)
    found = decoder.feed([0x1B])
    #expect(found.isEmpty)
    found = decoder.feed([0x5B, 0x41])
    #expect(found == [.up] && !decoder.isPending)
  }

  @Test(arguments: [
    "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{7}", "\u{1B}]11;rgb:ff/ff/ff\u{1B}\\",
    "\u{1B}P1+r544e=78746572\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^secret\u{1B}\\",
    "\u{1B}Xi\u{7}\u{1B}\\", "\u{1B}]broken off\u{18}", "\u{1B}P王\u{1B}\\",
  ])
  func whatATerminalReportsIsNoTyping(report: String) {
    #expect(keys(report + "x\u{1B}[A") == [.text("x"), .up])
    var decoder = KeyDecoder()
    var found: [Key] = []
    for byte in Array(report.utf8) + [0x78] { found += decoder.feed([byte]) }
    #expect(found == [.text("x")] && !decoder.isPending)
  }

  @Test func aReportWithoutAnEndIsGivenUp() {
    var decoder = KeyDecoder()
    var found = decoder.feed(Array("\u{1B}]11;rgb".utf8))
    #expect(found.isEmpty && decoder.isPending && decoder.delay == 1000)
    found = decoder.flush() + decoder.feed([0x78])
    #expect(found == [.text("x")])
    #expect(keys("\u{1B}]12\u{1B}[Ax") == [.up, .text("x")])
    #expect(keys("\u{1B}P") == [.alt("P")] && keys("\u{1B}]") == [.alt("]")])
  }

  @Test func whatNobodyTypesInHalvesWaitsLonger() {
    var decoder = KeyDecoder(escapeDelay: 30)
    _ = decoder.feed([0x1B])
    #expect(decoder.delay == 30)
    _ = decoder.feed([0x5B])
    #expect(decoder.delay == 500)
    var found = decoder.feed([0x41])
    #expect(found == [.up])
    found = decoder.feed([0xE7, 0x8E])
    #expect(found.isEmpty && decoder.delay == 500)
    found = decoder.feed([0x8B])
    #expect(found == [.text("王")])
  }

  @Test func theDelayIsThatOfTheEnvironmentWithinReason() {
    #expect(KeyDecoder.escapeDelay(nil) == 40 && KeyDecoder.escapeDelay("many") == 40)
    #expect(KeyDecoder.escapeDelay("120") == 120 && KeyDecoder.escapeDelay("-1") == 1)
    #expect(KeyDecoder.escapeDelay("9223372036854775807") == 5000)
  }

  @Test func keysThatKittyTellsAreUnderstood() {
    #expect(keys("\u{1B}[97:65;5u\u{1B}[97;1:1u\u{1B}[97;1:3u") == [.ctrl("a"), .text("a")])
    #expect(keys("\u{1B}[1;1:3A\u{1B}[1;1:2A") == [.up])
  }

  @Test func brokenBytesAreReplaced() {
    var decoder = KeyDecoder()
    var found = decoder.feed([0xFF, 0x61])
    #expect(found == [.text("\u{FFFD}"), .text("a")])
    found = decoder.feed([0xC3])
    #expect(found.isEmpty && decoder.isPending)
    found = decoder.flush()
    #expect(found == [.text("\u{FFFD}")])
  }

  @Test func terminfoComesFirst() {
    var decoder = KeyDecoder(sequences: [[0x1B, 0x5B, 0x50]: .delete])
    let found = decoder.feed(Array("\u{1B}[P".utf8))
    #expect(found == [.delete])
  }

  @Test func noisePassesThrough() {
    var state: UInt64 = 42
    var decoder = KeyDecoder()
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let byte = UInt8(truncatingIfNeeded: state >> 56)
      for key in decoder.feed([byte % 3 == 0 ? 0x1B : byte % 5 == 0 ? 0x5B : byte]) {
        if case .text(let character) = key { #expect(!character.isNewline) }
      }
      if byte == 7 { _ = decoder.flush() }
    }
  }
}
