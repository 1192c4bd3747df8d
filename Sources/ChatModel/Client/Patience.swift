internal import RPM

/// How much longer one call is worth trying: attempts and seconds (ours).
struct Patience: Sendable {
  let policy: RetryPolicy
  /// Attempts that failed.
  private(set) var attempts = 0
  private var began: Double
  /// Seconds that do not count, since the server asked for them.
  private var excused = 0.0
  /// How often it was waited, for the length of the next wait.
  private var retries = 0

  init(policy: RetryPolicy, began: Double) {
    self.policy = policy
    self.began = began
  }

  /// Counts the seconds anew.
  mutating func restart(at seconds: Double) {
    began = seconds
    excused = 0
  }

  /// Waits for the next attempt; `false` where there is none.
  ///
  /// - Parameters:
  ///   - asked: the seconds that the server asks for.
  ///   - isLoading: whether the server loads its model: that is no attempt, but has a time of its
  ///     own.
  ///   - isPaced: whether everybody else had better wait too.
  ///   - reason: why, for those who listen.
  mutating func wait(
    _ link: EndpointLink, asked: Double? = nil, isLoading: Bool = false, isPaced: Bool = false,
    reason: String
  ) async throws -> Bool {
    let clock = link.clock
    let delay =
      asked ?? policy.backoff(retry: retries, isLoading: isLoading, chance: clock.chance())
    retries += 1
    if !isLoading { attempts += 1 }
    let timeouts = link.endpoint.timeouts
    let limit = isLoading ? timeouts.loading : timeouts.total
    let spent = clock.seconds() - began - excused
    guard attempts < policy.attempts, spent + (asked == nil ? delay : 0) < limit else {
      return false
    }
    if asked != nil { excused += delay }
    if isPaced { link.limiter.hold(delay) }
    if delay > 0 {
      CallReporter.report(.waiting(reason, seconds: delay))
      try await clock.sleep(delay)
    }
    return true
  }
}
