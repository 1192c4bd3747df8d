internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

@Suite(.timeLimit(.minutes(10))) struct SpendingTests {
  private typealias Bench = KeeperBench

  @Test func theBudgetStopsCleanlyAmongManyCalls() async throws {
    let caller = ScriptedCaller()
    let ledger = MemoryLedger()
    let keeper = Bench.keeper(caller, ledger, budget: Budget(run: .tokens(1_000)))
    let failures = await Bench.askAll(keeper, 0..<40)
    let stops = failures.compactMap { $0 as? RoleFailure }
    #expect(stops.allSatisfy { $0.reach == .budget })
    // 1000 tokens are eight calls of 120.
    #expect(stops.count == 32 && caller.calls == 8)
    #expect(await ledger.used(since: .distantPast).calls == 8)
    #expect(keeper.spending.used.tokens == 960)
    let text = try #require(stops.first?.description)
    #expect(text.contains("1k tokens") && text.contains("8 calls") && text.contains("--budget"))
    // With more money the same goes on from there.
    let rich = Bench.keeper(caller, ledger)
    for number in 0..<40 { _ = try await Bench.ask(rich, Bench.long(number)) }
    #expect(caller.calls == 40)
  }

  @Test func aCallIsRefusedOnlyWhenNoneIsUnderWay() async throws {
    let gate = Gate()
    let caller = ScriptedCaller { _, _ in
      await gate.pass()
      return "yes"
    }
    let ledger = MemoryLedger()
    // Room for eight; the engine, which makes eight calls at once, cancels all others as soon as
    // one is refused, and what they cost would be lost.
    let keeper = Bench.keeper(caller, ledger, budget: Budget(run: .tokens(1_000)))
    let refusals = Heard<Int>()
    let run = Task {
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<12 {
          group.addTask {
            do {
              _ = try await Bench.ask(keeper, Bench.long(number))
            } catch is RoleFailure {
              refusals.add(await ledger.used(since: .distantPast).calls)
            } catch {}
          }
        }
      }
    }
    try await until { caller.calls == 8 && keeper.spending.waiting == 4 }
    #expect(refusals.all.isEmpty)
    gate.open()
    await run.value
    #expect(caller.calls == 8)
    #expect(refusals.all == [8, 8, 8, 8])
  }

  @Test func whatTurnsOutCheaperMakesRoom() async throws {
    // Set aside about 1100 tokens each, used 120.
    let caller = ScriptedCaller()
    let keeper = Bench.keeper(caller, budget: Budget(run: .tokens(2_000)))
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          let text = String(repeating: "word ", count: 860) + "\(number)"
          do { _ = try await Bench.ask(keeper, text) } catch { Issue.record(error) }
        }
      }
    }
    #expect(caller.calls == 8)
  }

  @Test func whoWaitsForRoomCanGiveUp() async throws {
    let gate = Gate()
    let caller = ScriptedCaller { _, _ in
      await gate.pass()
      return "yes"
    }
    let keeper = Bench.keeper(caller, budget: Budget(run: .tokens(150)))
    let first = Task { try await Bench.ask(keeper, Bench.long(1)) }
    try await until { caller.calls == 1 }
    let second = Task { try await Bench.ask(keeper, Bench.long(2)) }
    try await until { keeper.spending.waiting == 1 }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    try await until { keeper.spending.waiting == 0 }
    gate.open()
    _ = try await first.value
  }

  @Test func aBudgetSmallerThanACallSaysSo() async throws {
    let caller = ScriptedCaller()
    let keeper = Bench.keeper(caller, budget: Budget(run: .tokens(50)))
    let failure = await #expect(throws: RoleFailure.self) {
      try await Bench.ask(keeper, Bench.long(1))
    }
    #expect(failure?.reach == .budget)
    #expect(failure?.description.contains("50 tokens") == true)
    #expect(failure?.description.contains("used up") == false)
    #expect(caller.calls == 0)
  }

  @Test func theDayCountsWhatOthersSpent() async throws {
    let ledger = MemoryLedger()
    let day = Budget(day: .tokens(260))
    let caller = ScriptedCaller()
    _ = try await Bench.ask(Bench.keeper(caller, ledger, budget: day), Bench.long(1))
    let second = Bench.keeper(caller, ledger, budget: day)
    _ = try await Bench.ask(second, Bench.long(2))
    let failure = await #expect(throws: RoleFailure.self) {
      try await Bench.ask(second, Bench.long(3))
    }
    #expect(failure?.reach == .budget)
    #expect(failure?.description.contains("240 tokens since midnight") == true)
    #expect(caller.calls == 2)
    // What is kept costs nothing, so no limit is in its way.
    #expect(try await Bench.ask(second, Bench.long(1)).isReplayed)
  }

  @Test func aDayThatCannotBeReadIsAFailureOfTheRun() async throws {
    let caller = ScriptedCaller()
    let keeper = Bench.keeper(
      caller, TrickyLedger(cannotBeRead: true), budget: Budget(day: .tokens(1_000)))
    let failure = await #expect(throws: RoleFailure.self) { try await Bench.ask(keeper, "a") }
    #expect(failure?.endsRun == true)
    #expect(caller.calls == 0)
  }

  @Test func aBudgetInDollarsNeedsAPrice() async throws {
    let caller = ScriptedCaller()
    let unpriced = Bench.keeper(caller, budget: Budget(run: .dollars(1)))
    let failure = await #expect(throws: RoleFailure.self) { try await Bench.ask(unpriced, "a") }
    #expect(failure?.reach == .budget)
    #expect(failure?.description.contains("[prices.\"m\"]") == true)
    #expect(caller.calls == 0)
    let priced = Bench.keeper(caller, budget: Budget(run: .dollars(1)), price: Bench.price)
    #expect(abs(try await Bench.ask(priced, "a").usage.dollars - 0.12) < 1e-12)
  }

  @Test func keepersOfACommandSpendTogether() async throws {
    let spending = Spending(budget: Budget(run: .tokens(150)))
    let caller = ScriptedCaller()
    let first = Bench.keeper(caller, MemoryLedger(), spending: spending)
    let second = Bench.keeper(caller, MemoryLedger(), spending: spending)
    _ = try await Bench.ask(first, Bench.long(1))
    await #expect(throws: RoleFailure.self) { try await Bench.ask(second, Bench.long(2)) }
    #expect(caller.calls == 1)
  }

  @Test func whatIsPaidForBesideTheCallsCounts() async throws {
    let spending = Spending(budget: Budget(run: .tokens(150)))
    spending.note(Usage(calls: 1, inputTokens: 100))
    let keeper = Bench.keeper(ScriptedCaller(), MemoryLedger(), spending: spending)
    await #expect(throws: RoleFailure.self) { try await Bench.ask(keeper, Bench.long(1)) }
    #expect(spending.used.tokens == 100)
  }

  @Test func nobodyWaitsForEverUntilItIsQuiet() async throws {
    let gate = Gate()
    let caller = ScriptedCaller { _, _ in
      await gate.pass()
      return "yes"
    }
    let keeper = Bench.keeper(caller)
    let task = Task { try await Bench.ask(keeper, "a") }
    try await until { caller.calls == 1 }
    await keeper.spending.quiet(within: 0.01)
    #expect(keeper.waiters == 1)
    gate.open()
    _ = try await task.value
    await keeper.spending.quiet(within: 3_600)
  }

  @Test func severalQueriesInACallAreReckonedAsSeveral() {
    let one = ChatRequest(messages: [], maxTokens: 800)
    let five = ChatRequest(messages: [], maxTokens: 3_200)
    let small = TokenEstimate.expectedOutput(to: one, stage: .extract)
    let large = TokenEstimate.expectedOutput(to: five, stage: .extract)
    #expect(large >= 3 * small)
    #expect(TokenEstimate.expectedOutput(to: Bench.request("a"), stage: .extract) == 20)
  }
}
