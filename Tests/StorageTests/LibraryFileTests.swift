internal import Foundation
internal import GRDB
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct LibraryFileTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func closedLibrary() async throws -> String {
    let library = try await scratch.library()
    try await library.importFile(scratch.write(Sample.reviews, to: "ada.jsonl"))
    library.close()
    return library.location.database
  }

  private func plain(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func aNewerLibraryIsRefusedUntouched() async throws {
    let path = try await closedLibrary()
    try plain(path, "PRAGMA user_version = 99")
    let before = try scratch.bytes(path)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("data"))
    await #expect(
      throws: LibraryError.newerVersion(path: path, found: 99, known: Schema.version)
    ) { try await scratch.library() }
    #expect(try scratch.bytes(path) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("data")) == names)
  }

  @Test func aNewerVersionThatOnlyTheLogKnowsIsRefused() async throws {
    let library = try await scratch.library()
    // The connection stays open, so the log is not folded into the file.
    let queue = try DatabaseQueue(path: library.location.database)
    try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    await #expect(
      throws: LibraryError.newerVersion(
        path: library.location.database, found: 99, known: Schema.version)
    ) { try await scratch.library() }
    try queue.close()
  }

  @Test func otherFilesAreRefusedUntouched() async throws {
    let path = scratch.location.database
    try scratch.write(
      "Dear diary, this is no database, and it is long enough.", to: "data/library.sqlite")
    await #expect(throws: LibraryError.notALibrary(path: path)) { try await scratch.library() }
    #expect(try scratch.bytes(path).starts(with: Data("Dear diary".utf8)))

    try FileManager.default.removeItem(atPath: path)
    try plain(path, "CREATE TABLE recipe (name TEXT)")
    let before = try scratch.bytes(path)
    await #expect(throws: LibraryError.notALibrary(path: path)) { try await scratch.library() }
    #expect(try scratch.bytes(path) == before)

    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    await #expect(throws: LibraryError.notALibrary(path: path)) { try await scratch.library() }
  }

  @Test func anEmptyFileBecomesALibrary() async throws {
    try scratch.write("", to: "data/library.sqlite")
    let library = try await scratch.library()
    #expect(try await library.summaries().isEmpty)
  }

  @Test func damageIsNamed() async throws {
    let path = try await closedLibrary()
    var bytes = try scratch.bytes(path)
    for index in 4096..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
    try scratch.write(bytes, to: "data/library.sqlite")
    do {
      let library = try await scratch.library()
      _ = try await library.summaries()
      Issue.record("a damaged file was read")
    } catch let error as LibraryError {
      guard case .damaged(path, _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func aPlaceThatCannotBeWrittenIsNamed() async throws {
    try scratch.write("a file, no folder", to: "data")
    await #expect {
      try await scratch.library()
    } throws: { error in
      guard case LibraryError.unwritable = error else { return false }
      return true
    }
  }

  @Test func twoLibrariesShareAFile() async throws {
    async let first = scratch.library()
    async let second = scratch.library()
    let (one, other) = try await (first, second)
    let file = try scratch.write(Sample.reviews, to: "ada.jsonl")
    let id = try #require(try await one.importFile(file).users.first)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<20 {
        let library = index % 2 == 0 ? one : other
        group.addTask {
          try await library.append(Interaction(query: "number \(index)", response: "3"), to: id)
        }
      }
      try await group.waitForAll()
    }
    #expect(try await one.summary(id) == other.summary(id))
    #expect(try await other.user(id).history.count == 22)
    #expect(try await other.importFile(file).skipped == 2)
  }

  @Test func aLockedLibraryIsNamed() async throws {
    let library = try await scratch.library(patience: 0.05)
    let file = try scratch.write(Sample.reviews, to: "ada.jsonl")
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: library.location.database, configuration: configuration)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    await #expect(throws: LibraryError.locked(path: library.location.database)) {
      try await library.importFile(file)
    }
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    #expect(try await library.importFile(file).usersAdded == 1)
  }

  @Test(arguments: [
    (ResultCode.SQLITE_BUSY, "locked"), (.SQLITE_CORRUPT, "damaged"), (.SQLITE_FULL, "full"),
    (.SQLITE_READONLY, "cannot be opened for writing"), (.SQLITE_NOTADB, "not a rationale library"),
  ])
  func everyErrorNamesTheFile(_ code: ResultCode, _ words: String) {
    let text = "\(LibraryError.wrapping(DatabaseError(resultCode: code), path: "/l.sqlite"))"
    #expect(text.contains("/l.sqlite"))
    #expect(text.contains(words))
  }
}
