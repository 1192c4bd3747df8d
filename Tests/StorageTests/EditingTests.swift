internal import Foundation
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct EditingTests {
  private let scratch: Scratch
  private let library: Library
  private let id: Library.UserID
  private let task: TaskDefinition

  init() async throws {
    scratch = try Scratch()
    library = try await scratch.library()
    _ = try await library.importFile(scratch.write(Sample.reviews, to: "a.jsonl"))
    id = try #require(try await library.summaries().first?.id)
    task = try await library.user(id).task
    _ = try await library.save(Sample.model(task, word: "plot"), for: id)
  }

  private let edit = JournalEntry.Change.edit(.rename(factor: "Story", name: "Tale"))

  @Test func marksComeBack() async throws {
    var model = Sample.model(task)
    model.memory.entries[0].marks = EntryMarks(
      isExcluded: true, isPinned: true, isKeyOutdated: true,
      staleness: Staleness(.numberChanged, "4 of 6"))
    let version = try await library.save(model, changedBy: edit, from: 1, for: id)
    #expect(version == 2)
    #expect(try await library.model(for: id).model == model)
    #expect(try await library.summary(id).model?.isStale == false)
    let journal = try await library.journal(for: id)
    #expect(journal.map(\.change) == [edit])
    #expect(journal.map(\.parent) == [1])
  }

  @Test func undoBringsTheEarlierPathsBackIntoTheSearch() async throws {
    func found(_ word: String) async throws -> Int {
      try await library.search(word).count
    }
    let before = try await found("plot")
    try await library.save(
      Sample.model(task, word: "zebra"), changedBy: edit, from: 1, for: id)
    #expect(try await found("zebra") > 0)
    #expect(try await found("plot") < before)
    #expect(try await library.undoEdit(for: id).version == 2)
    #expect(try await found("plot") == before)
    #expect(try await found("zebra") == 0)
    #expect(try await library.redoEdit(for: id).version == 2)
    #expect(try await found("zebra") > 0)
    #expect(try await library.modelVersions(for: id).map(\.version) == [2, 1])
  }

  @Test func ofTwoWhoEditAtOnceTheSecondIsTold() async throws {
    let model = Sample.model(task)
    try await library.save(model, changedBy: edit, from: 1, for: id)
    await #expect(throws: LibraryError.self) {
      try await library.save(model, changedBy: edit, from: 1, for: id)
    }
    #expect(try await library.modelVersions(for: id).count == 2)
  }

  @Test func theWayToAVersionLeavesOutWhatWasTakenBack() async throws {
    let model = Sample.model(task)
    try await library.save(model, changedBy: edit, from: 1, for: id)
    try await library.undoEdit(for: id)
    let other = JournalEntry.Change.edit(.drop(factor: "Story"))
    try await library.save(model, changedBy: other, from: 1, for: id)
    #expect(try await library.changes(for: id).map(\.change) == [other])
    #expect(try await library.changes(to: 2, for: id).map(\.change) == [edit])
    #expect(try await library.journal(for: id).map(\.version) == [3, 2])
    // A fit begins anew, and there is nothing of it to take back.
    _ = try await library.save(model, for: id)
    #expect(try await library.changes(for: id).isEmpty)
    await #expect(throws: LibraryError.self) { try await library.undoEdit(for: id) }
  }

  @Test func anEditIsNoFitOfItsOwn() async throws {
    try await library.save(Sample.model(task), changedBy: edit, from: 1, for: id)
    #expect(try await library.trace(of: id).map(\.modelVersion) == [1])
  }

  @Test func theJournalGoesWithThePerson() async throws {
    let secret = JournalEntry.Change.edit(.rename(factor: "Story", name: "Quagmire"))
    try await library.save(Sample.model(task), changedBy: secret, from: 1, for: id)
    _ = try await library.forget(id)
    library.close()
    let bytes = try scratch.bytes(scratch.location.database)
    #expect(bytes.range(of: Data("Quagmire".utf8)) == nil)
  }
}
