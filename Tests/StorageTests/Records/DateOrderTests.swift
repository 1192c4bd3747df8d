internal import Testing

@testable internal import Storage

@Suite struct DateOrderTests {
  @Test func numbersNotLettersDecide() {
    #expect(DateOrder.permutation(of: ["2004-11-1", "2004-5-20", "2004-05-3"]) == [2, 1, 0])
  }

  @Test func lessPreciseComesFirst() {
    #expect(DateOrder.permutation(of: ["2004-05-01", "2004-05", "2004"]) == [2, 1, 0])
  }

  @Test func timesOfDayAndEqualDates() {
    #expect(
      DateOrder.permutation(of: ["2004-05-01T10:00", "2004-05-01T09:00", "2004-05-01T10:00"])
        == [1, 0, 2])
  }

  @Test(arguments: [
    ["2004-01-01", "2004-01-01", "2005-01-01"], ["2005-01-01", nil], ["2005-01-01", "soon"],
    ["5/1/2004", "4/1/2004"], [],
  ])
  func otherwiseTheGivenOrderStands(_ dates: [String?]) {
    #expect(DateOrder.permutation(of: dates) == nil)
  }
}
