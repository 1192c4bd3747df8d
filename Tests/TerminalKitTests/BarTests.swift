internal import TerminalKit
internal import Testing

@Suite struct BarTests {
  private func drawn(
    _ value: Double, width: Int = 7, isHollow: Bool = false, glyphs: Glyphs = .unicode
  ) -> String {
    var frame = Frame(size: Size(width: width, height: 1), glyphs: glyphs)
    frame.divergingBar(value, scale: 50, in: frame.bounds, isHollow: isHollow)
    return frame.text(trimmingLines: false) + "/" + frame.roles()
  }

  @Test(arguments: [
    (0, "   │   /...|..."), (40, "   │██▍/...|rrr"), (50, "   │███/...|rrr"),
    (90, "   │███/...|rrr"), (0.01, "   │▏  /...|r.."), (-50, "███│   /lll|..."),
    (-25, " ▌█│   /.Ll|..."), (-19, " ▉█│   /.Ll|..."), (Double.nan, "   │   /...|..."),
  ])
  func diverges(value: Double, expected: String) { #expect(drawn(value) == expected) }

  @Test func hollowAndASCII() {
    #expect(drawn(50, isHollow: true) == "   │░░░/...|www")
    #expect(drawn(-25, isHollow: true) == " ░░│   /.ww|...")
    #expect(drawn(25, glyphs: .ascii) == "   |#= /...|rr.")
    #expect(drawn(-25, glyphs: .ascii) == " =#|   /.ll|...")
    #expect(drawn(-50, isHollow: true, glyphs: .ascii) == ":::|   /www|...")
  }

  @Test func growsWithoutSteppingBack() {
    var last = -1
    for step in 0...200 {
      let pieces = Bar.right(Double(step) / 200, width: 5, glyphs: .unicode)
      let eighths = pieces.reduce(0) { sum, piece in
        sum + (Array(" ▏▎▍▌▋▊▉█").firstIndex(of: piece.cluster) ?? 0)
      }
      #expect(eighths >= last)
      last = eighths
    }
    #expect(last == 40)
  }

  @Test func leftMirrorsRight() {
    for step in 0...160 {
      let right = Bar.right(Double(step) / 160, width: 4, glyphs: .unicode)
      let left = Bar.left(Double(step) / 160, width: 4, glyphs: .unicode)
      let blocks = Array(" ▏▎▍▌▋▊▉█")
      for (one, other) in zip(right, left.reversed()) {
        let eighths = blocks.firstIndex(of: one.cluster) ?? 0
        let mirrored = blocks.firstIndex(of: other.cluster) ?? 0
        #expect(eighths == (other.isReversed ? 8 - mirrored : mirrored))
      }
    }
  }

  @Test func meterHasATrack() {
    var frame = Frame(size: Size(width: 4, height: 1))
    frame.bar(0.5, in: frame.bounds, role: .warning, track: true)
    #expect(frame.dump() == "██░░\n\n??||")
  }

  @Test func sparklines() {
    #expect(Sparkline.text([0, 1, 2, 4, 8]) == "▁▂▃▅█")
    #expect(Sparkline.text([0, 0]) == "▁▁")
    #expect(Sparkline.text([0, 8, .nan, 4], glyphs: .ascii) == ".#.+")
    #expect(Sparkline.text([]) == "")
  }

  @Test func thumbTouchesTheEndsOnlyThere() {
    for total in 1...60 {
      for first in 0...max(0, total - 10) {
        let rows = ScrollThumb(first: first, visible: 10, total: total).rows(height: 8)
        guard total > 10 else {
          #expect(rows == nil)
          continue
        }
        guard let rows else {
          Issue.record("no thumb at \(first) of \(total)")
          continue
        }
        #expect(!rows.isEmpty && rows.lowerBound >= 0 && rows.upperBound <= 8)
        #expect((rows.lowerBound == 0) == (first == 0) || rows.count == 7)
        #expect((rows.upperBound == 8) == (first == total - 10) || rows.count == 7)
      }
    }
  }
}
