internal import Testing

@testable import RPM

@Suite struct FitWindowTests {
  private func history(_ dates: [String?]) -> [Interaction] {
    dates.enumerated().map { Interaction(query: "q\($0)", response: "a", date: $1) }.dated()
  }

  @Test func theLastOnes() throws {
    let history = history([nil, nil, nil])
    #expect(try FitWindow.last(2).applied(to: history).map(\.query) == ["q1", "q2"])
    #expect(try FitWindow.last(9).applied(to: history).count == 3)
    #expect(throws: RoleFailure.self) { try FitWindow.last(0).applied(to: history) }
  }

  @Test func fromADayOn() throws {
    let history = history(["2023-12-31", "2024-1-5", "2024-02-01 10:00", "2024-11-3"])
    func count(_ day: String) throws -> Int {
      try FitWindow.since(day).applied(to: history).count
    }
    #expect(try count("2024") == 3)
    #expect(try count("2024-01-05") == 3)
    #expect(try count("2024-01-06") == 2)
    #expect(try count("2024-11") == 1)
    #expect(throws: RoleFailure.self) { try count("2025") }
    #expect(throws: RoleFailure.self) { try count("soon") }
    #expect(throws: RoleFailure.self) { try count("5/1/2024") }
  }

  @Test(arguments: [
    ["999999999", "1000000001", "1715731200", "1715731201"],
    ["31.12.2023", "01.01.2024", "15.05.2024", "16.05.2024"],
    ["Dec 31, 2023", "Jan 1, 2024", "May 15, 2024", "May 16, 2024"],
    ["12/31/2023", "1/1/2024", "5/15/2024", "5/16/2024"],
    ["2024-05-14 9:30 PM", "2024-05-14 11:59 PM", "2024-05-15 12:00 AM", "2024-05-15 1:00 AM"],
  ])
  func aDayCutsDatesOfEveryForm(dates: [String]) throws {
    for day in ["2024-05-15", "15.05.2024", "15 May 2024", "1715731200"] {
      #expect(try FitWindow.since(day).applied(to: history(dates)).map(\.query) == ["q2", "q3"])
    }
  }

  @Test func whatHasNoDateGoesWithTheOneBefore() throws {
    let history = history(["2024-01-01", nil, "2024-02-01", nil, "2024-03-01"])
    #expect(try FitWindow.since("2024-02").applied(to: history).map(\.query) == ["q2", "q3", "q4"])
    #expect(try FitWindow.since("2024").applied(to: history).count == 5)
  }

  @Test func twoSidesAreNotGuessed() {
    #expect {
      try FitWindow.since("2024").applied(to: history(["1/2/2024", "3/4/2024"]))
    } throws: {
      "\($0)".contains("\"1/2/2024\" is 2024-02-01 as day/month/year and 2024-01-02 as month/")
    }
    #expect {
      try FitWindow.since("5/1/2024").applied(to: history(["2024-01-01", "2024-02-01"]))
    } throws: { "\($0)".contains("write the year first") }
  }

  @Test func whatHasNoDateCannotBeCutByOne() {
    for dates in [["2024-01-01", nil], ["2024-02-01", "2024-01-01", "2024-03-01"]] {
      #expect(throws: RoleFailure.self) {
        try FitWindow.since("2024-01-15").applied(to: history(dates))
      }
    }
  }
}
