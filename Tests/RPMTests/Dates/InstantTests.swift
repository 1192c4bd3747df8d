internal import Testing

@testable import RPM

@Suite struct InstantTests {
  @Test func daysAreCountedFrom1970() {
    #expect(Instant(year: 1970)?.milliseconds == 0)
    #expect(Instant(year: 2000, month: 3, day: 1)?.milliseconds == 951_868_800_000)
    #expect(Instant(year: 1969, month: 12, day: 31)?.milliseconds == -86_400_000)
  }

  @Test func everyDayComesBack() {
    var day = Instant.range.lowerBound
    var last = (year: 999, month: 12, day: 31)
    while day < Instant.range.upperBound {
      let next = Instant.civil(day)
      let isNext =
        next == (last.year, last.month, last.day + 1) || next == (last.year, last.month + 1, 1)
        || next == (last.year + 1, 1, 1)
      #expect(isNext, "\(last) \(next)")
      #expect(
        Instant(year: next.year, month: next.month, day: next.day)?.milliseconds == day)
      if !isNext { return }
      (day, last) = (day + Instant.day, next)
    }
    #expect(last == (2999, 12, 31))
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (2024, 1, 0),
    (999, 1, 1), (3000, 1, 1),
  ])
  func whatIsNoDayIsNone(year: Int, month: Int, day: Int) {
    #expect(Instant(year: year, month: month, day: day) == nil)
  }

  @Test func theTextTellsWhatWasTold() {
    let moment: Int64 = 1_704_103_445_678
    let texts: [(Instant.Precision, String)] = [
      (.year, "2024"), (.month, "2024-01"), (.day, "2024-01-01"), (.minute, "2024-01-01 10:04"),
      (.second, "2024-01-01 10:04:05"), (.millisecond, "2024-01-01 10:04:05.678"),
    ]
    for (precision, text) in texts {
      #expect(Instant(milliseconds: moment, precision: precision).text == text)
    }
    #expect(Instant(milliseconds: -1, precision: .second).text == "1969-12-31 23:59:59")
  }

  @Test func theLessPreciseOfTwoComesFirst() {
    let day = Instant(year: 2024, month: 1, day: 1)
    let year = Instant(year: 2024, precision: .year)
    #expect(year?.milliseconds == day?.milliseconds)
    #expect([day, year].compactMap(\.self).sorted() == [year, day].compactMap(\.self))
  }
}
