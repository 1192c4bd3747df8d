internal import Testing

@testable import TerminalKit

@Suite struct GraphemeWidthTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", 1),
    ("王", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
    ("ไ", 1), ("ที่", 1), ("กำ", 2), ("क", 1), ("क्षि", 3), ("م", 1), ("مَ", 1),
    ("😀", 2), ("\u{1FAE8}", 2), ("👨‍👩‍👧", 2), ("👍🏽", 2), ("🇩🇪", 2), ("⚠️", 1), ("❤️", 1), ("1️⃣", 1),
    ("─", 1), ("█", 1), ("…", 1), ("\u{200D}", 0), ("\u{FEFF}", 0), ("", 0),
  ])
  func clusters(text: String, width: Int) {
    #expect(GraphemeWidth.width(of: text) == width)
    #expect(text.reduce(0) { $0 + GraphemeWidth.width(of: $1) } == width)
  }

  @Test func onlyTheFirstScalarOfAFamilyIsShown() {
    #expect(Sanitizer.clean("👨‍👩‍👧 👍🏽 🇩🇪 ⚠️") == "👨 👍 DE ⚠")
  }

  /// What is shown of a text, and in how many columns: what tmux, xterm and the linux console agree
  /// on.
  @Test(arguments: [
    // Names and words.
    ("王小明", "王小明", 6), ("佐藤 花子", "佐藤 花子", 9), ("김민준", "김민준", 6), ("ｶﾀｶﾅ", "ｶﾀｶﾅ", 4),
    ("สมชาย", "สมชาย", 5), ("ที่นี่", "ที่นี่", 2), ("เปิ้ล", "เปิ้ล", 3), ("नमस्ते", "नमस्ते", 4), ("हिन्दी", "हिन्दी", 5),
    ("محمد", "محمد", 4), ("مُحَمَّد", "مُحَمَّد", 4), ("שָׁלוֹם", "שָׁלוֹם", 4), ("Zoë", "Zoë", 3),
    ("Zoe\u{308}", "Zoe\u{308}", 3), ("\u{1112}\u{1161}\u{11AB}글", "\u{1112}\u{1161}\u{11AB}글", 4),
    // Direction is said, not obeyed.
    ("\u{202B}محمد\u{202C}", "\\u{202B}محمد\\u{202C}", 20), ("a\u{200F}b", "a\\u{200F}b", 10),
    ("\u{2067}x\u{2069}", "\\u{2067}x\\u{2069}", 17), ("x\u{202E}gpj", "x\\u{202E}gpj", 12),
    // Of disputed clusters the first scalar.
    ("👨‍👩‍👧‍👦", "👨", 2), ("👩🏽‍💻x", "👩x", 3), ("🏳️‍🌈", "🏳", 1), ("❤️‍🔥", "❤", 1), ("👍🏿", "👍", 2),
    ("✌🏽", "✌", 1), ("🇩🇪🇫🇷", "DEFR", 4), ("🇩", "D", 1), ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴", 2),
    ("1️⃣#️⃣", "1#", 2), ("⚠️", "⚠", 1), ("⚠\u{FE0E}", "⚠", 1), ("☎\u{FE0E}☎️", "☎☎", 2),
    ("⌚\u{FE0E}", "⌚", 2), ("🏽", "🏽", 2),
    // Towers of marks are cut at four.
    ("Z\u{351}\u{36B}\u{343}\u{36A}\u{302}\u{32B}", "Z\u{351}\u{36B}\u{343}\u{36A}", 1),
    ("\u{301}", "◌\u{301}", 1), ("a\u{20DD}", "a\u{20DD}", 1),
    // Young ones, and some that nobody has seen yet.
    ("\u{1FAE8}", "\u{1FAE8}", 2), ("\u{1FAC6}", "\u{1FAC6}", 2), ("\u{1FAEA}", "\u{1FAEA}", 2),
    ("\u{378}", "\u{FFFD}", 1), ("a\u{E0FF0}b\u{1FBFF}", "a\\u{E0FF0}b\u{FFFD}", 12),
    ("\u{2FE0}\u{10FFFD}", "\u{FFFD}\u{10FFFD}", 2), ("\u{3FFFD}", "\u{FFFD}", 1),
    // Attacks.
    ("\u{1B}]52;c;eA==\u{7}", "␛]52;c;eA==␇", 12), ("\u{9B}31m", "\\u{9B}31m", 9),
    ("\u{9D}0;t\u{9C}", "\\u{9D}0;t\\u{9C}", 15), ("\u{8}\u{7F}\u{0}", "␈␡␀", 3),
    ("a\u{FEFF}\u{200B}\u{2060}b", "ab", 2), ("\u{2028}", "\\u{2028}", 8),
  ])
  func golden(text: String, shown: String, width: Int) {
    #expect(Sanitizer.clean(text, newlines: .space) == shown)
    #expect(GraphemeWidth.width(of: text) == width)
    #expect(GraphemeWidth.width(of: shown) == width, "showing it again changes nothing")
    var frame = Frame(size: Size(width: 30, height: 1))
    let used = frame.draw(text + "|", at: Point(0, 0))
    #expect(used == width + 1)
    #expect(frame[width, 0].cluster == "|")
    let ascii = Sanitizer.glyphs(of: text, set: .ascii)
    #expect(ascii.allSatisfy { $0.cluster.isASCII && $0.width == 1 })
  }

  @Test(arguments: [
    ("a", false), ("é", false), ("─", false), ("█", false), ("王", false), ("😀", false),
    ("한", false),
    ("›", false), ("e\u{301}", true), ("⚠", true), ("❤", true), ("की", true), ("䷀", true),
    ("\u{1112}\u{1161}", true), ("\u{E0A0}", true), ("ที่", true),
  ])
  func disputed(cluster: Character, isDisputed: Bool) {
    #expect(GraphemeWidth.isDisputed(cluster) == isDisputed)
  }
}
