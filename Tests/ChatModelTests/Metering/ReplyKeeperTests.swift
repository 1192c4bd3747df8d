internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

@Suite(.timeLimit(.minutes(10))) struct ReplyKeeperTests {
  private typealias Bench = KeeperBench

  // MARK: Replay

  @Test func whatWasPaidForIsReplayedForNothing() async throws {
    let caller = ScriptedCaller { request, _ in "to " + request.messages[0].text }
    let ledger = MemoryLedger()
    let first = try await Bench.ask(Bench.keeper(caller, ledger), "a")
    // Another process.
    let second = try await Bench.ask(Bench.keeper(caller, ledger), "a")
    #expect(caller.calls == 1)
    #expect(first.reply == "to a" && second.reply == "to a")
    #expect(!first.isReplayed && first.usage.tokens == 120 && first.usage.calls == 1)
    #expect(second.isReplayed && second.usage == Usage(replayed: 1))
    #expect(second.reportedModel == "script-1")
  }

  @Test func aFreshRunPaysAgainButOnlyOnce() async throws {
    let caller = ScriptedCaller { _, number in "\(number)" }
    let ledger = MemoryLedger()
    _ = try await Bench.ask(Bench.keeper(caller, ledger), "a")
    let fresh = Bench.keeper(caller, ledger, replays: false)
    #expect(try await Bench.ask(fresh, "a").reply == "2")
    #expect(try await Bench.ask(fresh, "a").reply == "2")
    #expect(try await Bench.ask(Bench.keeper(caller, ledger), "a").reply == "2")
    #expect(caller.calls == 2)
  }

  @Test func aReplayGivesItsTextAtOnce() async throws {
    let caller = ScriptedCaller { _, _ in "one two" }
    let ledger = MemoryLedger()
    let texts = Heard<String>()
    for _ in 0..<2 {
      _ = try await Bench.keeper(caller, ledger).exchange(
        Bench.request("a", streams: true), prompt: Bench.prompt, stage: .extract,
        onText: { texts.add($0) })
    }
    #expect(texts.all == ["one", "two", "one two"])
  }

  @Test func repliesThatCannotBeReadEndTheRunUnlessItIsFresh() async throws {
    struct Broken: CallLedger {
      struct Torn: Error {}
      func reply(for key: String) throws -> KeptReply? { throw Torn() }
      func keep(_ reply: KeptReply, for key: String) {}
      func book(_ usage: Usage, stage: Stage) {}
      func used(since: Date) -> Usage { Usage() }
    }
    let caller = ScriptedCaller()
    let failure = await #expect(throws: RoleFailure.self) {
      try await Bench.ask(Bench.keeper(caller, Broken()), "a")
    }
    #expect(failure?.endsRun == true)
    #expect(failure?.description.contains("--fresh") == true)
    #expect(caller.calls == 0)
    _ = try await Bench.ask(Bench.keeper(caller, Broken(), replays: false), "a")
    #expect(caller.calls == 1)
  }

  // MARK: The same at the same time

  @Test func theSameRequestAtTheSameTimeIsPaidOnce() async throws {
    let gate = Gate()
    let caller = ScriptedCaller { _, _ in
      await gate.pass()
      return "yes"
    }
    let keeper = Bench.keeper(caller)
    async let one = Bench.ask(keeper, "a")
    async let two = Bench.ask(keeper, "a")
    try await until { keeper.waiters == 2 }
    gate.open()
    let usages = try await [one.usage, two.usage]
    #expect(caller.calls == 1)
    #expect(usages.reduce(Usage(), +).calls == 1)
  }

  @Test func manyWhoAskTheSameNeverPayTwice() async throws {
    let caller = ScriptedCaller()
    let keeper = Bench.keeper(caller)
    let paid = try await withThrowingTaskGroup(of: Usage.self) { group in
      for number in 0..<300 {
        group.addTask { try await Bench.ask(keeper, "\(number % 10)").usage }
      }
      return try await group.reduce(Usage(), +)
    }
    #expect(caller.calls == 10)
    #expect(paid.calls == 10 && paid.replayed == 290)
  }

  @Test func oneWhoGivesUpLeavesAtOnceAndLeavesTheCallToTheOther() async throws {
    let gate = Gate()
    let caller = ScriptedCaller { _, _ in
      await gate.pass()
      return "yes"
    }
    let keeper = Bench.keeper(caller)
    let impatient = Task { try await Bench.ask(keeper, "a") }
    try await until { caller.calls == 1 }
    let patient = Task { try await Bench.ask(keeper, "a") }
    try await until { keeper.waiters == 2 }
    impatient.cancel()
    await #expect(throws: CancellationError.self) { try await impatient.value }
    gate.open()
    let exchange = try await patient.value
    // The one who gets the reply is the one it counts to.
    #expect(exchange.reply == "yes" && exchange.usage.calls == 1)
    #expect(caller.calls == 1)
  }

  @Test func allWhoGiveUpEndTheCallTogether() async throws {
    let ended = Gate()
    let caller = ScriptedCaller { _, _ in
      do { try await Task.sleep(for: .seconds(3_600)) } catch { ended.open() }
      throw CancellationError()
    }
    let keeper = Bench.keeper(caller)
    let tasks = (0..<3).map { _ in Task { try await Bench.ask(keeper, "a") } }
    try await until { keeper.waiters == 3 && caller.calls == 1 }
    for task in tasks { task.cancel() }
    for task in tasks {
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    await ended.pass()
  }

  @Test func whoAsksWhileACancelledCallDiesGetsAReply() async throws {
    let dying = Gate()
    let caller = ScriptedCaller { _, number in
      if number == 1 {
        await dying.pass()
        try Task.checkCancellation()
      }
      return "\(number)"
    }
    let keeper = Bench.keeper(caller)
    let first = Task { try await Bench.ask(keeper, "a") }
    try await until { caller.calls == 1 }
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    let second = Task { try await Bench.ask(keeper, "a") }
    try await until { keeper.waiters == 1 }
    dying.open()
    #expect(try await second.value.reply == "2")
  }

  @Test func textAndNewsReachWhoeverWaits() async throws {
    let gate = Gate()
    let caller = ScriptedCaller { _, _ in
      await gate.pass()
      CallReporter.report(.warning("look"))
      return "one two"
    }
    let keeper = Bench.keeper(caller)
    let texts = [Heard<String>(), Heard<String>()]
    let news = [Heard<CallNews>(), Heard<CallNews>()]
    let tasks = zip(texts, news).map { texts, news in
      Task {
        try await CallReporter.$report.withValue(CallListener { news.add($0) }) {
          try await keeper.exchange(
            Bench.request("a", streams: true), prompt: Bench.prompt, stage: .extract,
            onText: { texts.add($0) })
        }
      }
    }
    try await until { keeper.waiters == 2 && caller.calls == 1 }
    gate.open()
    for task in tasks { _ = try await task.value }
    // Who came later hears the text when it is complete.
    #expect(Set(texts.map(\.all)) == [["one", "two"], ["one two"]])
    #expect(news.allSatisfy { $0.all == [.warning("look")] })
  }

  // MARK: Cancellation

  @Test func aReplyThatArrivesAfterTheCancellationIsKept() async throws {
    let gate = Gate()
    let caller = ScriptedCaller { _, _ in
      await gate.pass()
      return "late"
    }
    let ledger = TrickyLedger()
    let spending = Spending()
    let keeper = Bench.keeper(caller, ledger, spending: spending)
    let task = Task { try await Bench.ask(keeper, "a") }
    try await until { caller.calls == 1 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    gate.open()
    await spending.quiet(within: 3_600)
    #expect(try await Bench.ask(Bench.keeper(caller, ledger), "a").reply == "late")
    #expect(caller.calls == 1)
  }

  @Test func nothingIsQuietWhileAReplyIsBeingKept() async throws {
    let keeping = Gate()
    let ledger = TrickyLedger(keeping: keeping)
    let spending = Spending()
    let caller = ScriptedCaller()
    let keeper = Bench.keeper(caller, ledger, spending: spending)
    let task = Task { try await Bench.ask(keeper, "a") }
    try await until { caller.calls == 1 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    let isQuiet = Heard<Bool>()
    let waiting = Task {
      await spending.quiet(within: 3_600)
      isQuiet.add(true)
    }
    #expect(isQuiet.all.isEmpty)
    keeping.open()
    await waiting.value
    #expect(await ledger.used.calls == 1)
  }

  // MARK: Failures

  @Test func aFailureThatCostSomethingIsBookedAndTold() async throws {
    let caller = ScriptedCaller { _, _ in
      throw ChatError(
        .truncated, "cut", tokens: ChatReply.Tokens(input: 7, output: 3), partialText: "half a")
    }
    let ledger = MemoryLedger()
    let news = Heard<CallNews>()
    let keeper = Bench.keeper(caller, ledger)
    let failure = await CallReporter.$report.withValue(CallListener { news.add($0) }) {
      await #expect(throws: RoleFailure.self) { try await Bench.ask(keeper, "a") }
    }
    #expect(failure == RoleFailure("cut"))
    #expect(await ledger.used(since: .distantPast).tokens == 10)
    #expect(keeper.spending.used.tokens == 10)
    // Otherwise the sum of the run would be smaller than what was paid.
    guard case .exchange(let exchange)? = news.all.first else {
      Issue.record("the exchange was not told")
      return
    }
    #expect(exchange.reply == "half a" && exchange.problem == "cut" && exchange.usage.tokens == 10)
  }

  @Test func aFailureThatCostNothingIsFree() async throws {
    let caller = ScriptedCaller { _, _ in throw ChatError(.unreachable, "gone") }
    let ledger = MemoryLedger()
    let news = Heard<CallNews>()
    let failure = await CallReporter.$report.withValue(CallListener { news.add($0) }) {
      await #expect(throws: RoleFailure.self) {
        try await Bench.ask(Bench.keeper(caller, ledger), "a")
      }
    }
    #expect(failure == RoleFailure("gone", reach: .offline, isCertain: false))
    #expect(await ledger.used(since: .distantPast).isEmpty)
    #expect(news.all.isEmpty)
  }

  @Test func nothingIsPaidForAfterAReplyThatCannotBeKept() async throws {
    let ledger = TrickyLedger(isFull: true)
    let caller = ScriptedCaller { request, _ in "to " + request.messages[0].text }
    let keeper = Bench.keeper(caller, ledger)
    for question in ["a", "b", "a"] {
      let failure = await #expect(throws: RoleFailure.self) {
        try await Bench.ask(keeper, question)
      }
      #expect(failure?.reach == .unusable)
      #expect(failure?.description.contains("the disk is full") == true)
    }
    #expect(caller.calls == 1)
    // With room again, the reply that was held is kept and not paid for twice.
    ledger.fill(false)
    #expect(try await Bench.ask(keeper, "b").reply == "to b")
    #expect(try await Bench.ask(keeper, "a").reply == "to a")
    #expect(caller.calls == 2)
    #expect(await ledger.used.calls == 2)
  }

  @Test func aBookingThatFailsEndsTheRun() async throws {
    let caller = ScriptedCaller { _, _ in
      throw ChatError(.truncated, "cut", tokens: ChatReply.Tokens(input: 7, output: 3))
    }
    let failure = await #expect(throws: RoleFailure.self) {
      try await Bench.ask(Bench.keeper(caller, TrickyLedger(isFull: true)), "a")
    }
    #expect(failure?.endsRun == true)
    #expect(failure?.description.contains("cut") == true)
  }

  @Test func whatACallerDefersReachesTheEngineAsItIs() async throws {
    let deferred = RoleFailure("waits", reach: .deferred)
    let caller = ScriptedCaller { _, _ in throw deferred }
    let failure = await #expect(throws: RoleFailure.self) {
      try await Bench.ask(Bench.keeper(caller, budget: Budget(run: .tokens(500))), "a")
    }
    #expect(failure == deferred)
  }
}

extension TrickyLedger {
  /// All that was kept and booked.
  var used: Usage { get async { await kept.used(since: .distantPast) } }
}
