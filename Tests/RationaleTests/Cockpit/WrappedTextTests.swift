internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct WrappedTextTests {
  private static let texts = [
    "", "one", "one two three four five six seven eight nine ten", "a\n\nb\n", "\n", " leading",
    "trailing   ", "exactly ten\nexactly ten more", "averyveryverylongwordthatfitsnowhere end",
    "words   with    many     spaces      in       between", "日本語のテキストは単語の間に空白がない",
    "mixed 日本語 and latin e\u{301}tudes, 👩‍👩‍👧‍👦 family 🇳🇴 flag", "\u{1B}[31mred\u{9B}2J \u{202E}back\u{7}",
    "line\r\nend\r\n\r\nlast",
    "{\"a\": \"b\", \"c\": [1, 2, 3], \"long\": \"text text text text\"}",
  ]

  /// Whatever the pieces, the lines are those of the whole.
  @Test(arguments: [1, 3, 10, 17])
  func piecesMakeNoDifference(width: Int) {
    for glyphs in Glyphs.allCases {
      for text in Self.texts {
        let whole = TextLayout.wrap(text, width: width, glyphs: glyphs)
        for size in [1, 2, 3, 7, 1000] {
          var wrapped = WrappedText(width: width, glyphs: glyphs)
          var rest = Substring(text)
          while !rest.isEmpty {
            wrapped.append(String(rest.prefix(size)))
            rest = rest.dropFirst(size)
          }
          let lines = (0..<wrapped.count).map { wrapped[$0] }
          #expect(lines == (text.isEmpty ? [] : whole), "\(text.debugDescription) by \(size)")
        }
      }
    }
  }

  /// A piece may end within a character.
  @Test func whatBelongsTogetherIsJoined() {
    var wrapped = WrappedText(width: 20, glyphs: .unicode)
    for piece in ["e", "\u{301}tude\r", "\nnext"] { wrapped.append(piece) }
    #expect((0..<wrapped.count).map { wrapped[$0] } == ["e\u{301}tude", "next"])
  }
}
