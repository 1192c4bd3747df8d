internal import Testing

@testable import RPM

@Suite struct FitWindowTests {
  private func history(_ dates: [String?]) -> [Interaction] {
    dates.enumerated().map { Interaction(query: "q\($0)", response: "a", date: $1) }
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

  @Test func whatHasNoDateCannotBeCutByOne() {
    for dates in [["2024-01-01", nil], ["2024-02-01", "2024-01-01", "2024-03-01"]] {
      #expect(throws: RoleFailure.self) {
        try FitWindow.since("2024-01-15").applied(to: history(dates))
      }
    }
  }
}
