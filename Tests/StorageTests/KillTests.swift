internal import Foundation
internal import GRDB
internal import RPM
internal import Testing

@testable internal import Storage

#if canImport(Glibc)
  internal import Glibc
#endif

@Suite struct KillTests {
  /// A child writes interactions, models and runs and notes each that was confirmed, until it is
  /// killed in the middle; whatever it noted must be there.
  @Test(arguments: [5, 40, 90, 140]) func whatWasConfirmedSurvivesAKill(_ milliseconds: Int)
    async throws
  {
    let scratch = try Scratch()
    let folder = scratch.folder
    let library = try await scratch.library()
    let id = try #require(
      try await library.importFile(scratch.write(Sample.reviews, to: "ada.jsonl")).users.first)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [folder = folder as String, milliseconds = milliseconds as Int, id = id as Int64] in
      try await writeUntilKilled(folder: folder, milliseconds: milliseconds, id: id)
    }
    let notes = (try? String(contentsOfFile: scratch.path("notes"), encoding: .utf8)) ?? ""
    let confirmed = notes.split(separator: "\n").count
    #expect(confirmed > 0)

    let queries = try await library.user(id).history.map(\.query)
    for index in 0..<confirmed { #expect(queries.contains("number \(index)")) }
    #expect(try await library.modelVersions(for: id).count >= confirmed)
    #expect(try await library.runs(for: id).count >= confirmed)
    let task = try await library.user(id).task
    for version in try await library.modelVersions(for: id).prefix(3) {
      let model = try await library.model(for: id, version: version.version)
      #expect(model.model == Sample.model(task))
    }
    // Opened by itself, after the last user of the log is gone, it is still whole.
    library.close()
    let again = try await scratch.library()
    // A commit that was on the disk but not yet announced to the others may show up only now.
    let late = try await again.user(id).history.count - queries.count
    #expect((0...1).contains(late), "\(late)")
    #expect(queries.count + late - 2 - confirmed <= 1)
    let check = try await again.read { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check")
    }
    #expect(check == ["ok"])
  }

  @Test func aKilledImportLeavesNothing() async throws {
    let scratch = try Scratch()
    let library = try await scratch.library()
    let lines = (0..<1000).map {
      Sample.reviews.replacing("Ada", with: "user \($0)")
    }
    let path = try scratch.write(lines.joined(separator: "\n"), to: "many.jsonl")
    let folder = scratch.folder
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [folder = folder as String, path = path as String] in
      let library = try await Library.open(
        LibraryLocation(database: folder + "/data/library.sqlite", stateFolder: folder + "/state"))
      try await library.importFile(path) { progress in
        if progress.users > 500 { kill(getpid(), SIGKILL) }
      }
    }
    #expect(try await library.summaries().isEmpty)
    #expect(try await library.importFile(path).usersAdded == 1000)
  }
}

private func writeUntilKilled(folder: String, milliseconds: Int, id: Int64) async throws {
  let location = LibraryLocation(
    database: folder + "/data/library.sqlite", stateFolder: folder + "/state")
  let library = try await Library.open(location)
  let task = try await library.user(id).task
  let notes = open(folder + "/notes", O_WRONLY | O_CREAT | O_APPEND, 0o600)
  var index = 0
  while true {
    try await library.append(Interaction(query: "number \(index)", response: "3"), to: id)
    try await library.save(Sample.model(task), for: id)
    try await library.saveRun(
      Run(modelVersion: 1, query: "run \(index)", answer: nil, created: Date()), for: id)
    let line = Array("\(index)\n".utf8)
    _ = write(notes, line, line.count)
    if index == 0 {
      Thread.detachNewThread {
        usleep(UInt32(milliseconds) * 1000)
        kill(getpid(), SIGKILL)
      }
    }
    index += 1
  }
}
