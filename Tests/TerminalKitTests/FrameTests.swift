internal import TerminalKit
internal import Testing

@Suite struct FrameTests {
  @Test func textIsCutAtWidthAndEdge() {
    var frame = Frame(size: Size(width: 12, height: 3))
    let used = frame.draw("abcdef", at: Point(0, 0), width: 4)
    #expect(used == 4)
    frame.draw("right", at: Point(4, 1), width: 8, alignment: .right)
    frame.draw("beyond the edge", at: Point(6, 2))
    frame.draw("outside", at: Point(0, 7))
    #expect(frame.text() == "abc…\n       right\n      beyond")
  }

  @Test func wideClusterIsNotHalved() {
    var frame = Frame(size: Size(width: 5, height: 2))
    frame.draw("王小明", at: Point(0, 0))
    #expect(frame.text() == "王小\n")
    #expect(frame[4, 0].cluster == " " && frame[1, 0].width == 0)
    // Writing over one half blanks the other.
    frame.draw("x", at: Point(1, 0))
    #expect(frame.text() == " x小\n")
    frame.draw("y", at: Point(2, 0))
    #expect(frame.text() == " xy\n")
  }

  @Test func clipCutsBothSides() {
    var frame = Frame(size: Size(width: 8, height: 1))
    frame.draw("abcdef", at: Point(0, 0), clip: Rect(x: 2, y: 0, width: 3, height: 1))
    #expect(frame.text() == "  cde")
  }

  @Test func hostileTextCannotReachACellRaw() {
    var frame = Frame(size: Size(width: 40, height: 1))
    frame.draw("a\u{1B}[2J\u{202E}b\r\nc\u{9B}d", at: Point(0, 0))
    #expect(frame.text() == "a␛[2J\\u{202E}b c\\u{9B}d")
  }

  @Test func boxCarriesTitlesAndThumb() {
    var frame = Frame(size: Size(width: 28, height: 5))
    frame.box(
      frame.bounds, title: "2 Factors", trailing: "50pp", bottom: "7 factors", focused: true,
      thumb: ScrollThumb(first: 0, visible: 3, total: 9))
    #expect(
      frame.dump()
        == """
        ┌─ [2 Factors] ───── 50pp ─┐
        │                          █
        │                          │
        │                          │
        └────────────── 7 factors ─┘

        ==fffffffffffff=====hhhhhh==
        =..........................=
        =..........................=
        =..........................=
        ===============hhhhhhhhhhh==
        """)
  }

  @Test func boxInASCII() {
    var frame = Frame(size: Size(width: 16, height: 3), glyphs: .ascii)
    frame.box(frame.bounds, title: "Mara Ködel", bottom: "12 of 128")
    #expect(frame.text() == "+- Mara Kodel -+\n|              |\n+-- 12 of 128 -+")
    #expect(frame.text().utf8.allSatisfy { $0 < 128 })
  }

  @Test func narrowBoxDropsTheTrailingTitleFirst() {
    var frame = Frame(size: Size(width: 14, height: 2))
    frame.box(frame.bounds, title: "1 Users", trailing: "by N")
    #expect(frame.text() == "┌─ 1 Users ──┐\n└────────────┘")
  }

  @Test func highlightKeepsWhatIsWritten() {
    var frame = Frame(size: Size(width: 4, height: 1))
    frame.draw("ab", at: Point(0, 0), role: .number)
    frame.highlight(frame.bounds)
    frame.draw("c", at: Point(2, 0))
    #expect(frame.dump() == "abc\n\n11..\n\n####")
    frame.clear(frame.bounds)
    #expect(frame == Frame(size: frame.size))
  }

  @Test func spansShareTheWidth() {
    var frame = Frame(size: Size(width: 10, height: 1))
    let used = frame.draw([Span("abc", .label), Span("defgh", .number)], at: Point(1, 0), width: 6)
    #expect(used == 6)
    #expect(frame.dump() == " abcde…\n\n.***111...")
  }

  @Test func framesInFrames() {
    var inner = Frame(size: Size(width: 3, height: 1))
    inner.draw("王x", at: Point(0, 0), role: .ok)
    inner.cursor = Point(1, 0)
    var frame = Frame(size: Size(width: 4, height: 2))
    frame.draw(inner, at: Point(1, 1))
    #expect(frame.dump() == "\n 王x\n\n....\n.ooo")
    #expect(frame.cursor == Point(2, 1))
  }

  @Test(arguments: [0, 1, 2, 3, 5])
  func tinyFramesTakeAnything(side: Int) {
    var frame = Frame(size: Size(width: side, height: side))
    frame.box(
      frame.bounds, title: "title", trailing: "t", bottom: "b", focused: true,
      thumb: ScrollThumb(first: 3, visible: 1, total: 9))
    frame.divergingBar(1, scale: 2, in: frame.bounds)
    frame.draw(LineEditor(text: "word"), in: frame.bounds)
    frame.draw("王", at: Point(side - 1, 0))
    #expect(frame.cells.count == side * side)
  }
}
