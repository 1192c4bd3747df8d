internal import Foundation
internal import Synchronization
internal import Testing

@testable import ChatModel

@Suite(.timeLimit(.minutes(10))) struct RateLimiterTests {
  @Test func noMoreThanTheLimitAtOnce() async throws {
    let limiter = RateLimiter(most: 3, clock: QuickClock().clock)
    let gauge = Gauge()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<40 {
        group.addTask {
          let turn = try await limiter.begin()
          gauge.rise()
          await Task.yield()
          gauge.fall()
          limiter.end(turn, .success(tokens: 1))
        }
      }
      try await group.waitForAll()
    }
    #expect(gauge.level.most <= 3)
    #expect(gauge.level.now == 0)
  }

  @Test func itBeginsWithTwoAndNeverPassesWhatTheServerHas() async throws {
    let limiter = RateLimiter(most: 8, clock: QuickClock().clock)
    #expect(limiter.limit == 2)
    limiter.told(slots: 1)
    #expect(limiter.limit == 1)
    #expect(RateLimiter(most: 1, clock: QuickClock().clock).limit == 1)
  }

  @Test func halvesOnceForAllThatWereUnderWay() async throws {
    let limiter = RateLimiter(most: 8, clock: QuickClock().clock)
    let turns = [try await limiter.begin(), try await limiter.begin()]
    for turn in turns { limiter.end(turn, .tooMany) }
    #expect(limiter.limit == 1)
    limiter.end(try await limiter.begin(), .tooMany)
    #expect(limiter.limit == 1)
  }

  @Test func itGrowsWhereCallsDoNotWaitForOneAnother() async throws {
    // Every call takes a second, however many there are.
    let time = QuickClock()
    let limiter = RateLimiter(most: 8, clock: time.clock)
    let begun = Heard<RateLimiter.Turn>()
    let callers = (0..<200).map { _ in Task { begun.add(try await limiter.begin()) } }
    try await until { limiter.waiting == 198 }
    var ended = 0
    while ended < 200 {
      try await until { begun.all.count == 200 - limiter.waiting }
      time.pass(1)
      let turns = begun.all[ended...]
      ended += turns.count
      for turn in turns { limiter.end(turn, .success(tokens: 100)) }
    }
    for caller in callers { try await caller.value }
    #expect(limiter.limit == 8)
  }

  @Test func nobodyBeginsBeforeTheHoldIsOver() async throws {
    let time = QuickClock()
    let limiter = RateLimiter(most: 4, clock: time.clock)
    limiter.hold(12)
    limiter.hold(5)
    let heard = Heard<Double>()
    limiter.end(try await limiter.begin { heard.add($0) }, .success(tokens: 1))
    #expect(heard.all == [12])
    #expect(time.waits == [12])
    limiter.end(try await limiter.begin { heard.add($0) }, .success(tokens: 1))
    #expect(heard.all == [12])
  }

  @Test func firstComeFirstServedAndAgainInFront() async throws {
    let limiter = RateLimiter(most: 1, clock: QuickClock().clock)
    let held = try await limiter.begin()
    let order = Heard<String>()
    var tasks: [Task<Void, any Error>] = []
    for name in ["a", "b", "again"] {
      tasks.append(
        Task {
          let turn = try await limiter.begin(isAgain: name == "again")
          order.add(name)
          limiter.end(turn, .success(tokens: 1))
        })
      try await until { [count = tasks.count] in limiter.waiting == count }
    }
    limiter.end(held, .success(tokens: 1))
    for task in tasks { try await task.value }
    #expect(order.all == ["again", "a", "b"])
  }

  @Test func whoIsCancelledLeavesTheLine() async throws {
    let limiter = RateLimiter(most: 1, clock: QuickClock().clock)
    let held = try await limiter.begin()
    let task = Task { _ = try await limiter.begin() }
    try await until { limiter.waiting == 1 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(limiter.waiting == 0)
    let early = Task {
      try? await Task.sleep(nanoseconds: 10_000_000_000)
      _ = try await limiter.begin()
    }
    early.cancel()
    await #expect(throws: CancellationError.self) { try await early.value }
    limiter.end(held, .success(tokens: 1))
    limiter.end(try await limiter.begin(), .success(tokens: 1))
  }
}

/// How many are within, and how many were at most.
final class Gauge: Sendable {
  private let state = Mutex((now: 0, most: 0))

  var level: (now: Int, most: Int) { state.withLock { $0 } }

  func rise() {
    state.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func fall() { state.withLock { $0.now -= 1 } }
}
