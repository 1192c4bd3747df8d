internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct ParagraphTests {
  @Test func continuationsStandUnderTheText() {
    #expect(
      Paragraph.wrap("answer      one two three four", width: 26)
        == ["answer      one two three", "            four"])
    #expect(Paragraph.wrap("  1. aaa bbb ccc", width: 13) == ["  1. aaa bbb", "     ccc"])
    #expect(Paragraph.wrap("     aaa bbb ccc", width: 13) == ["     aaa bbb", "     ccc"])
  }

  @Test func shortLinesStayAsTheyAre() {
    for line in ["", "plain", "a  b  c", "  -1.20    +.05  prior"] {
      #expect(Paragraph.wrap(line, width: 40) == [line])
    }
  }

  @Test func aNarrowLineIsNotIndented() {
    #expect(Paragraph.wrap("          aaa bbb", width: 12).allSatisfy { $0.count <= 12 })
  }

  @Test func nothingIsWiderThanTheWidth() {
    let text = "query       これは長い文です " + String(repeating: "長い文 ", count: 30)
    for line in Paragraph.wrap(text, width: 40) {
      #expect(GraphemeWidth.width(of: line) <= 40)
    }
  }

  @Test func escapesBecomeVisible() {
    #expect(Paragraph.wrap("\u{1B}[2J", width: 40) == ["␛[2J"])
  }
}
