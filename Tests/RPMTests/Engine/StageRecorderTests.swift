internal import Testing

@testable import RPM

@Suite struct StageRecorderTests {
  private func call(
    _ stage: Stage, seconds: Double, attempts: Int = 1, problem: String? = nil,
    isReplayed: Bool = false
  ) -> EngineEvent.Kind {
    .exchange(
      Exchange(
        stage: stage, prompt: .init(role: "r", version: "1", hash: "h"),
        model: ModelIdentity(name: "m", version: "u"), messages: [], reply: "", problem: problem,
        isReplayed: isReplayed, attempts: attempts, seconds: seconds,
        usage: isReplayed ? Usage(replayed: 1) : Usage(calls: 1, outputTokens: 10)))
  }

  @Test func aStageSumsUpItsCalls() {
    var recorder = StageRecorder()
    recorder.take(.stageStarted(.generate, total: 1), at: 10)
    recorder.take(.text("a"), at: 10.5)
    recorder.take(.text("b"), at: 11)
    recorder.take(call(.generate, seconds: 2, attempts: 3, problem: "no JSON"), at: 12)
    recorder.take(call(.generate, seconds: 1), at: 13)
    recorder.take(call(.generate, seconds: 9, isReplayed: true), at: 13)
    recorder.take(.stageFinished(.generate, seconds: 3, outcome: "5"), at: 13)
    let record = recorder.records[0]
    #expect(record.seconds == 3 && record.outcome == "5" && record.state == .finished)
    #expect(record.firstText == 0.5)
    #expect(record.usage == Usage(calls: 2, replayed: 1, outputTokens: 20))
    #expect(record.callSeconds == 3)
    #expect(record.retries == 2 && record.unusable == 1 && record.problem == "no JSON")
  }

  @Test func aCallThatIsHeardOfLateCountsForItsStage() {
    var recorder = StageRecorder()
    recorder.take(.stageStarted(.extract, total: 1), at: 0)
    recorder.take(.stageFinished(.extract, seconds: 1, outcome: ""), at: 1)
    recorder.take(.stageStarted(.retrieve, total: 1), at: 1)
    recorder.take(call(.extract, seconds: 1), at: 2)
    #expect(recorder.records.map(\.usage.calls) == [1, 0])
  }

  @Test func whatWasUnderWayEndsWithTheRun() {
    var recorder = StageRecorder()
    recorder.take(.stageStarted(.extract, total: 1), at: 0)
    recorder.take(.stageFinished(.extract, seconds: 1, outcome: ""), at: 1)
    recorder.take(.stageStarted(.generate, total: 1), at: 1)
    recorder.take(.failed("offline"), at: 4)
    #expect(recorder.records.map(\.state) == [.finished, .failed])
    #expect(recorder.records[1].seconds == 3 && recorder.records[1].problem == "offline")
  }
}
