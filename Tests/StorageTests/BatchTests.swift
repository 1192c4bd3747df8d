internal import Foundation
internal import GRDB
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct BatchTests {
  let scratch: Scratch
  let library: Library
  let ada: Library.UserID
  let bea: Library.UserID

  init() async throws {
    scratch = try Scratch()
    library = try await scratch.library()
    let lines = Sample.reviews + "\n" + Sample.reviews.replacing("Ada", with: "Bea")
    let users = try await library.importFile(scratch.write(lines, to: "two.jsonl")).users
    ada = try #require(users.first)
    bea = try #require(users.last)
  }

  private func line(_ key: String, _ user: Library.UserID, model: String = "m") -> WaitingLine {
    WaitingLine(
      key: key, user: user, model: ModelIdentity(name: model, version: "u"), stage: .reason,
      prompt: Exchange.Prompt(role: "reason", version: "1", hash: "abc"),
      file: scratch.path("batch-001.jsonl"), exported: Date(timeIntervalSince1970: 5), cap: 100)
  }

  private func settlement(
    _ key: String, _ user: Library.UserID, _ outcome: BatchSettlement.Outcome,
    result: String = "r", booking: UsageBooking? = .sample
  ) -> BatchSettlement {
    BatchSettlement(key: key, user: user, result: result, outcome: outcome, booking: booking)
  }

  @Test func whatSeveralWaitedForIsKeptForAllAndPaidOnce() async throws {
    try await library.addWaiting([line("k", ada), line("k", bea), line("l", ada)])
    let both = [
      settlement("k", ada, .reply(Data("a".utf8))), settlement("k", bea, .reply(Data("b".utf8))),
    ]
    #expect(try await library.settle(both) == [true, true])
    #expect(try await library.reply(for: "k", of: ada) == Data("a".utf8))
    #expect(try await library.reply(for: "k", of: bea) == Data("b".utf8))
    #expect(try await library.usage() == UsageBooking.sample.usage)
    #expect(try await library.waitingCounts() == [ada: 1])
    // The same results once more find nobody who waits.
    #expect(try await library.settle(both) == [false, false])
    #expect(try await library.usage().calls == 1)
    #expect(try await library.settle([settlement("no", ada, .reply(Data()))]) == [false])
    #expect(try await library.reply(for: "no", of: ada) == nil)
  }

  @Test func aFailureIsNotedAndBookedOnceAndTheRequestWaitsOn() async throws {
    try await library.addWaiting([line("k", ada)])
    let cut = settlement("k", ada, .failure(cap: 200, cuts: 1, reason: nil), result: "first")
    #expect(try await library.settle([cut, cut]) == [true, false])
    #expect(try await library.settle([cut]) == [false])
    #expect(try await library.usage().calls == 1)
    var waiting = line("k", ada)
    (waiting.cap, waiting.cuts, waiting.hasFailed) = (200, 1, true)
    #expect(try await library.waiting(of: ada) == [waiting])
    // Written again it is under way again; the old results still change nothing.
    waiting.hasFailed = false
    try await library.addWaiting([waiting])
    #expect(try await library.settle([cut]) == [false])
    #expect(try await library.waiting(of: ada) == [waiting])
    #expect(
      try await library.settle([settlement("k", ada, .reply(Data("x".utf8)), result: "second")])
        == [true])
    #expect(try await library.usage().calls == 2)
    #expect(try await library.settle([cut]) == [false])
    #expect(try await library.waiting(of: ada) == [])
  }

  @Test func whatIsGivenUpWaitsNoLongerAndStaysNoted() async throws {
    let other = line("n", ada, model: "other")
    try await library.addWaiting([line("k", ada), line("l", ada), line("k", bea), other])
    let declined = settlement("k", ada, .failure(cap: 100, cuts: 0, reason: "declined"))
    #expect(try await library.settle([declined]) == [true])
    #expect(try await library.waitingCounts() == [ada: 2, bea: 1])
    try await library.removeWaiting(of: ada, from: line("k", ada).model)
    #expect(try await library.waiting(of: ada).map(\.key) == ["k", "n"])
    #expect(try await library.waiting(of: ada).first?.reason == "declined")
    #expect(
      try await library.waiting(for: ["k", "n", "no"]).mapValues(\.count) == ["k": 2, "n": 1])
    // A reply that is paid for elsewhere settles it.
    try await library.keepReply(Data("r".utf8), for: "k", of: ada, booking: .sample)
    #expect(try await library.waiting(of: ada).map(\.key) == ["n"])
  }

  @Test func aLineOfTheSecondVersionWaitsOn() async throws {
    try await library.addWaiting([line("k", ada)])
    library.close()
    let old = try DatabaseQueue(path: scratch.location.database)
    try await old.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          DROP TABLE batch_result;
          DROP TABLE batch_file;
          ALTER TABLE batch_line DROP COLUMN cap;
          ALTER TABLE batch_line DROP COLUMN cuts;
          ALTER TABLE batch_line DROP COLUMN failed;
          ALTER TABLE batch_line DROP COLUMN reason;
          DROP TABLE edit;
          DROP TABLE fit;
          ALTER TABLE run DROP COLUMN name;
          ALTER TABLE run DROP COLUMN make;
          ALTER TABLE run DROP COLUMN stages;
          ALTER TABLE interaction DROP COLUMN instant;
          ALTER TABLE user DROP COLUMN date_form;
          PRAGMA user_version = 2;
          """)
    }
    try old.close()
    let again = try await scratch.library()
    var waiting = line("k", ada)
    waiting.cap = 0
    #expect(try await again.waiting(of: ada) == [waiting])
    #expect(try await again.settle([settlement("k", ada, .reply(Data("r".utf8)))]) == [true])
    try scratch.write("texts", to: "batch-001.jsonl")
    #expect(try await again.forget(ada).leftovers.count == 1)
  }

  @Test func forgettingNamesFilesWhoseLinesWereAllImported() async throws {
    try await library.addWaiting([line("k", ada), line("k", bea)])
    try await library.keepReply(Data("r".utf8), for: "k", of: ada, booking: .sample)
    try scratch.write("texts", to: "batch-001.jsonl")
    let report = try await library.forget(ada)
    #expect(report.leftovers.count == 1)
    #expect(report.leftovers.first?.contains(scratch.path("batch-001.jsonl")) == true)
  }

  @Test func anExportHoldsNoReply() async throws {
    let before = try await library.export(ada)
    try await library.keepReply(Data("xqreply".utf8), for: "xqkey", of: ada, booking: .sample)
    try await library.addWaiting([line("xqline", ada)])
    #expect(try await library.export(ada) == before)
  }
}
