internal import RPM

/// How much longer one call is worth trying: attempts and seconds.
struct Patience: Sendable {
  let policy: RetryPolicy
  /// Attempts that failed.
  private(set) var attempts = 0
  /// Those among them in which nothing came for too long.
  private var silences = 0
  /// When the attempt under way began.
  private var attemptBegan: Double?
  /// Seconds in attempts and in waits between them; not those that the server asked for, nor those
  /// in our own queue.
  private var spent = 0.0
  /// How often it was waited, for the length of the next wait.
  private var retries = 0

  init(policy: RetryPolicy) { self.policy = policy }

  /// Notes that an attempt begins.
  mutating func begin(at seconds: Double) { attemptBegan = seconds }

  /// Waits for the next attempt; `false` where there is none.
  ///
  /// - Parameters:
  ///   - asked: the seconds that the server asks for.
  ///   - isLoading: whether the server loads its model: that is no attempt, but has a time of its
  ///     own.
  ///   - isPaced: whether everybody else had better wait too.
  ///   - isSilent: whether nothing came for as long as one waits; that is tried once more at most.
  ///   - reason: why, for those who listen.
  mutating func wait(
    _ link: EndpointLink, asked: Double? = nil, isLoading: Bool = false, isPaced: Bool = false,
    isSilent: Bool = false, reason: String
  ) async throws -> Bool {
    let clock = link.clock
    let delay =
      asked ?? policy.backoff(retry: retries, isLoading: isLoading, chance: clock.chance())
    retries += 1
    if !isLoading { attempts += 1 }
    if isSilent { silences += 1 }
    if let began = attemptBegan.take() { spent += clock.seconds() - began }
    if asked == nil { spent += delay }
    let timeouts = link.endpoint.timeouts
    let limit = isLoading ? timeouts.loading : timeouts.firstByte
    guard attempts < policy.attempts, silences < policy.silences, isSilent || spent < limit else {
      return false
    }
    if isPaced { link.limiter.hold(delay) }
    if delay > 0 {
      CallReporter.report(.waiting(reason, seconds: delay))
      try await clock.sleep(delay)
    }
    return true
  }
}
