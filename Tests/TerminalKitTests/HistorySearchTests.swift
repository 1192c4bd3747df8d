internal import TerminalKit
internal import Testing

@Suite struct HistorySearchTests {
  private let history = PromptHistory([
    "rate Salt Roads", "rate The Ninth Bell", "two\nlines", "rate Salt Roads", "Quarry",
  ])

  private func search(_ keys: [Key]) -> (HistorySearch, HistorySearch.Outcome) {
    var search = HistorySearch(history, original: "draft")
    var outcome = HistorySearch.Outcome.searching
    for key in keys { outcome = search.handle(key) }
    return (search, outcome)
  }

  private func typed(_ text: String) -> [Key] { text.map { .text($0) } }

  @Test func theNewestHitComesFirstAndEachOnce() {
    #expect(search([]).0.hits.count == 4)
    #expect(search([]).0.hit == "Quarry")
    let (found, outcome) = search(typed("RATE"))
    #expect(found.hits == ["rate Salt Roads", "rate The Ninth Bell"])
    #expect(found.hit == "rate Salt Roads" && found.query == "RATE" && outcome == .searching)
  }

  @Test func olderAndNewer() {
    #expect(search(typed("rate") + [.ctrl("r")]).0.hit == "rate The Ninth Bell")
    #expect(search(typed("rate") + [.ctrl("r"), .ctrl("r")]).0.hit == "rate The Ninth Bell")
    #expect(search(typed("rate") + [.ctrl("r"), .ctrl("s")]).0.hit == "rate Salt Roads")
    #expect(search(typed("rate") + [.ctrl("s")]).0.index == 0)
  }

  @Test func theHitStaysWhileItFits() {
    let keys = typed("rate") + [.ctrl("r")] + typed(" t")
    #expect(search(keys).0.hit == "rate The Ninth Bell")
    #expect(search(keys + [.backspace, .backspace]).0.hit == "rate The Ninth Bell")
    #expect(search(keys + typed("x")).0.hit == nil)
    #expect(search(keys + typed("x") + [.backspace]).0.hit == "rate The Ninth Bell")
    #expect(search(typed("rate") + [.ctrl("u")]).0.query.isEmpty)
  }

  @Test func endings() {
    #expect(search(typed("li") + [.enter]).1 == .taken("two\nlines"))
    #expect(search(typed("zz") + [.enter]).1 == .taken("draft"))
    #expect(search(typed("li") + [.escape]).1 == .givenBack("draft"))
    #expect(search(typed("li") + [.left]).1 == .passed("two\nlines", .left))
    #expect(search(typed("li") + [.resize(Size(width: 9, height: 9))]).1 == .searching)
  }

  @Test func anEmptyHistory() {
    var search = HistorySearch(PromptHistory(), original: "draft")
    var outcome = search.handle(.ctrl("r"))
    #expect(outcome == .searching && search.hit == nil)
    outcome = search.handle(.enter)
    #expect(outcome == .taken("draft"))
  }
}
