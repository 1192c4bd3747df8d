internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// What the screen says of a language model that costs money, takes time, or cannot be asked.
@MainActor @Suite struct ModelStatesTests {
  nonisolated private static let sizes = [
    Size(width: 120, height: 36), Size(width: 80, height: 24), Size(width: 60, height: 20),
  ]
  private static let run = RunID(value: 7)
  private static let quote = FitEstimation.State.known(
    Quote(
      Usage(
        calls: 49, inputTokens: 36_000, outputTokens: 5_200, isEstimated: true, dollars: 0.021)))

  /// A cockpit with somebody who is not fitted, and a language model.
  private static func stage(_ size: Size) async throws -> Stage {
    let stage = try await Stage(lines: [People.reader], size: size)
    await stage.hear(.model(FakeChat.choice))
    let person = try #require(stage.state.person)
    #expect(stage.wanted == [.estimate(person, FakeChat.choice)])
    _ = stage.state.handle(.estimated(person.id, FakeChat.choice, quote))
    return stage
  }

  private static func hear(_ stage: Stage, _ kind: EngineEvent.Kind) {
    _ = stage.state.handle(.engine(EngineEvent(run: run, kind: kind)))
  }

  /// Lines without borders and breaks, so that wrapped sentences are found.
  private static func flat(_ stage: Stage) -> String {
    stage.screen.split(whereSeparator: { $0.isWhitespace || "│┌┐└┘─".contains($0) })
      .joined(separator: " ")
  }

  @Test(arguments: sizes)
  func nobodyIsFittedForMoneyUnasked(size: Size) async throws {
    let stage = try await Self.stage(size)
    defer { stage.close() }
    _ = stage.state.handle(.key(.text("2")))
    #expect(
      Self.flat(stage).contains("with gpt-4o-mini at work: about 49 calls, 41.2k tokens, $0.021"))
    #expect(stage.state.handle(.key(.text("f"))).isEmpty)
    #expect(stage.state.run == nil)
    #expect(Self.flat(stage).contains("Fit Mara with gpt-4o-mini at work?"))
    #expect(
      Self.flat(stage).contains("24 interactions: about 49 calls, 41.2k tokens, $0.021"))
    _ = stage.state.handle(.key(.escape))
    #expect(stage.state.run == nil)
    #expect(stage.state.overlays.isEmpty)
    // Enter in the list asks the same question, and Enter again fits.
    let person = try #require(stage.state.person)
    _ = stage.state.handle(.key(.text("1")))
    #expect(stage.state.handle(.key(.enter)).isEmpty)
    #expect(stage.state.handle(.key(.enter)) == [.fit(person, FakeChat.choice)])
    #expect(stage.state.run?.kind == .fit)
  }

  @Test(arguments: sizes)
  func theSecondsAreCountedWhileNothingComes(size: Size) async throws {
    let stage = try await Self.stage(size)
    defer { stage.close() }
    _ = stage.state.handle(.key(.text("2")))
    _ = stage.state.handle(.key(.text("f")))
    _ = stage.state.handle(.key(.enter))
    _ = stage.state.handle(.runStarted(Self.run))
    _ = stage.state.handle(.tick(100))
    Self.hear(stage, .stageStarted(.extract, total: 24))
    Self.hear(stage, .call(1, .sent))
    Self.hear(stage, .call(2, .sent))
    Self.hear(stage, .call(3, .queued))
    #expect(!stage.screen.contains("at the model"))
    _ = stage.state.handle(.tick(137))
    #expect(Self.flat(stage).contains("2 calls at the model for 37 s, 1 in line"))
    Self.hear(stage, .call(1, .over))
    Self.hear(stage, .call(2, .over))
    Self.hear(stage, .call(3, .over))
    #expect(!stage.screen.contains("at the model"))
  }

  @Test func aMachineNearbyIsAskedForTime() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    let url = try #require(BaseURL("http://localhost:8080/v1"))
    let choice = ModelChoice.chat(EndpointChoice(url: url), model: "qwen")
    await stage.hear(.model(choice))
    let person = try #require(stage.state.person)
    let usage = Usage(calls: 49, inputTokens: 36_000, outputTokens: 11_160, isEstimated: true)
    _ = stage.state.handle(
      .estimated(
        person.id, choice,
        .known(
          Quote(usage, time: LocalTime(for: usage, pace: (tokens: 31, seconds: 1))))))
    _ = stage.state.handle(.key(.text("2")))
    _ = stage.state.handle(.key(.text("f")))
    let screen = Self.flat(stage)
    #expect(screen.contains("This takes time"))
    #expect(screen.contains("about 49 calls, 47.2k tokens, about 6 minutes at 31 tokens/s"))
    #expect(!screen.contains("money") && !screen.contains("price"))
  }

  @Test func aQuestionToSomebodyUnfittedAsksFirst() async throws {
    let stage = try await Self.stage(Self.sizes[1])
    defer { stage.close() }
    let person = try #require(stage.state.person)
    _ = stage.state.handle(.key(.text("a")))
    for character in "A thin plot." { _ = stage.state.handle(.key(.text(character))) }
    #expect(stage.state.handle(.key(.enter)) == [.remember("A thin plot.", person.id)])
    #expect(!stage.state.isBusy)
    #expect(Self.flat(stage).contains("Then asks: A thin plot."))
    // No means neither fit nor question; the text stays.
    _ = stage.state.handle(.key(.escape))
    #expect(stage.state.prompt.pendingAsk == nil)
    #expect(stage.state.prompt.editor.text == "A thin plot.")
    _ = stage.state.handle(.key(.enter))
    #expect(stage.state.handle(.key(.enter)) == [.fit(person, FakeChat.choice)])
    #expect(stage.state.prompt.pendingAsk?.query == "A thin plot.")
  }

  @Test func aConfirmedFitIsOfWhoWasShown() async throws {
    let stage = try await Self.stage(Self.sizes[1])
    defer { stage.close() }
    _ = stage.state.handle(.key(.text("f")))
    _ = stage.state.handle(.model(.builtIn))
    #expect(stage.state.handle(.key(.enter)).isEmpty)
    #expect(stage.state.status?.text.contains("another one by now") == true)
  }

  @Test(arguments: sizes)
  func aFitShowsWhatItUsedAndWhatIsLeft(size: Size) async throws {
    let stage = try await Self.stage(size)
    defer { stage.close() }
    _ = stage.state.handle(.key(.text("f")))
    _ = stage.state.handle(.key(.enter))
    _ = stage.state.handle(.key(.text("2")))
    _ = stage.state.handle(.tick(100))
    _ = stage.state.handle(.runStarted(Self.run))
    Self.hear(stage, .stageStarted(.extract, total: 24))
    for number in 1...12 {
      _ = stage.state.handle(.tick(100 + Double(number)))
      Self.hear(stage, .exchange(FakeChat.call(.extract, reply: "{}")))
      Self.hear(stage, .progress(.extract, done: number, total: 24))
    }
    #expect(stage.screen.contains("extract  12 of 24"))
    #expect(stage.screen.contains("8,892+1,284 tok"))
    #expect(stage.screen.contains("$0.0037"))
    // Twelve to extract and all twenty-four to reason about, at one a second.
    #expect(stage.screen.contains("about 36 s left"))
    #expect(stage.screen.contains("Esc cancel"))
    #expect(stage.state.run?.calls.count == RunState.mostCalls)
    Self.hear(stage, .waiting("rate limited", seconds: 12))
    #expect(stage.screen.contains("rate limited, 12 s"))
    _ = stage.state.handle(.tick(115))
    #expect(stage.screen.contains("rate limited, 9 s"))
    _ = stage.state.handle(.tick(125))
    #expect(!stage.screen.contains("rate limited"))
    // A fit that is broken off keeps what was paid for, and says so.
    _ = stage.state.handle(.key(.escape))
    let effects = stage.state.handle(.ended(Self.run, .cancelled))
    #expect(Self.flat(stage).contains("12 replies are kept: f goes on from there."))
    #expect(stage.screen.contains("8,892+1,284 tok"))
    // What is left to pay for is estimated anew.
    let person = try #require(stage.state.person)
    #expect(effects == [.estimate(person, FakeChat.choice)])
  }

  @Test func repliesThatWereKeptSayNothingOfThePace() {
    var pace = FitPace()
    pace.take(.stageStarted(.extract, total: 100), at: 0, replayed: 0)
    for number in 1...50 {
      pace.take(
        .exchange(FakeChat.call(.extract, reply: "", isReplayed: true)), at: 1, replayed: number)
      pace.take(.progress(.extract, done: number, total: 100), at: 1, replayed: number)
    }
    #expect(pace.secondsLeft(at: 1) == nil)
    for number in 51...60 {
      pace.take(
        .progress(.extract, done: number, total: 100), at: Double(number - 49), replayed: 50)
    }
    // Ten items in ten seconds; forty to extract and a hundred to reason about are left.
    #expect(pace.secondsLeft(at: 11) == 140)
  }

  @Test func theCallsOfAFitAreBounded() {
    var run = RunState(
      kind: .fit, user: 1, name: "Mara", model: FakeChat.choice, strip: .fit)
    run.take(.exchange(FakeChat.call(.extract, reply: "broken", problem: "no JSON")))
    for _ in 0..<100 { run.take(.exchange(FakeChat.call(.extract, reply: "{}"))) }
    #expect(run.calls.count == RunState.mostCalls)
    #expect(run.calls.first?.problem == "no JSON")
    #expect(run.forgottenCalls == 101 - RunState.mostCalls)
    #expect(run.usage.calls == 101)
  }

  nonisolated private static let troubles: [(RoleFailure.Reach, String)] = [
    (.offline, "offline"), (.refused, "refused"), (.rateLimited, "rate limited"),
    (.budget, "budget reached"), (.unusable, "not usable"),
  ]

  @Test(arguments: sizes, troubles)
  func whatKeepsAModelFromAnsweringIsSaidAtThePrompt(
    size: Size, trouble: (reach: RoleFailure.Reach, word: String)
  ) async throws {
    let stage = try await Self.stage(size)
    defer { stage.close() }
    _ = stage.state.handle(.model(.builtIn))
    await stage.press(.text("f"))
    _ = stage.state.handle(.model(FakeChat.choice))
    func ask(_ stage: Stage) {
      _ = stage.state.handle(.key(.text("a")))
      for character in "A thin plot." { _ = stage.state.handle(.key(.text(character))) }
      _ = stage.state.handle(.key(.enter))
      _ = stage.state.handle(.runStarted(Self.run))
    }
    ask(stage)
    let reason = "models.example.org does not answer. Is the server running? See base_url."
    _ = stage.state.handle(.ended(Self.run, .failed(reason, trouble.reach)))
    #expect(stage.screen.contains("5 Ask as Mara, \(trouble.word)"))
    #expect(Self.flat(stage).contains(reason))
    // Everything else works.
    _ = stage.state.handle(.key(.tab))
    _ = stage.state.handle(.key(.text("2")))
    #expect(stage.screen.contains("base rate"))
    _ = stage.state.handle(.key(.text("3")))
    #expect(Self.flat(stage).contains(reason))
    // Another model has no trouble; with the same one asking tries again.
    _ = stage.state.handle(.model(.builtIn))
    #expect(!stage.screen.contains("Mara, \(trouble.word)"))
    _ = stage.state.handle(.model(FakeChat.choice))
    _ = stage.state.handle(.key(.text("a")))
    _ = stage.state.handle(.key(.enter))
    _ = stage.state.handle(.runStarted(Self.run))
    Self.hear(stage, .exchange(FakeChat.call(.extract, reply: "{}")))
    #expect(stage.state.models.trouble == nil)
  }

  @Test(arguments: sizes)
  func aWaitIsToldWhateverItsReason(size: Size) async throws {
    let stage = try await Self.stage(size)
    defer { stage.close() }
    _ = stage.state.handle(.key(.text("f")))
    _ = stage.state.handle(.key(.enter))
    _ = stage.state.handle(.tick(100))
    _ = stage.state.handle(.runStarted(Self.run))
    let reason = "a-host-with-a-long-name.models.example.org gets too many requests"
    Self.hear(stage, .waiting(reason, seconds: 12))
    #expect(stage.screen.contains("! 12 s to wait, Esc cancels: a-host-with-a-long"))
    #expect(stage.screen.contains("12 s ─") || stage.screen.contains(reason + ", 12 s"))
  }

  @Test func theHeaderSaysWhatWasSpent() async throws {
    let stage = try await Self.stage(Self.sizes[0])
    defer { stage.close() }
    func spend(_ day: Usage, _ budget: Budget) {
      _ = stage.state.handle(.spent(SpentToday(day: day, sitting: Usage(), budget: budget)))
    }
    let used = Usage(calls: 3, inputTokens: 900, outputTokens: 100, dollars: 0.41)
    spend(Usage(), Budget())
    #expect(!stage.screen.contains("today"))
    spend(used, Budget())
    #expect(stage.screen.contains("today $0.41"))
    spend(used, Budget(day: .dollars(5)))
    #expect(stage.screen.contains("today $0.41 of $5"))
    spend(used, Budget(day: .tokens(50_000)))
    #expect(stage.screen.contains("today 1k tokens of 50k tokens"))
    // Without a price there is no money.
    spend(
      Usage(calls: 1, inputTokens: 900, outputTokens: 100, unpricedTokens: 1000), Budget())
    #expect(stage.screen.contains("today 1k tokens"))
    #expect(!stage.screen.split(separator: "\n")[0].contains("$"))
  }

  @Test(arguments: sizes)
  func theHeaderSaysWhoAnswersAndWhoRemembers(size: Size) async throws {
    let stage = try await Self.stage(size)
    defer { stage.close() }
    #expect(stage.screen.split(separator: "\n")[0].contains("gpt-4o-mini"))
    _ = stage.state.handle(.model(.builtIn))
    await stage.press(.text("f"))
    #expect(!stage.screen.split(separator: "\n")[0].contains("asked through"))
    _ = stage.state.handle(.model(FakeChat.choice))
    let header = stage.screen.split(separator: "\n")[0]
    #expect(header.contains("memory built-in, asked through gpt-4o-mini"))
    #expect(header.contains("Mara"))
  }
}
