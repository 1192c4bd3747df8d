internal import Synchronization

/// Paces everybody who asks one endpoint (ours).
///
/// Callers take turns in the order they came. How many may be under way halves when the server
/// says "too many", once for all that were under way then, and grows by one after a round of
/// successes; each halving makes the next growth slower, so that it settles. After a wait that the
/// server asked for nobody begins before it is over.
final class RateLimiter: Sendable {
  /// The right to have one request under way.
  struct Turn: Sendable {
    fileprivate var epoch: Int
  }

  private struct Waiter {
    var id: Int
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var limit: Int
    var underWay = 0
    var epoch = 0
    var successes = 0
    var patience = 1
    var notBefore = 0.0
    var nextID = 0
    var waiters: [Waiter] = []
    /// Those cancelled before they stood in line.
    var cancelled: Set<Int> = []
  }

  private let most: Int
  private let clock: CallClock
  private let state: Mutex<State>

  /// Creates a limiter; `most` requests at once at best.
  init(most: Int, clock: CallClock) {
    self.most = max(1, most)
    self.clock = clock
    state = Mutex(State(limit: max(1, most)))
  }

  /// How many may be under way now.
  var limit: Int { state.withLock { $0.limit } }

  /// How many stand in line.
  var waiting: Int { state.withLock { $0.waiters.count } }

  /// Waits for a turn.
  ///
  /// - Parameters:
  ///   - isAgain: whether the caller had a turn for the same call already; it stands in front then.
  ///   - onWait: hears for how many seconds nobody may begin.
  func begin(isAgain: Bool = false, onWait: (Double) -> Void = { _ in }) async throws -> Turn {
    try await stand(isAgain: isAgain)
    do {
      while let wait = remainingWait() {
        onWait(wait)
        try await clock.sleep(wait)
      }
      try Task.checkCancellation()
    } catch {
      leave()
      throw error
    }
    return Turn(epoch: state.withLock { $0.epoch })
  }

  /// How a request ended.
  enum Outcome {
    /// With a reply.
    case success
    /// The server says that there are too many.
    case tooMany
    /// With anything that says nothing of the pace.
    case other
  }

  /// Gives a turn back.
  func end(_ turn: Turn, _ outcome: Outcome) {
    state.withLock { state in
      switch outcome {
      case .other: break
      case .success:
        state.successes += 1
        if state.limit < most, state.successes >= state.limit * state.patience {
          state.limit += 1
          state.successes = 0
        }
      case .tooMany:
        state.successes = 0
        guard turn.epoch == state.epoch else { break }
        state.epoch += 1
        state.limit = max(1, state.limit / 2)
        state.patience = min(64, state.patience * 2)
      }
    }
    leave()
  }

  /// Lets nobody begin for so many seconds.
  func hold(_ seconds: Double) {
    let until = clock.seconds() + seconds
    state.withLock { $0.notBefore = max($0.notBefore, until) }
  }

  private func remainingWait() -> Double? {
    let now = clock.seconds()
    let wait = state.withLock { $0.notBefore - now }
    return wait > 0 ? wait : nil
  }

  private func stand(isAgain: Bool) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let answer = state.withLock { state -> Result<Void, any Error>? in
          if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
          if state.underWay < state.limit, state.waiters.isEmpty || isAgain {
            state.underWay += 1
            return .success(())
          }
          let waiter = Waiter(id: id, continuation: continuation)
          if isAgain { state.waiters.insert(waiter, at: 0) } else { state.waiters.append(waiter) }
          return nil
        }
        if let answer { continuation.resume(with: answer) }
      }
    } onCancel: {
      let waiter = state.withLock { state -> Waiter? in
        guard let place = state.waiters.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil
        }
        return state.waiters.remove(at: place)
      }
      waiter?.continuation.resume(throwing: CancellationError())
    }
    state.withLock { _ = $0.cancelled.remove(id) }
  }

  private func leave() {
    let next = state.withLock { state in
      state.underWay -= 1
      var next: [Waiter] = []
      while state.underWay < state.limit, !state.waiters.isEmpty {
        state.underWay += 1
        next.append(state.waiters.removeFirst())
      }
      return next
    }
    for waiter in next { waiter.continuation.resume() }
  }
}
