internal import Foundation
internal import GRDB
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct ForgetMeteringTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func twoPeople(
    _ library: Library
  ) async throws -> (ada: Library.UserID, bea: Library.UserID) {
    let lines = Sample.reviews + "\n" + Sample.reviews.replacing("Ada", with: "Bea")
    let report = try await library.importFile(scratch.write(lines, to: "in/two.jsonl"))
    return (try #require(report.users.first), try #require(report.users.last))
  }

  private func line(_ user: Library.UserID, file: String) -> WaitingLine {
    WaitingLine(
      key: "shared", user: user, model: ModelIdentity(name: "m", version: "u"), stage: .reason,
      prompt: Exchange.Prompt(role: "reason", version: "1", hash: "abc"), file: file,
      exported: Date(timeIntervalSince1970: 5))
  }

  /// The names of files that hold a word, as another process reads them: this one would drop its
  /// own locks on the library by closing them.
  private func files(holding word: String) throws -> String {
    let grep = Process()
    grep.executableURL = URL(fileURLWithPath: "/bin/grep")
    grep.arguments = ["-rlaF", word, scratch.path("data")]
    let output = Pipe()
    grep.standardOutput = output
    try grep.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    grep.waitUntilExit()
    return text
  }

  @Test func noByteStaysInTheNewTablesAndOthersKeepTheirs() async throws {
    let library = try await scratch.library()
    let (ada, bea) = try await twoPeople(library)
    for number in 0..<50 {
      try await library.keepReply(
        Data("xqreply \(number)".utf8), for: "xqkey\(number)", of: ada, booking: .sample)
    }
    try await library.keepReply(Data("yqreply".utf8), for: "xk", of: bea, booking: .sample)
    try await library.addWaiting([line(ada, file: "xqfile.jsonl"), line(bea, file: "yqfile.jsonl")])
    #expect(
      try await library.settle([
        BatchSettlement(
          key: "shared", user: ada, result: "xqresult",
          outcome: .failure(cap: 9, cuts: 1, reason: "xqreason"), booking: .sample)
      ]) == [true])
    let gone = ["xqreply", "xqkey", "xqfile", "xqresult", "xqreason"]
    for word in gone { #expect(try !files(holding: word).isEmpty, "\(word) was never there") }

    _ = try await library.forget(ada)

    for word in gone { #expect(try files(holding: word) == "", "\(word)") }
    #expect(try await library.reply(for: "xk", of: bea) == Data("yqreply".utf8))
    #expect(try await library.waiting(for: "shared") == [line(bea, file: "yqfile.jsonl")])
    #expect(try await library.waitingCounts() == [bea: 1])
    #expect(try await library.usage(of: ada) == Usage())
    #expect(try await library.usage().calls == 52)
    let users = try await library.usageReport(by: .user)
    #expect(users.map(\.name) == [nil, "Bea"])
    library.close()
    for word in gone { #expect(try files(holding: word) == "", "\(word), closed") }
  }

  @Test func aReplyWhoseUsageCannotBeBookedIsNotKept() async throws {
    let library = try await scratch.library()
    let (ada, _) = try await twoPeople(library)
    try await library.addWaiting([line(ada, file: "f")])
    var booking = UsageBooking.sample
    // SQLite stores it as NULL, which the column refuses.
    booking.usage.dollars = .nan
    await #expect(throws: LibraryError.self) {
      try await library.keepReply(Data("r".utf8), for: "shared", of: ada, booking: booking)
    }
    #expect(try await library.reply(for: "shared", of: ada) == nil)
    #expect(try await library.waiting(for: "shared").count == 1)
    #expect(try await library.usage() == Usage())
  }

  @Test func aLineIsTakenOffTheListForOneUserOnly() async throws {
    let library = try await scratch.library()
    let (ada, bea) = try await twoPeople(library)
    try await library.addWaiting([line(ada, file: "f"), line(bea, file: "f")])
    #expect(try await library.removeWaiting(for: "shared", of: ada))
    #expect(try await !library.removeWaiting(for: "shared", of: ada))
    #expect(try await library.waiting(for: "shared") == [line(bea, file: "f")])
  }

  @Test func aPersonOfAFirstVersionLibraryCanBeForgotten() async throws {
    let library = try await scratch.library()
    let (ada, bea) = try await twoPeople(library)
    var model = Sample.model(try await library.user(ada).task, word: "xqmodel")
    try await library.save(model, for: ada)
    try await library.saveRun(
      Run(
        modelVersion: 1, query: "xqrun", answer: Sample.answer(query: "xqrun"), created: Date()),
      for: ada)
    try await library.keepReply(Data("xqreply".utf8), for: "k", of: ada, booking: .sample)
    library.close()
    try takeBack(scratch.location.database)

    let again = try await scratch.library()
    (model.embedder, model.usage) = (nil, nil)
    #expect(try await again.model(for: ada).model == model)
    #expect(try await again.runs(for: ada).map(\.query) == ["xqrun"])
    #expect(try await again.reply(for: "k", of: ada) == Data("xqreply".utf8))
    #expect(try await again.search("xqmodel").count == 1)
    #expect(try await again.usage() == Usage())
    let report = try await again.forget(ada)
    #expect(report.replies == 1 && report.leftovers.isEmpty)
    for word in ["xqmodel", "xqrun", "xqreply"] {
      #expect(try files(holding: word) == "", "\(word)")
    }
    #expect(try await again.summaries().map(\.id) == [bea])
  }

  /// Makes a library what the first version of the program wrote, and checks that it is just that.
  private func takeBack(_ path: String) throws {
    let file = try DatabaseQueue(path: path)
    let first = try DatabaseQueue()
    try first.writeWithoutTransaction { try Schema.steps[0]($0) }
    try file.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          DROP TABLE usage;
          DROP TABLE trait;
          DROP TABLE batch_line;
          DROP TABLE batch_result;
          DROP TABLE batch_file;
          ALTER TABLE model DROP COLUMN embedder;
          ALTER TABLE model DROP COLUMN usage;
          DROP TABLE edit;
          DROP TABLE fit;
          ALTER TABLE run DROP COLUMN name;
          ALTER TABLE run DROP COLUMN make;
          ALTER TABLE run DROP COLUMN stages;
          ALTER TABLE interaction DROP COLUMN instant;
          ALTER TABLE user DROP COLUMN date_form;
          PRAGMA user_version = 1;
          """)
    }
    #expect(try file.read(columns) == first.read(columns))
    try file.close()
  }

  /// Every table with its columns.
  private func columns(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT m.name || '.' || c.name || ' ' || c.type FROM sqlite_master AS m
        JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY m.name, c.cid
        """)
  }
}
