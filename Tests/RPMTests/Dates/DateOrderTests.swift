internal import Testing

@testable import RPM

@Suite struct DateOrderTests {
  private func order(_ dates: [String?], addedFrom start: Int = 0) -> [Int]? {
    let history = dates.enumerated().map {
      Interaction(query: "q\($0)", response: "a", date: $1)
    }
    return DateOrder.permutation(of: history.dated().map(\.instant), addedFrom: start)
  }

  @Test(arguments: [
    ["2004-11-1", "2004-5-20", "2004-05-3"],
    ["20.03.2024", "15.02.2024", "01.01.2024"],
    ["3/13/2024", "2/15/2024", "1/1/2024"],
    ["Mar 1, 2024", "Feb 9, 2024", "Jan 20, 2024"],
    ["2024-05-02 1:00 AM", "2024-05-01 10:15 PM", "2024-05-01 9:30 PM"],
    ["1000000001", "999999999", "999999998"],
    ["2024-01-01T00:30:00+02:00", "2023-12-31T22:00:00Z", "2023-12-31T21:59:00Z"],
  ])
  func timeDecidesWhateverTheForm(dates: [String]) {
    #expect(order(dates) == [2, 1, 0])
    #expect(order(dates.reversed()) == nil)
    #expect(order([dates[1], dates[2], dates[0]]) == [1, 0, 2])
  }

  @Test func equalDatesStayAsGiven() {
    #expect(
      order(["2004-05-01T10:00", "2004-05-01T09:00", "2004-05-01T10:00"]) == [1, 0, 2])
    #expect(order(["2004-01-01", "2004-01-01", "2005-01-01"]) == nil)
  }

  @Test func newestFirstIsTurnedRoundWithWhatHasNoDate() {
    #expect(
      order(["2004-03-01", nil, "2004-02-01", "2004-02-01", "2004-01-01"]) == [4, 3, 2, 1, 0])
    #expect(order([nil, "2004-03-01", "2004-02-01", nil]) == [3, 2, 1, 0])
    #expect(
      order(["2004-05-01", "2004-03-01", nil, "2004-04-01", "2004-02-01"])
        == [4, 1, 2, 3, 0])
  }

  @Test func aSlipDoesNotHideThatAListRunsNewestFirst() {
    // Items 7 and 8 are of one day; 11 is out of place.
    let days = [28, 27, 26, 25, 24, 23, 22, 20, 20, 18, 17, 19, 15]
    #expect(
      order(days.map { "2004-01-\($0)" }) == [12, 10, 9, 11, 8, 7, 6, 5, 4, 3, 2, 1, 0])
  }

  @Test func whatHasNoDateGoesWithTheOneBefore() {
    #expect(
      order(["2004-01-01", "2004-03-01", nil, "2004-02-01", "2004-04-01"]) == [0, 3, 1, 2, 4])
    #expect(order([nil, "2004-02-01", "2004-03-01"]) == nil)
  }

  @Test(arguments: [
    ["2005-01-01", nil], ["2005-01-01", "soon"], ["5/1/2004", "4/1/2004"], [], [nil, nil],
    ["", " "],
  ])
  func otherwiseTheGivenOrderStands(_ dates: [String?]) {
    #expect(order(dates) == nil)
  }

  @Test func whatIsAddedNewestFirstDoesNotTurnTheRest() {
    let old = ["2004-01-01", "2004-01-01", nil, "2004-05-01"]
    let new = ["2004-08-01", "2004-06-01", "2004-05-01", "2004-03-01"]
    #expect(order(old + new, addedFrom: 4) == [0, 1, 2, 7, 3, 6, 5, 4])
  }

  /// Nothing is lost, dates come in order, and a second time nothing moves.
  @Test func anyHistoryIsSortedOnce() throws {
    var generator = SplitMix64(seed: 3)
    for _ in 0..<2000 {
      let count = Int(generator.next() % 12)
      let moments = (0..<count).map { _ -> Int64? in
        let value = generator.next() % 8
        return value == 0 ? nil : Int64(value)
      }
      let start = count == 0 ? 0 : Int(generator.next() % UInt64(count))
      let order = DateOrder.permutation(of: moments, addedFrom: start) ?? Array(0..<count)
      #expect(order.sorted() == Array(0..<count))
      let sorted = order.map { moments[$0] }
      #expect(sorted.compactMap(\.self) == sorted.compactMap(\.self).sorted())
      #expect(DateOrder.permutation(of: sorted) == nil)
    }
  }
}
