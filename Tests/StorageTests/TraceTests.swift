internal import Foundation
internal import GRDB
internal import RPM
internal import Testing

@testable import Storage

@Suite struct TraceTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func libraryWithAda() async throws -> (Library, Library.UserID) {
    let library = try await scratch.library()
    let report = try await library.importFile(scratch.write(Sample.reviews, to: "a.jsonl"))
    return (library, try #require(report.users.first))
  }

  private static let stages = [
    StageRecord(
      stage: .extract, state: .reused, seconds: 0.1 + 0.2, outcome: "4 features",
      usage: Usage(calls: 1, replayed: 2, inputTokens: 700, outputTokens: 30, dollars: 1.0 / 3),
      callSeconds: 2.5, firstText: 0.41, retries: 1, unusable: 1, problem: "no JSON \u{1B}[2J"),
    StageRecord(stage: .generate, state: .failed, problem: "offline"),
  ]

  @Test func whatTheStagesTookStaysWithARun() async throws {
    let (library, id) = try await libraryWithAda()
    let identity = ModelIdentity(name: "m", version: "u")
    let run = Run(
      modelVersion: nil, query: "q", answer: nil, state: .failed, message: "offline",
      identity: identity, stages: Self.stages, created: .now)
    let number = try await library.saveRun(run, for: id)
    #expect(try await library.run(number).run.stages == Self.stages)
    let summary = try #require(try await library.runs(for: id).first)
    #expect(summary.stages == Self.stages && summary.identity == identity)
    let traced = try #require(try await library.trace(of: id).first)
    #expect(traced.id == .ask(number) && traced.userName == "Ada")
    #expect(traced.usage == Self.stages.usage && traced.state == .failed && !traced.isFit)
  }

  @Test func aFitIsPartOfTheTraceHoweverItEnded() async throws {
    let (library, id) = try await libraryWithAda()
    let task = try await library.user(id).task
    let identity = ModelIdentity(name: "m", version: "u")
    try await library.saveFit(
      FitRecord(
        identity: identity, interactions: 2, state: .cancelled,
        stages: [StageRecord(stage: .extract, state: .cancelled, seconds: 3)],
        created: Date(timeIntervalSinceNow: -60)), for: id)
    let version = try await library.save(
      Sample.model(task), for: id, stages: [StageRecord(stage: .cluster, outcome: "1 factor")])
    let trace = try await library.trace()
    #expect(trace.map(\.state) == [.finished, .cancelled])
    #expect(trace[0].modelVersion == version && trace[0].factors == 1 && trace[0].isFit)
    #expect(trace[1].modelVersion == nil && trace[1].interactions == 2)
    #expect(try await library.fitStages(for: id, version: version)?.first?.outcome == "1 factor")
  }

  @Test func modelsAndRunsFromBeforeSayThatNothingWasNoted() async throws {
    let (library, id) = try await libraryWithAda()
    let task = try await library.user(id).task
    try await library.save(Sample.model(task), for: id)
    try await library.saveRun(
      Run(modelVersion: 1, query: "q", answer: Sample.answer(query: "q"), created: .now), for: id)
    library.close()
    // What the program wrote before stages were noted.
    let old = try DatabaseQueue(path: scratch.location.database)
    try await old.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          DROP TABLE edit;
          DROP TABLE fit;
          ALTER TABLE run DROP COLUMN name;
          ALTER TABLE run DROP COLUMN make;
          ALTER TABLE run DROP COLUMN stages;
          ALTER TABLE interaction DROP COLUMN instant;
          ALTER TABLE user DROP COLUMN date_form;
          PRAGMA user_version = 3;
          """)
    }
    try old.close()
    let again = try await scratch.library()
    let trace = try await again.trace(of: id)
    #expect(trace.map(\.isFit) == [false, true])
    #expect(trace.allSatisfy { $0.stages == nil })
    #expect(trace[1].id == .model(id, version: 1))
    // What a fit used was kept with its model before.
    #expect(trace[1].usage?.calls == 3)
    #expect(try await again.fitStages(for: id, version: 1) == nil)
  }

  @Test func theTraceOfOneIsNotThatOfAnother() async throws {
    let (library, id) = try await libraryWithAda()
    let other = Sample.reviews.replacing("Ada", with: "Bea")
    let bea = try #require(
      try await library.importFile(scratch.write(other, to: "b.jsonl")).users.first)
    for user in [id, bea, id] {
      try await library.saveRun(
        Run(modelVersion: nil, query: "q", answer: nil, state: .cancelled, created: .now),
        for: user)
    }
    #expect(try await library.trace(of: id).count == 2)
    #expect(try await library.trace(of: bea).map(\.userName) == ["Bea"])
    #expect(try await library.trace().count == 3)
    #expect(try await library.trace(limit: 2).count == 2)
    _ = try await library.forget(id)
    #expect(try await library.trace().map(\.user) == [bea])
  }
}
