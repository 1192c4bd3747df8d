internal import Testing

@testable import ChatModel

/// How many calls are worth having under way, on servers that are a formula.
@Suite struct PaceTests {
  /// Lets a busy server answer for a while; `rate` is its tokens a second with so many calls.
  private func run(
    _ pace: inout Pace, replies: Int, from start: Double = 0, isFull: Bool = true,
    rate: (Int) -> Double
  ) -> [Int] {
    var seconds = start
    var limits: [Int] = []
    for _ in 0..<replies {
      seconds += 100 / rate(pace.limit)
      pace.replied(tokens: 100, isFull: isFull, at: seconds)
      if limits.last != pace.limit { limits.append(pace.limit) }
    }
    return limits
  }

  @Test func itGrowsToTheCeilingWhereMoreCallsBringMore() {
    var pace = Pace(most: 8)
    #expect(run(&pace, replies: 40) { 30 * Double($0) } == [2, 4, 8])
  }

  @Test func itKeepsTwoWhereTheServerHasTwoSlots() {
    var pace = Pace(most: 8)
    let limits = run(&pace, replies: 400) { 30 * Double(min($0, 2)) }
    #expect(limits.prefix(3) == [2, 4, 2])
    #expect(Set(limits) == [2, 3, 4])
    // It looks again, ever more rarely.
    #expect(limits.count <= 14)
    #expect(pace.limit == 2)
  }

  @Test func whatTheServerTellsIsNeverPassed() {
    var pace = Pace(most: 8)
    pace.told(slots: 3)
    #expect(run(&pace, replies: 100) { 30 * Double($0) } == [2, 3])
    pace.told(slots: 0)
    #expect(pace.limit == 1)
    #expect(run(&pace, replies: 100) { 30 * Double($0) } == [1])
  }

  @Test func itFindsThePlaceWhereGrowthEnds() {
    var pace = Pace(most: 16)
    _ = run(&pace, replies: 2000) { 30 * Double(min($0, 6)) }
    #expect((6...8).contains(pace.limit))
  }

  @Test func moreCallsThatSlowTheServerDownAreTakenBack() {
    var pace = Pace(most: 8)
    let limits = run(&pace, replies: 300) { 60 / Double(max(1, $0 - 1)) }
    #expect(limits.prefix(3) == [2, 4, 2])
    #expect(pace.limit == 2)
  }

  @Test func tooManyHalvesOncePerEpochAndGrowthIsCareful() {
    var pace = Pace(most: 8)
    _ = run(&pace, replies: 40) { 30 * Double($0) }
    #expect(pace.limit == 8)
    let epoch = pace.epoch
    for _ in 0..<8 { pace.refused(epoch: epoch) }
    #expect(pace.limit == 4)
    pace.refused(epoch: pace.epoch)
    pace.refused(epoch: pace.epoch)
    pace.refused(epoch: pace.epoch)
    #expect(pace.limit == 1)
    let limits = run(&pace, replies: 2000, from: 1000) { 30 * Double($0) }
    #expect(limits == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func anIdleServerTellsNothing() {
    var pace = Pace(most: 8)
    #expect(run(&pace, replies: 100, isFull: false) { 30 * Double($0) } == [2])
  }

  @Test func noNumberIsTooOdd() {
    var pace = Pace(most: 0)
    #expect(pace.limit == 1)
    pace = Pace(most: .max)
    for seconds in [0, -5, .nan, .infinity, 3, 3, 3, 3, 3, 3] as [Double] {
      pace.replied(tokens: .max, isFull: true, at: seconds)
      pace.replied(tokens: .min, isFull: true, at: seconds)
    }
    #expect(pace.limit >= 1)
  }
}
