internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage
internal import Testing

@testable import Workbench

/// What comes of an ask is kept once, as what it is, whoever looks and whenever they stop looking.
@Suite struct AskingTests {
  @Test func aCancellationAfterTheAnswerKeepsTheAnswerAlone() async throws {
    let bench = try await WorkbenchBench()
    defer { bench.close() }
    let asking = bench.session.asking(try await bench.blank("A thin plot."), through: bench.use)
    let answer = try await asking.run.value
    // Esc, between the last word of the model and the library.
    asking.run.cancel()
    let waiting = Task { try await asking.kept() }
    waiting.cancel()
    let record = try await waiting.value
    #expect(record.answer == answer)
    let kept = try await bench.session.library.runs(for: bench.id)
    #expect(kept.map(\.state) == [.finished])
    #expect(kept.map(\.id) == [record.run])
  }

  @Test func aCancelledAskIsKeptAsOne() async throws {
    let bench = try await WorkbenchBench()
    defer { bench.close() }
    let server = SilentServer()
    defer { server.close() }
    let asking = bench.session.asking(
      try await bench.blank("A thin plot."), through: try server.use)
    asking.run.cancel()
    await #expect(throws: CancellationError.self) { try await asking.kept() }
    let kept = try await bench.session.library.runs(for: bench.id)
    #expect(kept.map(\.state) == [.cancelled])
  }

  /// What failed is kept before its failure is told, so that the next ask takes nothing from it.
  @Test func aFailureIsKeptBeforeItIsTold() async throws {
    let bench = try await WorkbenchBench()
    defer { bench.close() }
    let nobody = try #require(BaseURL("http://127.0.0.1:9/v1"))
    let use = ModelUse(
      choice: .chat(EndpointChoice(url: nobody, connectTimeout: 1), model: "m"),
      spending: Spending())
    let asking = bench.session.asking(try await bench.blank("A thin plot."), through: use)
    let failure = await #expect(throws: RoleFailure.self) { try await asking.kept() }
    let kept = try await bench.session.library.runs(for: bench.id)
    #expect(kept.map(\.state) == [.failed])
    let (_, run) = try await bench.session.library.run(try #require(kept.first?.id))
    #expect(run.message == failure?.description)
    #expect(run.answer == nil)
  }
}
