internal import RPM
internal import Synchronization

/// The calls under way, each shared by all who want the same at the same time.
///
/// Whoever gives up leaves at once; the call ends when the last one has. Who comes while a call that
/// was given up still dies gets its reply if one arrives, and otherwise a call anew.
final class SharedCalls: Sendable {
  /// A reply, and whether it was paid for now.
  typealias Reply = (kept: KeptReply, isPaid: Bool)
  /// What a call does; it is given somebody to hand its text to.
  typealias Work = @Sendable (_ onText: @escaping @Sendable (String) -> Void) async throws -> Reply

  /// What one of those who wait gets.
  struct Share: Sendable {
    var kept: KeptReply
    /// Whether the cost counts to this one. It counts to exactly one of them.
    var isPaid: Bool
    /// Whether the text was heard as it came.
    var hasHeard: Bool
  }

  private struct Waiter {
    var id: Int
    var continuation: CheckedContinuation<Share, any Error>
    var onText: @Sendable (String) -> Void
    var report: CallListener
    var work: Work
    /// Whether it was there when the call began, so that the text makes sense to it.
    var isFromTheStart = false
    var hasHeard = false
  }

  private struct Call {
    var waiters: [Waiter]
    var task: Task<Void, Never>?
    var isGivenUp = false
    /// What it waits for, to tell those who come later.
    var phase: CallNews?
  }

  private struct State {
    var calls: [String: Call] = [:]
    var lastID = 0
  }

  private let state = Mutex(State())

  /// How many wait right now.
  var waiters: Int { state.withLock { $0.calls.values.reduce(0) { $0 + $1.waiters.count } } }

  /// The outcome of the call for a key: of the one under way, or of one that begins now.
  ///
  /// News of the call reach all who wait, the text those who were there from the start.
  func share(
    of key: String, onText: @escaping @Sendable (String) -> Void, work: @escaping Work
  ) async throws -> Share {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    let report = CallReporter.report
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        var phase: CallNews?
        let isCancelled = state.withLock { state in
          // Whoever is cancelled later than this finds its waiter.
          guard !Task.isCancelled else { return true }
          var call = state.calls[key] ?? Call(waiters: [])
          call.waiters.append(
            Waiter(
              id: id, continuation: continuation, onText: onText, report: report, work: work))
          if call.task == nil { begin(&call, key) }
          phase = call.phase
          state.calls[key] = call
          return false
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        if let phase { report(phase) }
      }
    } onCancel: {
      leave(id, key)
    }
  }

  /// Begins a call in the name of the first who waits. Nothing of it runs before the lock is free.
  private func begin(_ call: inout Call, _ key: String) {
    for index in call.waiters.indices { call.waiters[index].isFromTheStart = true }
    call.isGivenUp = false
    call.phase = nil
    guard let work = call.waiters.first?.work else { return }
    call.task = Task {
      let result: Result<Reply, any Error>
      do {
        let reply = try await CallReporter.$report.withValue(CallListener { self.tell($0, key) }) {
          try await work { self.hand($0, key) }
        }
        result = .success(reply)
      } catch {
        result = .failure(error)
      }
      self.end(key, result)
    }
  }

  private func leave(_ id: Int, _ key: String) {
    let (waiter, task) = state.withLock { state -> (Waiter?, Task<Void, Never>?) in
      guard let index = state.calls[key]?.waiters.firstIndex(where: { $0.id == id }) else {
        return (nil, nil)
      }
      let waiter = state.calls[key]?.waiters.remove(at: index)
      guard state.calls[key]?.waiters.isEmpty == true else { return (waiter, nil) }
      state.calls[key]?.isGivenUp = true
      return (waiter, state.calls[key]?.task)
    }
    task?.cancel()
    waiter?.continuation.resume(throwing: CancellationError())
  }

  private func end(_ key: String, _ result: Result<Reply, any Error>) {
    let waiters = state.withLock { state -> [Waiter] in
      guard var call = state.calls[key] else { return [] }
      if case .failure = result, call.isGivenUp, !call.waiters.isEmpty {
        begin(&call, key)
        state.calls[key] = call
        return []
      }
      state.calls[key] = nil
      return call.waiters
    }
    for (index, waiter) in waiters.enumerated() {
      waiter.continuation.resume(
        with: result.map { reply in
          Share(
            kept: reply.kept, isPaid: reply.isPaid && index == 0, hasHeard: waiter.hasHeard)
        })
    }
  }

  private func hand(_ text: String, _ key: String) {
    let listeners = state.withLock { state -> [@Sendable (String) -> Void] in
      guard var call = state.calls[key] else { return [] }
      for index in call.waiters.indices where call.waiters[index].isFromTheStart {
        call.waiters[index].hasHeard = true
      }
      state.calls[key] = call
      return call.waiters.filter(\.isFromTheStart).map(\.onText)
    }
    for listener in listeners { listener(text) }
  }

  private func tell(_ news: CallNews, _ key: String) {
    let waiters = state.withLock { state in
      if case .phase = news { state.calls[key]?.phase = news }
      return state.calls[key]?.waiters ?? []
    }
    switch news {
    // What was paid counts once.
    case .exchange: waiters.first?.report(news)
    case .textRestarted: for waiter in waiters where waiter.isFromTheStart { waiter.report(news) }
    case .waiting, .warning, .phase: for waiter in waiters { waiter.report(news) }
    }
  }
}
