internal import Foundation
internal import GRDB
internal import RPM
internal import Testing

@testable internal import Storage

/// Files that are put in the place of a library, and values that were changed by hand.
@Suite struct SwapTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private var path: String { scratch.location.database }

  /// A closed library with one person, kept as a backup; then one that died with work in its log.
  private func killed() async throws {
    let library = try await scratch.library()
    try await library.importFile(scratch.write(Sample.reviews, to: "ada.jsonl"))
    library.close()
    try FileManager.default.copyItem(atPath: path, toPath: scratch.path("backup"))
    let folder = scratch.folder
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
      let library = try await Library.open(
        LibraryLocation(database: folder + "/data/library.sqlite", stateFolder: folder + "/state"))
      for index in 0..<20 {
        try await library.append(Interaction(query: "number \(index)", response: "3"), to: 1)
      }
      kill(getpid(), SIGKILL)
    }
    #expect(LibraryFile.size(of: path + "-wal") > 0)
  }

  @Test(arguments: [true, false]) func aForeignLogIsNeverApplied(_ isNewFile: Bool) async throws {
    try await killed()
    let backup = try scratch.bytes(scratch.path("backup"))
    if isNewFile { try FileManager.default.removeItem(atPath: path) }
    try backup.write(to: URL(fileURLWithPath: path))
    await #expect(throws: LibraryError.foreignLog(path: path)) { try await scratch.library() }
    #expect(try scratch.bytes(path) == backup)
    // The way out.
    for end in ["-wal", "-shm"] { try FileManager.default.removeItem(atPath: path + end) }
    let library = try await scratch.library()
    #expect(try await library.user(1).history.count == 2)
  }

  @Test func theLogOfTheSameFileIsApplied() async throws {
    try await killed()
    let library = try await scratch.library()
    #expect(try await library.user(1).history.count == 22)
    library.close()
    #expect(!FileManager.default.fileExists(atPath: LogMark.path(of: path)))
  }

  @Test(arguments: ["moved", "replaced"]) func nothingIsToldAsKeptInAFileThatIsGone(
    _ what: String
  ) async throws {
    let library = try await scratch.library()
    try await library.importFile(scratch.write(Sample.reviews, to: "ada.jsonl"))
    let copy = try await copy(of: library)
    switch what {
    case "moved":
      try FileManager.default.moveItem(atPath: path, toPath: scratch.path("elsewhere"))
    default: try copy.write(to: URL(fileURLWithPath: path), options: .atomic)
    }
    await #expect(throws: LibraryError.replaced(path: path)) {
      try await library.append(Interaction(query: "new", response: "3"), to: 1)
    }
    library.close()
    if what == "replaced" { #expect(try scratch.bytes(path) == copy) }
  }

  private func copy(of library: Library) async throws -> Data {
    let target = try DatabaseQueue(path: scratch.path("copy"))
    try library.pool.backup(to: target)
    try target.close()
    return try scratch.bytes(scratch.path("copy"))
  }

  @Test(arguments: [
    "UPDATE model SET version = -1, fitted = 9e999",
    "UPDATE model SET factors = '[]'", "UPDATE model SET statistics = '{}'",
    "UPDATE model SET history = x'00'", "UPDATE entry SET interaction = 7",
    "UPDATE model SET fitted = 9e999", "UPDATE interaction SET instant = 9223372036854775807",
  ])
  func whatDoesNotFitIsToldAndCanBeForgotten(_ change: String) async throws {
    let library = try await scratch.library()
    try await library.importFile(scratch.write(Sample.reviews, to: "ada.jsonl"))
    try await library.save(Sample.model(try await library.user(1).task), for: 1)
    try await library.write { try $0.execute(sql: change) }
    await #expect {
      _ = try await library.user(1)
      _ = try await library.modelVersions(for: 1)
      _ = try await library.model(for: 1)
    } throws: { error in
      guard case LibraryError.unsound = error else { return false }
      return !"\(error)".contains("brilliant")
    }
    _ = try await library.forget(1)
    #expect(try await library.summaries().isEmpty)
    #expect(try await library.search("brilliant").isEmpty)
  }

  @Test(arguments: [400_000_000_000_000_000, 1 << 62, Int.max]) func greatCountsCanBeSummed(
    _ tokens: Int
  ) async throws {
    let library = try await scratch.library()
    try await library.importFile(scratch.write(Sample.reviews, to: "ada.jsonl"))
    var booking = UsageBooking.sample
    booking.usage = Usage(calls: 1, inputTokens: tokens, outputTokens: tokens)
    for _ in 0..<30 { try await library.book(booking, of: 1) }
    #expect(try await library.usage().tokens > 1 << 52)
    for grouping in UsageGrouping.allCases {
      #expect(try await library.usageReport(by: grouping).count == 1)
    }
    #expect((0..<30).reduce(Usage()) { sum, _ in sum + booking.usage }.tokens > 0)
  }

  @Test func whatIsKeptOfAPersonIsFoundWhateverTheirNameHolds() async throws {
    let library = try await scratch.library()
    let name = #"A "b" \ c"# + "\t\u{7}"
    let line = Sample.reviews.replacing(#""Ada""#, with: try StoredJSON.encode(name))
    let id = try #require(
      try await library.importFile(scratch.write(line, to: "in/a.jsonl")).users.first)
    let kept = try StoredJSON.encode(["user": name, "run": "r"])
    let other = try StoredJSON.encode(["user": "Bea", "run": "r"])
    try scratch.write(kept + "\n" + other + "\n", to: "state/evaluations/e.jsonl")
    try scratch.write(
      "[0.1, \"o\", \(try StoredJSON.encode(name))]\n", to: "state/recordings/r.cast")
    _ = try await library.forget(id)
    #expect(
      try scratch.bytes(scratch.path("state/evaluations/e.jsonl")) == Data((other + "\n").utf8))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("state/recordings/r.cast")))
    // Nobody writes it back.
    let prompt = PromptHistory(path: scratch.location.promptHistory)
    try await library.remember(.init(user: name, task: "reviews", text: "late"), in: prompt)
    #expect(prompt.entries().isEmpty)
  }

  @Test func aForgettingThatWasKilledIsFinishedBesideTheLibrary() async throws {
    let library = try await scratch.library()
    try await library.importFile(scratch.write(Sample.reviews, to: "ada.jsonl"))
    let prompt = PromptHistory(path: scratch.location.promptHistory)
    try prompt.append(.init(user: "Ada", task: "reviews", text: "late"))
    try await library.write { db in
      try Scrub.request(db, name: "Ada", task: "reviews")
      try db.execute(sql: "DELETE FROM user")
    }
    library.close()
    let again = try await scratch.library()
    #expect(prompt.entries().isEmpty)
    #expect(try await !again.read(Scrub.isDue))
  }

  @Test func manyLinesOfAPersonAreOneByOneTheSame() async throws {
    let library = try await scratch.library()
    func line(_ queries: [String]) -> String {
      let items = queries.map { #"{"query": "\#($0)", "response": "r"}"# }.joined(separator: ", ")
      return
        #"{"user": "A", "task": "t", "labels": null, "instruction": "i", "history": [\#(items)]}"#
    }
    let lines = [["a", "b"], ["a", "a"], ["b"], ["a", "c"], ["c", "c", "a"]].map(line)
    let file = try scratch.write(lines.joined(separator: "\n"), to: "many.jsonl")
    let report = try await library.importFile(file)
    #expect((report.added, report.skipped) == (5, 5))
    #expect(try await library.user(1).history.map(\.query) == ["a", "b", "a", "c", "c"])
    #expect(try await library.summaries().map(\.interactions) == [5])
    #expect(try await library.search("A").contains { $0.place == .user })
    #expect(try await library.importFile(file).added == 0)
  }
}

#if canImport(Glibc)
  internal import Glibc
#endif
