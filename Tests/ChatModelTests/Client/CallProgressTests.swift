internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

@Suite(.timeLimit(.minutes(10))) struct CallProgressTests {
  @Test func aCallGoesFromPhaseToPhase() async throws {
    let fixture = try ClientFixture { _ in
      WireServer.Step.stream([
        WireServer.Step.delta("four"), WireServer.Step.delta(" more"), WireServer.Step.end(),
        "data: [DONE]\n\n",
      ])
    }
    _ = try await fixture.ask(ClientFixture.request(streams: true))
    let told = fixture.phases.all
    // No time passes on this clock, so that text is told of once.
    #expect(told.map(\.phase) == [.queued, .sent, .writing(tokens: 1), .over])
    #expect(Set(told.map(\.call)).count == 1)
  }

  @Test func aRequestSentOnceMoreIsAnotherCall() async throws {
    let fixture = try ClientFixture { request in
      request.index == 0
        ? [.answer(503, #"{"error":"busy"}"#)] : [.completion("fine")]
    }
    _ = try await fixture.ask()
    let told = fixture.phases.all
    #expect(told.map(\.phase).count { $0 == .over } == 2)
    #expect(Set(told.map(\.call)).count == 2)
    #expect(told.last?.phase == .over)
  }

  @Test func whoWaitsForATurnIsInLine() async throws {
    let fixture = try ClientFixture(concurrency: 1) { _ in
      [.completion("fine")]
    }
    async let first = fixture.ask(ClientFixture.request("one"))
    async let second = fixture.ask(ClientFixture.request("two"))
    _ = try await (first, second)
    var underWay: Set<UInt64> = []
    var most = 0
    for (call, phase) in fixture.phases.all {
      if phase == .sent { underWay.insert(call) }
      if phase == .over { underWay.remove(call) }
      most = max(most, underWay.count)
    }
    #expect(underWay.isEmpty)
    #expect(fixture.phases.all.count { $0.phase == .queued } >= 2)
  }

  @Test func textIsToldOfOnceASecond() {
    let time = QuickClock()
    let told = Heard<CallNews>()
    let progress = CallReporter.$report.withValue(CallListener { told.add($0) }) {
      CallProgress(clock: time.clock)
    }
    progress.write(bytes: 0)
    #expect(told.all.isEmpty)
    for step in 1...30 {
      progress.write(bytes: 10 * step)
      time.pass(0.1)
    }
    #expect((3...4).contains(told.all.count))
    // Sent once more, the text counts anew.
    progress.send()
    progress.write(bytes: 8)
    guard case .phase(_, .writing(tokens: 2))? = told.all.last else {
      Issue.record("\(told.all)")
      return
    }
  }

  @Test func whoComesLaterHearsWhatIsWaitedFor() async throws {
    let calls = SharedCalls()
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let began = AsyncStream.makeStream(of: Void.self)
    let news = [Heard<CallNews>(), Heard<CallNews>()]
    func waiter(_ index: Int) -> Task<Void, any Error> {
      Task {
        try await CallReporter.$report.withValue(CallListener { news[index].add($0) }) {
          _ = try await calls.share(of: "k", onText: { _ in }) { _ in
            CallReporter.report(.phase(call: 7, .sent))
            began.continuation.yield()
            for await _ in gate {}
            throw CancellationError()
          }
        }
      }
    }
    let first = waiter(0)
    for await _ in began.stream { break }
    let second = waiter(1)
    while calls.waiters < 2 { await Task.yield() }
    while news[1].all.isEmpty { await Task.yield() }
    #expect(news.allSatisfy { $0.all == [.phase(call: 7, .sent)] })
    open.finish()
    _ = await (first.result, second.result)
  }
}
