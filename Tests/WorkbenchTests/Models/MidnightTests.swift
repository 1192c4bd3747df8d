internal import Foundation
internal import Testing

@testable import Workbench

@Suite struct MidnightTests {
  @Test(arguments: [0, 1, 951_782_400, 1_711_846_800, 1_729_990_800, 1_763_683_199, 1_763_683_200])
  func isWhatTheCalendarSays(_ seconds: Double) {
    for shift in stride(from: 0.0, to: 86_400 * 2, by: 3_599.5) {
      let moment = Date(timeIntervalSince1970: seconds + shift)
      #expect(Midnight.before(moment) == Calendar.current.startOfDay(for: moment))
    }
  }

  @Test func isInThePast() {
    let last = Midnight.last
    #expect(last <= Date())
    #expect(last > Date() - 86_400 * 1.1)
  }
}
