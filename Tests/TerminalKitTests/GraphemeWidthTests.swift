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

  @Test func tableIsSortedAndDisjoint() {
    for ranges in [ScalarWidthTable.zero, ScalarWidthTable.wide] {
      for (one, next) in zip(ranges, ranges.dropFirst()) {
        #expect(one.first <= one.last && one.last < next.first)
      }
    }
  }

  @Test func onlyTheFirstScalarOfAFamilyIsShown() {
    #expect(Sanitizer.clean("👨‍👩‍👧 👍🏽 🇩🇪 ⚠️") == "👨 👍 DE ⚠")
  }
}
