internal import Synchronization
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@testable internal import RPM

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

  @Test func theSecondsAreCountedWhileNothingComes() {
    var progress = RunProgress(title: "Ada", start: 0)
    _ = progress.take(.stageStarted(.extract, total: 39), at: 0)
    for call in 1...2 { _ = progress.take(.call(UInt64(call), .sent), at: 1) }
    #expect(progress.take(.call(3, .queued), at: 1) == "Ada: extract 0/39")
    #expect(progress.line(at: 38) == "Ada: extract 0/39, 2 calls at the model for 37 s, 1 in line")
    _ = progress.take(.waiting("rate limited", seconds: 10), at: 40)
    #expect(progress.line(at: 43) == "Ada: extract 0/39, rate limited, 7 s")
    #expect(progress.line(at: 51).hasSuffix("2 calls at the model for 50 s, 1 in line"))
  }

  @Test func momentsWithoutNewsAreToldNowAndThen() {
    var lines = StageLines(start: 0)
    #expect(lines.tick("a", at: 9) == nil)
    #expect(lines.tick("b", at: 10) == "b")
    #expect(lines.tick("c", at: 19) == nil)
    #expect(lines.tick("d", at: 39, patience: StageLines.longPatience) == nil)
    #expect(lines.tick("e", at: 40, patience: StageLines.longPatience) == "e")
  }

  /// A run that hangs is told of on a pipe, every half a minute of this clock.
  @Test func aPipeHearsOfARunThatHangs() async throws {
    let written = Mutex<[String]>([])
    let (events, continuation) = AsyncStream.makeStream(of: EngineEvent.self)
    let promise = Promise<Int>()
    let run = Run(
      id: RunID(value: 1), events: events, promise: promise, record: Promise<[StageRecord]>(),
      end: {})
    func tell(_ kind: EngineEvent.Kind) {
      continuation.yield(EngineEvent(run: run.id, kind: kind))
    }
    let bench = try Bench()
    var context = bench.context().0
    context.diagnostics = OutputChannel(isTerminal: false, width: 100) { text in
      let count = written.withLock { lines in
        lines.append(text)
        return lines.count
      }
      if count == 2 {
        promise.settle(.success(5))
        continuation.finish()
      }
    }
    let time = Mutex(0.0)
    var follower = RunFollower(context: context, title: "fitting Ada")
    follower.interval = 0.001
    follower.seconds = {
      time.withLock { time in
        time += 1
        return time
      }
    }
    tell(.stageStarted(.extract, total: 39))
    tell(.call(1, .sent))
    #expect(try await follower.follow(run) == 5)
    let lines = written.withLock { $0 }
    #expect(lines.count == 2)
    for line in lines {
      #expect(
        line.wholeMatch(
          of: /rationale: fitting Ada: extract 0\/39, reading the prompt for \d+ s\n/) != nil,
        "\(line)")
    }
  }

  @Test(arguments: [(4.2, "5 s"), (89, "89 s"), (120, "2 min"), (7500, "2 h 5 min")])
  func durationsAreReadable(seconds: Double, text: String) {
    #expect(RunProgress.duration(seconds) == text)
  }
}
