internal import Embeddings
internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// Whole fits that a budget or a full disk ends.
@Suite(.timeLimit(.minutes(10))) struct BudgetRunTests {
  private static func engine(
    _ oracle: OracleCaller, _ ledger: any CallLedger, _ spending: Spending
  ) -> Engine {
    let keeper = ReplyKeeper(
      caller: oracle, ledger: ledger, model: Bench.identity, spending: spending)
    return Engine(
      blackBox: ChatModel(keeper: keeper), embedder: HashedNGrams(dimensions: 64),
      clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))
  }

  @Test(arguments: [0.2, 0.5, 0.8])
  func aFitThatABudgetEndsLosesNothingAndGoesOn(share: Double) async throws {
    let whole = Spending()
    _ = try await Self.engine(OracleCaller(), MemoryLedger(), whole).fit(People.stars).value
    let tokens = Int(Double(whole.used.tokens) * share)
    let oracle = OracleCaller { _, _ in
      // Long enough for all eight to be under way.
      for _ in 0..<50 { await Task.yield() }
      return nil
    }
    let ledger = MemoryLedger()
    let spending = Spending(budget: Budget(run: .tokens(tokens)))
    let failure = await #expect(throws: RoleFailure.self) {
      try await Self.engine(oracle, ledger, spending).fit(People.stars).value
    }
    #expect(failure?.reach == .budget)
    // Every call that was begun was replied to and is kept.
    #expect(oracle.all.count == oracle.paid.count)
    #expect(await ledger.used(since: .distantPast).calls == oracle.paid.count)
    #expect(spending.used.calls == oracle.paid.count)
    #expect(spending.used.tokens <= tokens)

    let before = oracle.paid.count
    let model = try await Self.engine(oracle, ledger, Spending()).fit(People.stars).value
    #expect(oracle.paid.count == whole.used.calls)
    #expect(model.usage?.replayed == before)
    #expect(model.usage?.calls == whole.used.calls - before)
  }

  @Test func aFitEndsWithTheFirstReplyThatCannotBeKept() async throws {
    let ledger = TrickyLedger()
    let oracle = OracleCaller { _, number in
      if number == 8 { ledger.fill(true) }
      return nil
    }
    let spending = Spending()
    let failure = await #expect(throws: RoleFailure.self) {
      try await Self.engine(oracle, ledger, spending).fit(People.stars).value
    }
    #expect(failure?.reach == .unusable)
    await spending.quiet(within: 3_600)
    // Those that were under way already, and none after them.
    #expect((8...15).contains(oracle.all.count))
  }
}
