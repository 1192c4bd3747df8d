internal import Testing

@testable import ChatModel

@Suite struct PaceEstimateTests {
  @Test func thePaceIsThatOfWhatWasPaid() throws {
    var pace = PaceEstimate(started: 100)
    for _ in 0..<50 { pace.add(isReplayed: true, at: 100.5) }
    #expect(pace.secondsLeft(of: 100, at: 101) == nil)
    for _ in 0..<5 { pace.add(isReplayed: false, at: 110) }
    #expect(try #require(pace.secondsLeft(of: 100, at: 110)) == 90)
    #expect(pace.secondsLeft(of: 55, at: 110) == nil)
    #expect(pace.secondsLeft(of: 50, at: 110) == nil)
  }

  @Test func nothingIsSaidBeforeTheFirstOfAllThatRunAtOnceAreDone() throws {
    var pace = PaceEstimate(started: 0)
    // Eight at once, one second each: after the first wave the rest takes four seconds.
    for done in 1...8 {
      #expect(pace.secondsLeft(of: 40, at: 1, concurrency: 8) == nil, "\(done)")
      pace.add(isReplayed: false, at: 1)
    }
    #expect(try #require(pace.secondsLeft(of: 40, at: 1, concurrency: 8)) == 4)
    // Waiting for the second wave is not slowness of the first.
    #expect(try #require(pace.secondsLeft(of: 40, at: 1.9, concurrency: 8)) == 4)
    // The last few take as long as one call.
    #expect(try #require(pace.secondsLeft(of: 9, at: 1, concurrency: 8)) == 1)
  }

  @Test func fewerItemsThanRunAtOnceAreEnough() {
    var pace = PaceEstimate(started: 0)
    for _ in 0..<3 { pace.add(isReplayed: false, at: 6) }
    #expect(pace.secondsLeft(of: 4, at: 6, concurrency: 8) != nil)
  }
}
