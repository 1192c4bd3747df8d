internal import Foundation
internal import RPM
internal import Synchronization

@testable import ChatModel

/// A keeper around a script, and how it is asked.
enum KeeperBench {
  static let identity = ModelIdentity(name: "m", version: "http://localhost/v1")
  static let prompt = Exchange.Prompt(role: "extract", version: "1", hash: "abc")
  static let price = Price(input: 1_000, output: 1_000, asOf: "2026-11-21")

  static func keeper(
    _ caller: ScriptedCaller, _ ledger: any CallLedger = MemoryLedger(),
    budget: Budget = Budget(), price: Price? = nil, replays: Bool = true
  ) -> ReplyKeeper {
    keeper(caller, ledger, spending: Spending(budget: budget), price: price, replays: replays)
  }

  static func keeper(
    _ caller: ScriptedCaller, _ ledger: any CallLedger, spending: Spending, price: Price? = nil,
    replays: Bool = true
  ) -> ReplyKeeper {
    ReplyKeeper(
      caller: caller, ledger: ledger, model: identity, price: price, spending: spending,
      replays: replays)
  }

  static func request(_ text: String, streams: Bool = false) -> ChatRequest {
    ChatRequest(messages: [.init(.user, text)], maxTokens: 20, streams: streams)
  }

  static func ask(_ keeper: ReplyKeeper, _ text: String) async throws -> Exchange {
    try await keeper.exchange(request(text), prompt: prompt, stage: .extract)
  }

  /// A question of about a hundred tokens; with the reply about what the script says it used.
  static func long(_ number: Int) -> String {
    String(repeating: "word ", count: 76) + "\(number)"
  }

  /// Asks many at once; the failures.
  static func askAll(_ keeper: ReplyKeeper, _ numbers: Range<Int>) async -> [any Error] {
    await withTaskGroup(of: (any Error)?.self) { group in
      for number in numbers {
        group.addTask {
          do {
            _ = try await ask(keeper, long(number))
            return nil
          } catch { return error }
        }
      }
      return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
    }
  }
}

/// A ledger in memory that can be made to fail and to wait.
final class TrickyLedger: CallLedger {
  struct Full: Error, CustomStringConvertible {
    var description: String { "the disk is full" }
  }

  let kept = MemoryLedger()
  private let isFull: Mutex<Bool>
  private let lookUps = Mutex(0)
  private let cannotBeRead: Bool
  private let keeping: Gate?

  init(isFull: Bool = false, cannotBeRead: Bool = false, keeping: Gate? = nil) {
    self.isFull = Mutex(isFull)
    self.cannotBeRead = cannotBeRead
    self.keeping = keeping
  }

  var lookedUp: Int { lookUps.withLock { $0 } }

  func fill(_ isFull: Bool) { self.isFull.withLock { $0 = isFull } }

  func reply(for key: String) async throws -> KeptReply? {
    lookUps.withLock { $0 += 1 }
    return await kept.reply(for: key)
  }

  func keep(_ reply: KeptReply, for key: String) async throws {
    await keeping?.pass()
    // As a database that minds the cancellation of whoever asks.
    try Task.checkCancellation()
    if isFull.withLock({ $0 }) { throw Full() }
    await kept.keep(reply, for: key)
  }

  func book(_ usage: Usage, stage: Stage) async throws {
    if isFull.withLock({ $0 }) { throw Full() }
    await kept.book(usage, stage: stage)
  }

  func used(since: Date) async throws -> Usage {
    if cannotBeRead { throw Full() }
    return await kept.used(since: since)
  }
}
