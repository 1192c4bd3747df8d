internal import Testing

@testable import TerminalKit

@Suite struct DirectColorsTests {
  private func rewritten(_ text: String, _ colors: [Int]) -> String {
    var direct = DirectColors()
    for color in colors { _ = direct.number(of: Palette.direct + color) }
    return String(decoding: direct.rewrite(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("a\u{1B}[38;5;16mb", "a\u{1B}[38;2;1;2;3mb"), ("\u{1B}[48;5;17m", "\u{1B}[48;2;255;0;128m"),
    ("\u{1B}[38;5;18m", "\u{1B}[38;5;18m"), ("\u{1B}[38;5;7m", "\u{1B}[38;5;7m"),
    ("\u{1B}[38;5;16", "\u{1B}[38;5;16"), ("\u{1B}[38;5;m", "\u{1B}[38;5;m"),
    ("\u{1B}[58;5;16m", "\u{1B}[58;5;16m"), ("38;5;16m", "38;5;16m"), ("\u{1B}", "\u{1B}"),
    ("\u{1B}\u{1B}[38;5;16m\u{1B}", "\u{1B}\u{1B}[38;2;1;2;3m\u{1B}"),
    ("\u{1B}[38;5;1616m", "\u{1B}[38;5;1616m"), ("", ""),
  ])
  func onlyNumbersHandedOut(bytes: String, expected: String) {
    #expect(rewritten(bytes, [0x010203, 0xFF0080]) == expected)
  }

  @Test func numbersAreHandedOutOnce() {
    var direct = DirectColors()
    #expect(direct.number(of: -1) == -1 && direct.number(of: 12) == 12)
    let one = direct.number(of: Palette.direct + 5)
    let other = direct.number(of: Palette.direct + 6)
    let again = direct.number(of: Palette.direct + 5)
    #expect(one == 16 && other == 17 && again == 16)
    for color in 0..<240 { _ = direct.number(of: Palette.direct + color) }
    #expect(!direct.isFull)
    _ = direct.number(of: Palette.direct + 999)
    #expect(direct.isFull)
  }
}
