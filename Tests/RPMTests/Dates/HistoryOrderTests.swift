internal import Testing

@testable import RPM

@Suite struct HistoryOrderTests {
  private func order(_ dates: [String?]) -> HistoryOrder {
    HistoryOrder(dates.map { Interaction(query: "q", response: "a", date: $0) }.dated())
  }

  @Test func whatIsKnownIsSaid() {
    #expect(order(["2024-01-01", "2024-01-02"]).words == "by date")
    #expect(
      order(["2024-01-01", nil, "2024-01-02"]).words
        == "by date, but 1 of 3 have none and stay behind the one before them")
    #expect(order([nil, " "]).words == "no dates: by the file's order")
    #expect(!order([nil, "2024-01-01"]).isKnown)
    #expect(
      order(["soon", "later"]).words
        == "by the file's order: 2 of 2 dates cannot be read: \"soon\"")
    let sided = order(["1/2/2024", "3/4/2024"])
    #expect(!sided.isKnown && sided.unread == 2)
    #expect(sided.words.contains("as day/month/year and"))
  }

  @Test func aBlankDateIsNone() {
    for date in ["", " ", "\t\n", "\u{A0}"] {
      #expect(Interaction(query: "q", response: "a", date: date).date == nil)
    }
    #expect(order(["", "NaN"]).undated == 2)
  }
}
