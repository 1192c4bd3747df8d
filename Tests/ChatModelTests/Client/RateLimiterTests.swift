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
          limiter.end(turn, .success)
        }
      }
      try await group.waitForAll()
    }
    #expect(gauge.level.most <= 3)
    #expect(gauge.level.now == 0)
  }

  @Test func halvesOnceForAllThatWereUnderWay() async throws {
    let limiter = RateLimiter(most: 8, clock: QuickClock().clock)
    var turns: [RateLimiter.Turn] = []
    for _ in 0..<8 { turns.append(try await limiter.begin()) }
    for turn in turns { limiter.end(turn, .tooMany) }
    #expect(limiter.limit == 4)
    for expected in [2, 1, 1] {
      limiter.end(try await limiter.begin(), .tooMany)
      #expect(limiter.limit == expected)
    }
  }

  @Test func growsBackSlowly() async throws {
    let limiter = RateLimiter(most: 4, clock: QuickClock().clock)
    limiter.end(try await limiter.begin(), .tooMany)
    #expect(limiter.limit == 2)
    var rounds = 0
    while limiter.limit < 4, rounds < 100 {
      limiter.end(try await limiter.begin(), .success)
      rounds += 1
    }
    #expect(limiter.limit == 4)
    #expect(rounds == 2 * 2 + 3 * 2)
    for _ in 0..<100 { limiter.end(try await limiter.begin(), .success) }
    #expect(limiter.limit == 4)
  }

  @Test func nobodyBeginsBeforeTheHoldIsOver() async throws {
    let time = QuickClock()
    let limiter = RateLimiter(most: 4, clock: time.clock)
    limiter.hold(12)
    limiter.hold(5)
    let heard = Heard<Double>()
    limiter.end(try await limiter.begin { heard.add($0) }, .success)
    #expect(heard.all == [12])
    #expect(time.waits == [12])
    limiter.end(try await limiter.begin { heard.add($0) }, .success)
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
          limiter.end(turn, .success)
        })
      try await until { [count = tasks.count] in limiter.waiting == count }
    }
    limiter.end(held, .success)
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
    limiter.end(held, .success)
    limiter.end(try await limiter.begin(), .success)
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
