internal import Synchronization

/// Paces everybody who asks one endpoint.
///
/// Callers take turns in the order they came; how many may be under way is for a `Pace` to say.
/// After a wait that the server asked for nobody begins before it is over.
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
    var pace: Pace
    var underWay = 0
    var notBefore = 0.0
    var nextID = 0
    var waiters: [Waiter] = []
    /// Those cancelled before they stood in line.
    var cancelled: Set<Int> = []
  }

  private let clock: CallClock
  private let state: Mutex<State>

  /// Creates a limiter; `most` requests at once at best.
  init(most: Int, clock: CallClock) {
    self.clock = clock
    state = Mutex(State(pace: Pace(most: most)))
  }

  /// How many may be under way now.
  var limit: Int { state.withLock { $0.pace.limit } }

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
    return Turn(epoch: state.withLock { $0.pace.epoch })
  }

  /// How a request ended.
  enum Outcome {
    /// With a reply of so many tokens.
    case success(tokens: Int)
    /// The server says that there are too many.
    case tooMany
    /// With anything that says nothing of the pace.
    case other
  }

  /// Gives a turn back.
  func end(_ turn: Turn, _ outcome: Outcome) {
    let now = clock.seconds()
    state.withLock { state in
      switch outcome {
      case .other: break
      case .success(let tokens):
        // This one and all others that may be; somebody else is about to take its place.
        let isFull = state.underWay >= state.pace.limit && !state.waiters.isEmpty
        state.pace.replied(tokens: tokens, isFull: isFull, at: now)
      case .tooMany: state.pace.refused(epoch: turn.epoch)
      }
    }
    leave()
  }

  /// Learns how many calls the server works on at once.
  func told(slots: Int) { state.withLock { $0.pace.told(slots: slots) } }

  /// Lets nobody begin for so many seconds.
  func hold(_ seconds: Double) {
    let until = clock.seconds() + seconds
    state.withLock {
      $0.notBefore = max($0.notBefore, until)
      $0.pace.paused()
    }
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
          if state.underWay < state.pace.limit, state.waiters.isEmpty || isAgain {
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
      while state.underWay < state.pace.limit, !state.waiters.isEmpty {
        state.underWay += 1
        next.append(state.waiters.removeFirst())
      }
      return next
    }
    for waiter in next { waiter.continuation.resume() }
  }
}
