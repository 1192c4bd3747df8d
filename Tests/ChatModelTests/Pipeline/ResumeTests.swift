internal import RPM
internal import Synchronization
internal import Testing

@testable import ChatModel

@Suite(.timeLimit(.minutes(10))) struct ResumeTests {
  /// What ends the run that is under way.
  private final class Killer: Sendable {
    private let end = Mutex<(@Sendable () -> Void)?>(nil)
    func aim(at end: @escaping @Sendable () -> Void) { self.end.withLock { $0 = end } }
    func shoot() { end.withLock { $0 }?() }
  }

  @Test(arguments: [1, 2, 3, 5, 8], [People.stars, People.titles])
  func aFitThatIsKilledAgainAndAgainPaysForNothingTwice(every: Int, user: User) async throws {
    let undisturbed = Bench(settings: ChatModelSettings(extractionsPerCall: 2))
    let wanted = try await undisturbed.engine.fit(user).value

    let killer = Killer()
    let oracle = OracleCaller { _, number in
      if number.isMultiple(of: every) { killer.shoot() }
      return nil
    }
    let ledger = MemoryLedger()
    var model: UserModel?
    var runs = 0
    while model == nil, runs < 100 {
      runs += 1
      // A new bench each time, as after a new start of the program.
      let bench = Bench(
        oracle, ledger: ledger, settings: ChatModelSettings(extractionsPerCall: 2))
      let run = bench.engine.fit(user)
      killer.aim { run.cancel() }
      model = try? await run.value
      // As a command does that was interrupted, so that all that was paid for is kept.
      await bench.spending.quiet(within: 600)
    }
    let fitted = try #require(model)
    #expect(runs > 1)
    #expect(Set(oracle.paid).count == oracle.paid.count)
    #expect(Set(oracle.paid) == Set(undisturbed.oracle.paid))
    #expect(Bench.unpaid(fitted) == Bench.unpaid(wanted))
  }

  @Test func aSecondFitCostsNothing() async throws {
    let ledger = MemoryLedger()
    let oracle = OracleCaller()
    let first = try await Bench(oracle, ledger: ledger).engine.fit(People.stars).value
    let second = try await Bench(oracle, ledger: ledger).engine.fit(People.stars).value
    #expect(second.usage == Usage(replayed: oracle.paid.count))
    #expect(Bench.unpaid(first) == Bench.unpaid(second))
  }

  @Test func anOwnPromptIsAnotherQuestion() async throws {
    let ledger = MemoryLedger()
    let oracle = OracleCaller()
    _ = try await Bench(oracle, ledger: ledger).engine.fit(People.stars).value
    let paid = oracle.paid.count
    var prompts = PromptLibrary()
    let text = prompts[.reason].text.replacing("You help", with: "You try")
    prompts = try PromptLibrary(replacing: [
      PromptTemplate(.reason, text: text, file: "reason.md")
    ])
    let model = try await Bench(oracle, ledger: ledger, prompts: prompts).engine.fit(People.stars)
      .value
    #expect(oracle.paid.count == paid + 6)
    #expect(model.usage?.replayed == paid - 6)
    #expect(
      ChatNotes(model.notes)?.prompts.first { $0.role == "reason" }?.version == "own")
  }
}
