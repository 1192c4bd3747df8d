internal import RPM
internal import Testing

@testable import Rationale

@Suite struct RunProgressTests {
  private func exchange(tokens: Int, isReplayed: Bool = false) -> EngineEvent.Kind {
    .exchange(
      Exchange(
        stage: .extract, prompt: Exchange.Prompt(role: "extract", version: "1", hash: ""),
        model: ModelIdentity(name: "m", version: "https://a.example/v1"), messages: [], reply: "",
        isReplayed: isReplayed,
        usage: isReplayed
          ? Usage(replayed: 1)
          : Usage(calls: 1, inputTokens: tokens, dollars: Double(tokens) / 1e5)))
  }

  @Test func itTellsStageTokensMoneyAndWhatIsLeft() {
    var progress = RunProgress(title: "Ada", calls: 10, start: 0)
    #expect(progress.take(.stageStarted(.extract, total: 5), at: 0) == "Ada: extract 0/5")
    for call in 1...4 { _ = progress.take(exchange(tokens: 500), at: Double(call)) }
    #expect(
      progress.take(.progress(.extract, done: 4, total: 5), at: 4)
        == "Ada: extract 4/5, 2k tokens, $0.020, 6 s left")
  }

  @Test func whatIsWaitedForIsSaidUntilItIsOver() {
    var progress = RunProgress(title: "Ada", start: 0)
    _ = progress.take(.stageStarted(.reason, total: 2), at: 0)
    #expect(
      progress.take(.waiting("rate limited", seconds: 11.2), at: 1)
        == "Ada: reason 0/2, rate limited, 12 s")
    #expect(progress.take(.progress(.reason, done: 1, total: 2), at: 13) == "Ada: reason 1/2")
    #expect(progress.take(.text("x"), at: 13) == nil)
  }

  @Test(arguments: [(4.2, "5 s"), (89, "89 s"), (120, "2 min"), (7500, "2 h 5 min")])
  func durationsAreReadable(seconds: Double, text: String) {
    #expect(RunProgress.duration(seconds) == text)
  }
}
