internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct ReplyKeeperTests {
  private static let identity = ModelIdentity(name: "m", version: "http://localhost/v1")
  private static let prompt = Exchange.Prompt(role: "extract", version: "1", hash: "abc")
  private static let price = Price(input: 1_000, output: 1_000, asOf: "2026-11-21")

  private func request(_ text: String, streams: Bool = false) -> ChatRequest {
    ChatRequest(messages: [.init(.user, text)], maxTokens: 20, streams: streams)
  }

  private func keeper(
    _ caller: ScriptedCaller, _ ledger: any CallLedger, budget: Budget = Budget(),
    price: Price? = nil, replays: Bool = true
  ) -> ReplyKeeper {
    ReplyKeeper(
      caller: caller, ledger: ledger, model: Self.identity, price: price,
      spending: Spending(budget: budget), replays: replays)
  }

  /// A question of about a hundred tokens, as the script counts them.
  private static func long(_ number: Int) -> String {
    String(repeating: "word ", count: 76) + "\(number)"
  }

  private func ask(_ keeper: ReplyKeeper, _ text: String) async throws -> Exchange {
    try await keeper.exchange(request(text), prompt: Self.prompt, stage: .extract)
  }

  @Test func whatWasPaidForIsReplayedForNothing() async throws {
    let caller = ScriptedCaller { request, _ in "to " + request.messages[0].text }
    let ledger = MemoryLedger()
    let first = try await ask(keeper(caller, ledger), "a")
    // Another process.
    let second = try await ask(keeper(caller, ledger), "a")
    #expect(caller.calls == 1)
    #expect(first.reply == "to a" && second.reply == "to a")
    #expect(!first.isReplayed && first.usage.tokens == 120 && first.usage.calls == 1)
    #expect(second.isReplayed && second.usage == Usage(replayed: 1))
    #expect(second.reportedModel == "script-1")
  }

  @Test func aFreshRunPaysAgainButOnlyOnce() async throws {
    let caller = ScriptedCaller { _, number in "\(number)" }
    let ledger = MemoryLedger()
    _ = try await ask(keeper(caller, ledger), "a")
    let fresh = keeper(caller, ledger, replays: false)
    #expect(try await ask(fresh, "a").reply == "2")
    #expect(try await ask(fresh, "a").reply == "2")
    #expect(try await ask(keeper(caller, ledger), "a").reply == "2")
    #expect(caller.calls == 2)
  }

  @Test func theSameRequestAtTheSameTimeIsPaidOnce() async throws {
    let caller = ScriptedCaller { _, _ in
      try await Task.sleep(for: .milliseconds(30))
      return "yes"
    }
    let keeper = keeper(caller, MemoryLedger())
    async let one = ask(keeper, "a")
    async let two = ask(keeper, "a")
    let usages = try await [one.usage, two.usage]
    #expect(caller.calls == 1)
    #expect(usages.reduce(Usage(), +).calls == 1)
  }

  @Test func oneWhoGivesUpLeavesTheCallToTheOther() async throws {
    let caller = ScriptedCaller { _, _ in
      try await Task.sleep(for: .milliseconds(60))
      return "yes"
    }
    let keeper = keeper(caller, MemoryLedger())
    let impatient = Task { try await ask(keeper, "a") }
    try await Task.sleep(for: .milliseconds(10))
    let patient = Task { try await ask(keeper, "a") }
    try await Task.sleep(for: .milliseconds(10))
    impatient.cancel()
    #expect(try await patient.value.reply == "yes")
    #expect(caller.calls == 1)
  }

  @Test func theLastWhoGivesUpEndsTheCall() async throws {
    let caller = ScriptedCaller { _, _ in
      try await Task.sleep(for: .seconds(60))
      return "never"
    }
    let keeper = keeper(caller, MemoryLedger())
    let task = Task { try await ask(keeper, "a") }
    try await Task.sleep(for: .milliseconds(20))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func aReplyThatArrivesAfterTheCancellationIsKept() async throws {
    let caller = ScriptedCaller { _, _ in
      // A server does not notice that nobody waits.
      await Task.detached { try? await Task.sleep(for: .milliseconds(40)) }.value
      return "late"
    }
    let ledger = MemoryLedger()
    let first = keeper(caller, ledger)
    let task = Task { try await ask(first, "a") }
    try await Task.sleep(for: .milliseconds(10))
    task.cancel()
    _ = try? await task.value
    #expect(try await ask(keeper(caller, ledger), "a").reply == "late")
    #expect(caller.calls == 1)
  }

  @Test func theBudgetStopsCleanlyAmongManyCalls() async throws {
    let caller = ScriptedCaller { _, _ in
      try await Task.sleep(for: .milliseconds(5))
      return "yes"
    }
    let ledger = MemoryLedger()
    let keeper = keeper(caller, ledger, budget: Budget(run: .tokens(1_000)))
    let stops = await withTaskGroup(of: RoleFailure?.self) { group in
      for number in 0..<40 {
        group.addTask {
          do {
            _ = try await self.ask(keeper, Self.long(number))
            return nil
          } catch { return error as? RoleFailure }
        }
      }
      return await group.reduce(into: [RoleFailure]()) { if let stop = $1 { $0.append(stop) } }
    }
    #expect(stops.allSatisfy { $0.reach == .budget })
    #expect(stops.count + caller.calls == 40)
    #expect((8...9).contains(caller.calls))
    let used = await ledger.used(since: .distantPast)
    #expect(used.calls == caller.calls)
    #expect(stops.first?.description.contains("--budget") == true)
    // With more money the same goes on from there.
    let rich = self.keeper(caller, ledger)
    for number in 0..<40 { _ = try await ask(rich, Self.long(number)) }
    #expect(caller.calls == 40)
  }

  @Test func theDayCountsWhatOthersSpent() async throws {
    let ledger = MemoryLedger()
    _ = try await ask(keeper(ScriptedCaller(), ledger), "earlier")
    let caller = ScriptedCaller()
    let today = keeper(caller, ledger, budget: Budget(day: .tokens(140)))
    await #expect(throws: RoleFailure.self) { try await ask(today, "a") }
    #expect(caller.calls == 0)
  }

  @Test func aBudgetInDollarsNeedsAPrice() async throws {
    let caller = ScriptedCaller()
    let unpriced = keeper(caller, MemoryLedger(), budget: Budget(run: .dollars(1)))
    let failure = await #expect(throws: RoleFailure.self) { try await ask(unpriced, "a") }
    #expect(failure?.reach == .budget)
    #expect(failure?.description.contains("[prices.\"m\"]") == true)
    #expect(caller.calls == 0)
    let priced = keeper(
      caller, MemoryLedger(), budget: Budget(run: .dollars(1)), price: Self.price)
    #expect(abs(try await ask(priced, "a").usage.dollars - 0.12) < 1e-12)
  }

  @Test func aFailureThatCostSomethingIsBooked() async throws {
    let caller = ScriptedCaller { _, _ in
      throw ChatError(.truncated, "cut", tokens: ChatReply.Tokens(input: 7, output: 3))
    }
    let ledger = MemoryLedger()
    let failure = await #expect(throws: RoleFailure.self) {
      try await ask(keeper(caller, ledger), "a")
    }
    #expect(failure?.reach == .item)
    #expect(await ledger.used(since: .distantPast).tokens == 10)
  }

  @Test func nothingIsPaidForThatCannotBeKept() async throws {
    struct FullLedger: CallLedger {
      struct Full: Error {}
      func reply(for key: String) -> KeptReply? { nil }
      func keep(_ reply: KeptReply, for key: String) throws { throw Full() }
      func book(_ usage: Usage, stage: Stage) {}
      func used(since: Date) -> Usage { Usage() }
    }
    let failure = await #expect(throws: RoleFailure.self) {
      try await ask(keeper(ScriptedCaller(), FullLedger()), "a")
    }
    #expect(failure?.endsRun == true)
  }

  @Test func whatACallerDefersReachesTheEngineAsItIs() async throws {
    let deferred = RoleFailure("waits", reach: .deferred)
    let caller = ScriptedCaller { _, _ in throw deferred }
    let failure = await #expect(throws: RoleFailure.self) {
      try await ask(keeper(caller, MemoryLedger(), budget: Budget(run: .tokens(500))), "a")
    }
    #expect(failure == deferred)
  }
}
