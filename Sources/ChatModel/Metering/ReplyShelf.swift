internal import Foundation
internal import RPM
internal import Synchronization

/// Puts replies into a ledger, whatever happens to those who wait for them, and holds what the
/// ledger did not take, so that it is neither lost nor paid for again.
final class ReplyShelf: Sendable {
  private struct State {
    /// What could not be kept, by key.
    var left: [String: KeptReply] = [:]
    var clearing: Task<Void, any Error>?
    /// What was paid for here.
    var paid: Set<String> = []
  }

  private let ledger: any CallLedger
  private let state = Mutex(State())

  init(_ ledger: any CallLedger) {
    self.ledger = ledger
  }

  /// Whether a reply was paid for and kept here.
  func hasPaid(_ key: String) -> Bool { state.withLock { $0.paid.contains(key) } }

  /// A reply of the ledger.
  ///
  /// - Throws: `RoleFailure` that ends the run; `CancellationError`.
  func reply(for key: String) async throws -> KeptReply? {
    do {
      return try await ledger.reply(for: key)
    } catch let error as CancellationError {
      throw error
    } catch {
      throw RoleFailure(
        """
        The replies that were kept cannot be read, so nothing is asked, which might be paid for \
        twice: \(error). With --fresh everything is asked anew.
        """, reach: .unusable)
    }
  }

  /// What was used since a moment.
  ///
  /// - Throws: `RoleFailure` that ends the run; `CancellationError`.
  func used(since moment: Date) async throws -> Usage {
    do {
      return try await ledger.used(since: moment)
    } catch let error as CancellationError {
      throw error
    } catch {
      throw RoleFailure(
        "What was used today cannot be read, so the day's budget cannot be kept: \(error)",
        reach: .unusable)
    }
  }

  /// Keeps a reply.
  ///
  /// - Throws: `RoleFailure` that ends the run; the reply is held for `clear()`.
  func keep(_ kept: KeptReply, for key: String) async throws {
    do {
      try await Task.detached { [ledger] in try await ledger.keep(kept, for: key) }.value
      state.withLock { _ = $0.paid.insert(key) }
    } catch {
      state.withLock { $0.left[key] = kept }
      throw Self.failure(error)
    }
  }

  /// Tries once more to keep what could not be kept. Nothing may be paid for before that.
  ///
  /// - Throws: `RoleFailure` that ends the run, where the ledger still takes nothing.
  func clear() async throws {
    let clearing = state.withLock { state -> Task<Void, any Error>? in
      if let clearing = state.clearing { return clearing }
      guard !state.left.isEmpty else { return nil }
      let left = state.left.sorted { $0.key < $1.key }
      let clearing = Task.detached { try await self.clear(left) }
      state.clearing = clearing
      return clearing
    }
    try await clearing?.value
  }

  private func clear(_ left: [(key: String, value: KeptReply)]) async throws {
    defer { state.withLock { $0.clearing = nil } }
    for (key, kept) in left {
      do {
        try await ledger.keep(kept, for: key)
      } catch {
        throw Self.failure(error)
      }
      state.withLock { state in
        state.left[key] = nil
        state.paid.insert(key)
      }
    }
  }

  /// Books what was paid for without a reply.
  func book(_ usage: Usage, stage: Stage) async throws {
    try await Task.detached { [ledger] in try await ledger.book(usage, stage: stage) }.value
  }

  private static func failure(_ error: any Error) -> RoleFailure {
    RoleFailure(
      """
      A reply was paid for and could not be kept, so nothing more is asked: \(error). Is there room \
      on the disk? The same again goes on from there.
      """, reach: .unusable)
  }
}
