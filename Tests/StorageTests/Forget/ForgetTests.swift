internal import Foundation
internal import GRDB
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct ForgetTests {
  let scratch: Scratch

  /// Made-up words, one a place, and none the beginning of another.
  private let words = [
    "xqhistory", "xqtest", "xqmodel", "xqrun", "xqreply", "xqprompt", "xqlogged", "xqextra",
    "Xqname", "xqretired", "xqanswer", "蝶番",
  ]

  init() throws {
    scratch = try Scratch()
  }

  private func fill(_ library: Library) async throws -> Library.UserID {
    let first = #"""
      {"user": "Xqname", "task": "reviews", "labels": ["1", "2"], "instruction": "i", "history": [{"query": "xqretired one", "response": "1"}]}
      """#
    let second = #"""
      {"user": "Xqname", "task": "reviews", "labels": ["1", "2"], "instruction": "i", "about": "xqextra", "history": [{"query": "xqhistory two 蝶番", "response": "1", "k": "xqextra"}], "test": [{"query": "xqtest", "response": "2"}]}
      {"user": "Berta", "task": "reviews", "labels": ["1", "2"], "instruction": "i", "history": [{"query": "something else", "response": "1"}]}
      """#
    let id = try #require(
      try await library.importFile(scratch.write(first, to: "in/a.jsonl")).users.first)
    let task = try await library.user(id).task
    try await library.save(Sample.model(task, word: "xqmodel"), for: id)
    try await library.importFile(scratch.write(second, to: "in/b.jsonl"), replace: true)
    try await library.save(Sample.model(task, word: "xqmodel"), for: id)
    try await library.saveRun(
      Run(
        modelVersion: 2, query: "what of xqrun and more",
        answer: Sample.answer(query: "xqrun", word: "xqanswer"),
        created: Date()), for: id)
    try await library.keepReply(
      Data("xqreply".utf8), for: "key", of: id, booking: .sample)
    return id
  }

  /// The names of files below the folder that hold a word. Another process reads them, since this
  /// one would drop its own locks on the library by closing them.
  private func files(holding word: String) throws -> String {
    let grep = Process()
    grep.executableURL = URL(fileURLWithPath: "/bin/grep")
    grep.arguments = ["-rlaF", word, scratch.path("data"), scratch.path("state")]
    let output = Pipe()
    grep.standardOutput = output
    grep.standardError = FileHandle.nullDevice
    try grep.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    grep.waitUntilExit()
    return text
  }

  /// Names as JSON spells them: with backslashes, or by their numbers.
  @Test(arguments: ["Xq\"name", "Xq\\name", "Xq\tname", "Xq\u{202E}name", "Xq/näme"])
  func linesAboutSomebodyGoWhateverTheNameIs(name: String) async throws {
    let library = try await scratch.library()
    func line(_ name: String) throws -> String {
      let object: [String: Any] = ["user": name, "key": "k"]
      let data = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
      return String(decoding: data, as: UTF8.self).replacing("\u{202E}", with: "\\u202E") + "\n"
    }
    let person: [String: Any] = [
      "user": name, "task": "reviews", "labels": ["1", "2"], "instruction": "i",
      "history": [["query": "zwirbel", "response": "1"]],
    ]
    let data = try JSONSerialization.data(withJSONObject: person)
    let id = try #require(
      try await library.importFile(
        scratch.write(String(decoding: data, as: UTF8.self) + "\n", to: "in/a.jsonl")
      ).users.first)
    try scratch.write(try line(name) + line("Berta"), to: "state/ratings/ratings.jsonl")
    _ = try await library.forget(id)
    let left = try String(
      contentsOfFile: scratch.path("state/ratings/ratings.jsonl"), encoding: .utf8)
    #expect(try left == line("Berta"))
  }

  @Test func noByteOfAForgottenUserStays() async throws {
    let library = try await scratch.library()
    let id = try await fill(library)
    let prompt = PromptHistory(path: scratch.location.promptHistory)
    try prompt.append(.init(user: "Xqname", task: "reviews", text: "what of xqprompt"))
    try prompt.append(.init(user: nil, task: nil, text: "fit Xqname"))
    try prompt.append(.init(user: "Berta", task: "reviews", text: "what of this"))
    try scratch.write(
      "start\nask Xqname xqlogged\nasked: what of xqrun and more\nend\n", to: "state/logs/1.log")
    try scratch.write(
      "[0.1, \"o\", \"\\u001b[1mXqname\\u001b[m xqlogged\"]\n", to: "state/recordings/1.cast")
    try scratch.write("[0.1, \"o\", \"Berta\"]\n", to: "state/recordings/2.cast")
    for word in words { #expect(try !files(holding: word).isEmpty, "\(word) was never there") }

    let report = try await library.forget(id)

    for word in words { #expect(try files(holding: word) == "", "\(word)") }
    #expect(report.name == "Xqname")
    #expect(report.interactions == 2)
    #expect(report.tests == 1)
    #expect(report.models == 2)
    #expect(report.runs == 1)
    #expect(report.replies == 1)
    #expect(report.promptLines == 2)
    #expect(report.leftovers.isEmpty)
    #expect(
      report.files == [
        .init(path: scratch.location.promptHistory, removedLines: 2),
        .init(path: scratch.path("state/logs/1.log"), removedLines: 2),
        .init(path: scratch.path("state/recordings/1.cast"), removedLines: nil),
      ])
    #expect(prompt.entries().map(\.user) == ["Berta"])
    #expect(LibraryFile.size(of: scratch.location.database + "-wal") == 0)
    for word in words { #expect(try await library.search(word).isEmpty) }
    #expect(try await library.summaries().map(\.name) == ["Berta"])
    #expect(try await library.search("something").count == 1)
    await #expect(throws: LibraryError.noSuchUser(id)) { try await library.forget(id) }

    library.close()
    for word in words { #expect(try files(holding: word) == "", "\(word), closed") }
  }

  @Test func theIndexHoldsNoWordOfAForgottenUser() async throws {
    let library = try await scratch.library()
    let id = try await fill(library)
    _ = try await library.forget(id)
    let terms = try await library.write { db in
      try db.execute(sql: "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search, row)")
      return try String.fetchAll(db, sql: "SELECT term FROM temp.vocabulary ORDER BY term")
    }
    #expect(terms == ["berta", "else", "something"])
  }

  @Test func anInterruptedForgettingIsFinishedAtTheNextOpening() async throws {
    let library = try await scratch.library()
    let id = try await fill(library)
    // What a kill right after the deletion leaves: rows gone, the log full, the note standing.
    try await library.write { db in
      try Purge.request(db)
      try db.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [id])
    }
    let other = try await scratch.library()
    #expect(try files(holding: "xqextra") == "")
    #expect(try await other.read(Purge.isDue) == false)
  }

  @Test func anotherReaderDelaysTheClearingAndIsNamed() async throws {
    let library = try await scratch.library(patience: 0.05)
    let id = try await fill(library)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(
      path: scratch.location.database, configuration: configuration)
    try await reader.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN")
      _ = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM user")
    }
    let report = try await library.forget(id)
    #expect(report.leftovers.count == 1)
    #expect(report.interactions == 2)
    #expect(try await library.read(Purge.isDue))
    try await reader.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    try reader.close()
    _ = try await scratch.library()
    for word in words { #expect(try files(holding: word) == "", "\(word)") }
  }

  @Test func theSameNameUnderAnotherTaskStays() async throws {
    let library = try await scratch.library()
    let id = try await fill(library)
    let line =
      #"{"user": "Xqname", "task": "titles", "labels": null, "instruction": "i", "history": [{"query": "kept", "response": "k"}]}"#
    try await library.importFile(scratch.write(line, to: "in/c.jsonl"))
    let prompt = PromptHistory(path: scratch.location.promptHistory)
    try prompt.append(.init(user: "Xqname", task: "titles", text: "kept"))
    try prompt.append(.init(user: "Xqname", task: "reviews", text: "gone"))
    _ = try await library.forget(id)
    #expect(prompt.entries().map(\.text) == ["kept"])
    #expect(try await library.find(name: "Xqname").map(\.task) == ["titles"])
    #expect(try await library.search("Xqname").map(\.task) == ["titles"])
  }

  @Test func linesAreReadAsTheyWereTyped() async throws {
    let library = try await scratch.library()
    let item = #"{"query": "9\n\"a\"/b\n7", "response": "1"}"#
    let line =
      #"{"user": "X/q \"n\"", "task": "t", "labels": ["1"], "instruction": "i", "history": [\#(item)]}"#
    let ids = try await library.importFile(scratch.write(line, to: "in/d.jsonl")).users
    let prompt = PromptHistory(path: scratch.location.promptHistory)
    try prompt.append(.init(user: nil, task: nil, text: "fit X/q \"n\""))
    try prompt.append(.init(user: "Berta", task: "t", text: "like X/q \"n\", then"))
    try prompt.append(.init(user: "Berta", task: "t", text: "kept"))
    _ = try await library.forget(try #require(ids.first))
    #expect(prompt.entries().map(\.text) == ["kept"])
  }

  @Test func aTextOfTheirsGoesAlsoFromTheNamesake() async throws {
    let library = try await scratch.library()
    let id = try await fill(library)
    let prompt = PromptHistory(path: scratch.location.promptHistory)
    try prompt.append(.init(user: "Xqname", task: "titles", text: "more of\nxqhistory two 蝶番"))
    try prompt.append(.init(user: "Xqname", task: "titles", text: "what would Xqname say"))
    _ = try await library.forget(id)
    #expect(prompt.entries().map(\.text) == ["what would Xqname say"])
  }
}
