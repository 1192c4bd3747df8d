internal import Synchronization
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct ProgressLineTests {
  private final class Clock: Sendable {
    let seconds = Mutex(0.0)
    let drawn = Mutex([String]())
    let later = Mutex([@Sendable () -> Void]())

    func doWhatWasScheduled() {
      let work = later.withLock { work in
        defer { work = [] }
        return work
      }
      for work in work { work() }
    }
  }

  private func line(_ clock: Clock, isTerminal: Bool = true) -> ProgressLine {
    ProgressLine(
      channel: OutputChannel(isTerminal: isTerminal, width: 40) { text in
        clock.drawn.withLock { $0.append(text) }
      }, seconds: { clock.seconds.withLock { $0 } },
      schedule: { _, work in clock.later.withLock { $0.append(work) } })
  }

  @Test func shortWorkShowsNothing() {
    let clock = Clock()
    let line = line(clock)
    line.show("fitting")
    line.clear()
    clock.doWhatWasScheduled()
    #expect(clock.drawn.withLock { $0 } == [])
  }

  @Test func whatCameTooSoonIsShownInTime() {
    let clock = Clock()
    let line = line(clock)
    line.show("extract")
    line.show("cluster")
    clock.seconds.withLock { $0 = 0.4 }
    clock.doWhatWasScheduled()
    #expect(clock.drawn.withLock { $0 } == ["\rcluster"])
  }

  @Test func longWorkIsRedrawnInPlaceTenTimesASecond() {
    let clock = Clock()
    let line = line(clock)
    for step in 0...10 {
      clock.seconds.withLock { $0 = 1 + Double(step) * 0.0625 }
      line.show("\(10 - step)")
    }
    line.clear()
    // A shorter text blanks what the longer one left.
    #expect(clock.drawn.withLock { $0 } == ["\r10", "\r8 ", "\r6", "\r4", "\r2", "\r0", "\r \r"])
  }

  @Test func elsewhereThereIsNoLine() {
    let clock = Clock()
    let line = line(clock, isTerminal: false)
    clock.seconds.withLock { $0 = 9 }
    line.show("fitting")
    line.clear()
    #expect(clock.drawn.withLock { $0 } == [])
  }
}
