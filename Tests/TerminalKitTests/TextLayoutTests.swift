internal import TerminalKit
internal import Testing

@Suite struct TextLayoutTests {
  @Test func wrapsBetweenWords() {
    #expect(
      TextLayout.wrap("slow start, gorgeous prose\n\nthin plot", width: 12)
        == ["slow start,", "gorgeous", "prose", "", "thin plot"])
    #expect(TextLayout.wrap("unbreakableword x", width: 6) == ["unbrea", "kablew", "ord x"])
    #expect(TextLayout.wrap("王小明在家", width: 5) == ["王小", "明在", "家"])
    #expect(TextLayout.wrap("", width: 5) == [""])
    #expect(TextLayout.wrap("abc", width: 0) == [])
  }

  @Test(arguments: 1...30)
  func linesFitAndLoseNothing(width: Int) {
    let text = "Mara 王小明 wrote:\tthe plot drifts, สมชาย agreed — 👨‍👩‍👧 did not.\nEnd of  it"
    let lines = TextLayout.wrap(text, width: width)
    for line in lines {
      #expect(GraphemeWidth.width(of: line) <= max(2, width))
    }
    let all = lines.joined().filter { $0 != " " }
    #expect(all == Sanitizer.clean(text, newlines: .space).filter { $0 != " " })
  }

  @Test(arguments: 1...30)
  func runsAreBrokenAsTheirTextIs(width: Int) {
    let texts = ["Mara ", "王小", "明 wrote:\tthe ", "", "plot\n\ndrifts,\u{1B}[2J ", "สมชาย", "\n"]
    let roles: [Role] = [.text, .passage, .strong, .dim, .passage, .text, .strong]
    let lines = TextLayout.wrap(zip(texts, roles).map { Span($0, $1) }, width: width)
    #expect(lines.map { $0.map(\.text).joined() } == TextLayout.wrap(texts.joined(), width: width))
    let passages = lines.joined().filter { $0.role == .passage }.map(\.text).joined()
    #expect(passages.filter { $0 != " " } == "王小plotdrifts,␛[2J")
    #expect(TextLayout.wrap([Span](), width: 5) == [[]])
    #expect(TextLayout.wrap([Span("abc")], width: 0) == [])
  }

  @Test func truncatesWithAnEllipsis() {
    #expect(TextLayout.truncate("Marcus Oyelaran", width: 8) == "Marcus …")
    #expect(TextLayout.truncate("Marcus", width: 6) == "Marcus")
    #expect(TextLayout.truncate("王小明", width: 4) == "王…")
    #expect(TextLayout.truncate("Marcus", width: 4, glyphs: .ascii) == "Mar~")
    #expect(TextLayout.truncate("Marcus", width: 1) == "…")
    #expect(TextLayout.truncate("Marcus", width: 0) == "")
    #expect(TextLayout.pad("王", width: 4) == "王  ")
  }

  @Test func rectsAreSplitWithoutGaps() {
    for width in 0...60 {
      for weights in [[1], [1, 2], [3, 0, 1], [1, 1, 1, 1, 1]] {
        let rects = Rect(x: 3, y: 1, width: width, height: 2).columns(weights)
        #expect(rects.reduce(0) { $0 + $1.width } == width)
        for (one, next) in zip(rects, rects.dropFirst()) { #expect(one.maxX == next.x) }
      }
      let (one, two) = Rect(x: 0, y: 0, width: width, height: 1).split(right: 20)
      #expect(one.width + two.width == width && one.maxX == two.x)
    }
  }
}
