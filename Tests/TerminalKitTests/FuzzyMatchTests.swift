internal import TerminalKit
internal import Testing

@Suite struct FuzzyMatchTests {
  private func positions(_ pattern: String, _ name: String) -> [Int]? {
    FuzzyMatch(pattern).score(name)?.positions
  }

  private func order(_ pattern: String, _ names: [String]) -> [String] {
    FuzzyMatch(pattern).rank(names, by: { $0 }).map(\.element)
  }

  @Test func lettersInOrder() {
    #expect(positions("thm", "theme") == [0, 1, 3])
    #expect(positions("mht", "theme") == nil)
    #expect(positions("themes", "theme") == nil)
    #expect(positions("", "theme") == [])
    #expect(positions("x", "") == nil)
  }

  @Test func wordStartsAndRunsAreFavoured() {
    #expect(positions("nt", "next theme") == [0, 5])
    #expect(positions("the", "then next theme") == [0, 1, 2])
    #expect(positions("hem", "xhx e x them") == [9, 10, 11])
    #expect(positions("sf", "setFilter") == [0, 3])
    #expect(order("fit", ["profit", "filter items", "fit person"]).first == "fit person")
    #expect(order("cu", ["focus", "copy user"]) == ["copy user", "focus"])
    #expect(order("copy", ["copy the whole panel", "copy"]) == ["copy", "copy the whole panel"])
  }

  @Test func capitalsCountOnlyWhenWritten() {
    #expect(positions("mara", "Mara K.") == [0, 1, 2, 3])
    #expect(positions("Mara", "mara k.") == nil)
    #expect(positions("MK", "Mara K.") == [0, 5])
    #expect(positions("ködel", "Mara KÖDEL") == [5, 6, 7, 8, 9])
    #expect(positions("k", "\u{212A}elvin") == [0], "the sign for kelvin is a k")
  }

  @Test func wordsInAnyOrder() {
    #expect(positions("theme next", "next theme") == [0, 1, 2, 3, 5, 6, 7, 8, 9])
    #expect(positions("next  ", "next") == [0, 1, 2, 3])
    #expect(positions("next gone", "next theme") == nil)
  }

  @Test func clustersAreCounted() {
    #expect(positions("b", "👨‍👩‍👧e\u{301}b") == [2])
    #expect(positions("王", "小王") == [1])
  }

  @Test func equalOnesKeepTheirOrder() {
    let names = ["beta one", "beta two", "beta six"]
    #expect(order("beta", names) == names)
    #expect(order("", names) == names)
    #expect(order("q", names).isEmpty)
  }

  @Test func positionsAlwaysSpellThePattern() {
    var state: UInt64 = 7
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let letters: [Character] = ["a", "b", "c", "-"]
    var matches = 0
    for _ in 0..<2000 {
      let name = (0..<below(12)).map { _ in letters[below(4)] }
      let pattern = (0..<below(5)).map { _ in letters[below(3)] }
      var rest = pattern[...]
      for character in name where character == rest.first { rest.removeFirst() }
      let result = FuzzyMatch(String(pattern)).score(String(name))
      #expect((result != nil) == rest.isEmpty, "\(String(pattern)) in \(String(name))")
      guard let result else { continue }
      matches += 1
      #expect(result.positions.map { name[$0] } == pattern)
    }
    #expect(matches > 200)
  }
}
