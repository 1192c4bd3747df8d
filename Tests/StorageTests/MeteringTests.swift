internal import Foundation
internal import GRDB
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct MeteringTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func libraryWithAda() async throws -> (Library, Library.UserID) {
    let library = try await scratch.library()
    let report = try await library.importFile(scratch.write(Sample.reviews, to: "a.jsonl"))
    return (library, try #require(report.users.first))
  }

  private func booking(
    _ tokens: Int, stage: Stage = .extract, model: String = "m", at seconds: Double = 0,
    price: Double? = nil
  ) -> UsageBooking {
    UsageBooking(
      stage: stage, model: ModelIdentity(name: model, version: "http://h/v1"),
      usage: Usage(
        calls: 1, inputTokens: tokens, dollars: price ?? 0,
        unpricedTokens: price == nil ? tokens : 0),
      created: Date(timeIntervalSince1970: seconds))
  }

  @Test func aReplyAndWhatItCostAreKeptTogether() async throws {
    let (library, id) = try await libraryWithAda()
    try await library.keepReply(Data("r".utf8), for: "k", of: id, booking: .sample)
    #expect(try await library.reply(for: "k", of: id) == Data("r".utf8))
    #expect(try await library.usage() == UsageBooking.sample.usage)
    #expect(try await library.usage(of: id) == UsageBooking.sample.usage)
    #expect(try await library.usage(since: UsageBooking.sample.created + 1) == Usage())
    await #expect(throws: LibraryError.noSuchUser(99)) {
      try await library.keepReply(Data(), for: "k", of: 99, booking: .sample)
    }
    #expect(try await library.usage().calls == 1)
  }

  @Test func thePaceOfAModelIsThatOfItsNewestRuns() async throws {
    let (library, id) = try await libraryWithAda()
    let model = ModelIdentity(name: "m", version: "http://h/v1")
    func fit(_ name: String, _ stages: [StageRecord]) async throws {
      try await library.saveFit(
        FitRecord(
          identity: ModelIdentity(name: name, version: "http://h/v1"), interactions: 3,
          state: .failed, message: nil, stages: stages, created: Date()), for: id)
    }
    #expect(try await library.pace(of: model) == nil)
    func stage(
      _ tokens: Int, _ seconds: Double, _ state: StageRecord.State = .finished
    ) -> StageRecord {
      StageRecord(
        stage: .extract, state: state, seconds: seconds,
        usage: Usage(calls: 1, inputTokens: 9, outputTokens: tokens))
    }
    try await fit("other", [stage(1000, 1)])
    try await fit("m", [stage(0, 5), stage(50, 0), stage(7, 7, .reused)])
    #expect(try await library.pace(of: model) == nil)
    try await fit("m", [stage(300, 10), stage(100, 2.5)])
    let pace = try await library.pace(of: model)
    #expect(pace?.tokens == 400 && pace?.seconds == 12.5)
    #expect(try await library.pace(of: model, limit: 0) == nil)
  }

  @Test func workersKeepTheirRepliesAtTheSameTime() async throws {
    let (library, id) = try await libraryWithAda()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        group.addTask {
          try await library.keepReply(
            Data("\(number)".utf8), for: "k\(number)", of: id, booking: .sample)
        }
      }
      try await group.waitForAll()
    }
    #expect(try await library.usage().calls == 100)
    #expect(try await library.reply(for: "k77", of: id) == Data("77".utf8))
  }

  @Test func sumsComeInGroups() async throws {
    let (library, id) = try await libraryWithAda()
    let day = 86_400.0
    try await library.book(booking(10, stage: .reason, at: 0, price: 0.25), of: id)
    try await library.book(booking(20, stage: .extract, model: "n", at: day), of: id)
    try await library.book(booking(5, stage: .extract, at: day + 100), of: nil)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    let days = try await library.usageReport(by: .day, calendar: calendar)
    #expect(days.map(\.name) == ["1970-01-02", "1970-01-01"])
    #expect(days.map(\.usage.inputTokens) == [25, 10])
    #expect(days.map(\.usage.unpricedTokens) == [25, 0])
    let models = try await library.usageReport(by: .model)
    #expect(models.map(\.name) == ["n", "m"])
    #expect(models.map(\.detail) == ["http://h/v1", "http://h/v1"])
    let stages = try await library.usageReport(by: .stage)
    #expect(stages.map(\.name) == ["extract", "reason"])
    let users = try await library.usageReport(by: .user)
    #expect(users.map(\.name) == ["Ada", nil])
    #expect(users.map(\.usage.calls) == [2, 1])
    #expect(abs((users.first?.usage.dollars ?? 0) - 0.25) < 1e-12)
    #expect(
      try await library.usageReport(since: Date(timeIntervalSince1970: 3 * day), by: .model) == [])
  }

  @Test func aForgottenUserLeavesOnlyTheSum() async throws {
    let (library, id) = try await libraryWithAda()
    try await library.keepReply(Data("secret reply".utf8), for: "k", of: id, booking: .sample)
    try await library.addWaiting([line("k2", id)])
    try scratch.write("their texts", to: "batch-001.jsonl")
    let report = try await library.forget(id)
    #expect(report.replies == 1)
    #expect(report.leftovers.contains { $0.contains("batch-001.jsonl") })
    #expect(try await library.usage() == UsageBooking.sample.usage)
    #expect(try await library.usageReport(by: .user).map(\.name) == [nil])
    #expect(try await library.waiting(for: "k2") == [])
    // A call that ends afterwards is nobody's, but it was paid for.
    try await library.book(.sample, of: id)
    #expect(try await library.usage().calls == 2)
  }

  @Test func traitsAreKeptByKey() async throws {
    let library = try await scratch.library()
    #expect(try await library.trait(for: "m at h") == nil)
    try await library.keepTrait(Data("1".utf8), for: "m at h")
    try await library.keepTrait(Data("2".utf8), for: "m at h")
    #expect(try await library.trait(for: "m at h") == Data("2".utf8))
  }

  private func line(_ key: String, _ user: Library.UserID) -> WaitingLine {
    WaitingLine(
      key: key, user: user, model: ModelIdentity(name: "m", version: "u"), stage: .reason,
      prompt: Exchange.Prompt(role: "reason", version: "1", hash: "abc"),
      file: scratch.path("batch-001.jsonl"), exported: Date(timeIntervalSince1970: 5))
  }

  @Test func linesWaitUntilTheirReplyIsKept() async throws {
    let (library, ada) = try await libraryWithAda()
    let other = Sample.reviews.replacing("Ada", with: "Bea")
    let bea = try #require(
      try await library.importFile(scratch.write(other, to: "b.jsonl")).users.first)
    try await library.addWaiting([line("k", ada), line("k", bea), line("l", ada)])
    try await library.addWaiting([line("k", ada)])
    #expect(try await library.waiting(for: "k") == [line("k", ada), line("k", bea)])
    #expect(try await library.waitingCounts() == [ada: 2, bea: 1])
    try await library.keepReply(Data(), for: "k", of: ada, booking: .sample)
    #expect(try await library.waiting(for: "k").map(\.user) == [bea])
    #expect(try await library.waitingCounts() == [ada: 1, bea: 1])
  }

  @Test func aLibraryOfTheFirstVersionIsTakenOver() async throws {
    // What the first version of the program wrote.
    let path = scratch.location.database
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let old = try DatabaseQueue(path: path)
    try await old.writeWithoutTransaction { db in
      try Schema.steps[0](db)
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try db.execute(sql: "PRAGMA user_version = 1")
      try db.execute(
        sql: """
          INSERT INTO user (id, name, folded, task, instruction, kind, created, model_version,
            model_fitted, model_interactions, interactions)
          VALUES (7, 'Ada', 'ada', 'titles', 'i', 'open', 0, 1, 0, 0, 0);
          INSERT INTO model (user, version, name, make, fitted, saved, interactions, task, factors,
            statistics, notes, history)
          VALUES (7, 1, 'built-in', '1', 0, 0, 0, '{"name":"titles","instruction":"i","answers":{"open":{}}}',
            '[]', '{"interactions":0,"answers":[],"stances":[],"factors":[]}', x'', x'');
          INSERT INTO reply (user, key, body, created) VALUES (7, 'k', x'31', 0);
          INSERT INTO run (user, query, state, created, answer) VALUES (7, 'q', 'finished', 0,
            '{"query":"q","response":"r","hasLittleEvidence":false,"features":[],"path":{"steps":[],"conclusion":"r"},"audit":{"findings":[],"numbersChecked":0},"retrieved":[],"timings":[]}');
          """)
    }
    try old.close()
    let library = try await scratch.library()
    let stored = try await library.model(for: 7)
    #expect(stored.model.embedder == nil && stored.model.usage == nil)
    #expect(try await library.reply(for: "k", of: 7) == Data("1".utf8))
    let run = try #require(try await library.runs(for: 7).first)
    let answer = try #require(try await library.run(run.id).run.answer)
    #expect(answer.identity == nil && answer.exchanges == nil)
    #expect(try await library.usage() == Usage())
    try await library.keepReply(Data("2".utf8), for: "k", of: 7, booking: .sample)
    #expect(try await library.usage().calls == 1)
  }

  @Test func whoAnsweredAndTheCallsBehindItStayWithARun() async throws {
    let (library, id) = try await libraryWithAda()
    var answer = Sample.answer(query: "q")
    answer.identity = ModelIdentity(name: "m", version: "u")
    answer.exchanges = [
      Exchange(
        stage: .generate, prompt: Exchange.Prompt(role: "generate", version: "1", hash: "h"),
        model: ModelIdentity(name: "m", version: "u"), messages: [.init(.system, "s")],
        reply: "{}", problem: "too short", usage: UsageBooking.sample.usage)
    ]
    let run = Run(modelVersion: nil, query: "q", answer: answer, created: .now)
    let number = try await library.saveRun(run, for: id)
    #expect(try await library.run(number).run.answer == answer)
  }
}
