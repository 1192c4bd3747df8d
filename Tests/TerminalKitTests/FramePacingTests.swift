internal import Testing

@testable import TerminalKit

@Suite struct FramePacingTests {
  private static let millisecond = 1_000_000 as UInt64

  @Test func theFirstFrameWaitsForNothing() {
    #expect(FramePacing().due(now: 5) == 5)
  }

  @Test func aFewFramesMayFollowARest() {
    var pacing = FramePacing()
    var now = 100 * Self.millisecond
    for _ in 0..<4 {
      let due = pacing.due(now: now)
      #expect(due - now <= 2 * Self.millisecond)
      pacing.paint(at: due)
      now = due
    }
    #expect(pacing.due(now: now) == 164 * Self.millisecond)
  }

  @Test func aStreamIsPaintedSixtyTimesASecond() {
    var pacing = FramePacing()
    var now = 0 as UInt64
    var frames = 0
    while now < 1000 * Self.millisecond {
      now = pacing.due(now: now)
      pacing.paint(at: now)
      frames += 1
    }
    #expect((58...66).contains(frames))
  }

  @Test func afterAResetNothingIsOwed() {
    var pacing = FramePacing()
    for _ in 0..<4 { pacing.paint(at: 7) }
    pacing.reset()
    #expect(pacing.due(now: 8) == 8)
  }
}
