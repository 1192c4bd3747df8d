internal import Foundation
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct LibraryTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func libraryWithAda() async throws -> (Library, Library.UserID) {
    let library = try await scratch.library()
    let file = try scratch.write(Sample.reviews, to: "ada.jsonl")
    let report = try await library.importFile(file)
    return (library, try #require(report.users.first))
  }

  @Test func filesAreForTheOwnerOnly() async throws {
    let (library, _) = try await libraryWithAda()
    for suffix in ["", "-wal", "-shm"] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: library.location.database + suffix)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
    }
    let folder = try FileManager.default.attributesOfItem(atPath: scratch.path("data"))
    #expect(folder[.posixPermissions] as? Int == 0o700)
  }

  @Test func aUserComesBackAsImported() async throws {
    let (library, id) = try await libraryWithAda()
    let user = try await library.user(id)
    #expect(user.name == "Ada")
    #expect(user.task.answers == .labels(["1", "2", "3", "4", "5"], ordered: true))
    #expect(user.history.map(\.response) == ["1", "4"])
    #expect(user.test.map(\.response) == ["5"])
  }

  @Test func aSummaryCountsAnswers() async throws {
    let (library, id) = try await libraryWithAda()
    let summary = try await library.summary(id)
    #expect(summary.answers == .scale)
    #expect(summary.interactions == 2)
    #expect(summary.tests == 1)
    #expect(summary.answerCounts == [1, 0, 0, 1, 0])
    #expect(summary.model == nil)
    #expect(try await library.summaries() == [summary])
  }

  @Test func appendingKeepsDateOrderAndSkipsTheIdentical() async throws {
    let (library, id) = try await libraryWithAda()
    let item = Interaction(query: "Middling.", response: "3", date: "2024-1-20")
    #expect(try await library.append(item, to: id))
    #expect(try await !library.append(item, to: id))
    #expect(try await library.user(id).history.map(\.response) == ["1", "3", "4"])
    #expect(try await library.summary(id).answerCounts == [1, 0, 1, 1, 0])
  }

  @Test func aResponseOutsideTheLabelsIsRefused() async throws {
    let (library, id) = try await libraryWithAda()
    await #expect(throws: LibraryError.invalid("\"6\" is none of the labels 1, 2, 3, 4, 5.")) {
      try await library.append(Interaction(query: "What?", response: "6"), to: id)
    }
    #expect(try await library.summary(id).interactions == 2)
  }

  @Test func modelsCountUpAndComeBackEqual() async throws {
    let (library, id) = try await libraryWithAda()
    let user = try await library.user(id)
    let first = Sample.model(user.task)
    let second = Sample.model(user.task, entries: 1, word: "acting")
    #expect(try await library.save(first, for: id) == 1)
    #expect(try await library.save(second, for: id) == 2)
    #expect(try await library.model(for: id).model == second)
    let old = try await library.model(for: id, version: 1)
    #expect(old.model == first)
    #expect(old.history == user.history)
    #expect(try await library.restoreModel(for: id, version: 1) == 3)
    #expect(try await library.model(for: id).model == first)
    let versions = try await library.modelVersions(for: id)
    #expect(versions.map(\.version) == [3, 2, 1])
    #expect(versions[0].factors == 1)
    await #expect(throws: LibraryError.noSuchModel(user: id, version: 9)) {
      try await library.model(for: id, version: 9)
    }
  }

  @Test func aModelKeepsTheHistoryItSaw() async throws {
    let (library, id) = try await libraryWithAda()
    let before = try await library.user(id)
    try await library.save(Sample.model(before.task), for: id)
    #expect(try await library.summary(id).model?.isStale == false)
    try await library.append(
      Interaction(query: "Oldest.", response: "2", date: "2001-01-01"), to: id)
    #expect(try await library.summary(id).model?.isStale == true)
    #expect(try await library.user(id).history.count == 3)
    #expect(try await library.model(for: id).history == before.history)
  }

  @Test func aModelOfPartOfTheHistoryKeepsThatPart() async throws {
    let (library, id) = try await libraryWithAda()
    let user = try await library.user(id)
    let part = [user.history[1], Interaction(query: "From elsewhere.", response: "2")]
    try await library.save(Sample.model(user.task), for: id, fittedOn: part)
    #expect(try await library.model(for: id).history == part)
    #expect(try await library.user(id) == user)
    #expect(try await library.summary(id).interactions == 2)
  }

  @Test func runsComeBackNewestFirst() async throws {
    let (library, id) = try await libraryWithAda()
    let run = Run(
      modelVersion: 1, query: "A quiet film.", answer: Sample.answer(query: "A quiet film."),
      expected: "4", created: Date(timeIntervalSince1970: 1_700_000_000.25))
    let failed = Run(
      modelVersion: nil, query: "Another.", answer: nil, state: .failed, message: "no model",
      created: Date(timeIntervalSince1970: 1_700_000_001))
    let first = try await library.saveRun(run, for: id)
    let second = try await library.saveRun(failed, for: id)
    let list = try await library.runs(for: id)
    #expect(list.map(\.id) == [second, first])
    #expect(list[1].response == "4")
    #expect(list[0].state == .failed)
    #expect(try await library.run(first).run == run)
    #expect(try await library.run(second).run == failed)
    try await library.deleteRun(first)
    #expect(try await library.runs(for: id).map(\.id) == [second])
    #expect(try await library.search("quiet").isEmpty)
    await #expect(throws: LibraryError.noSuchRun(first)) { try await library.run(first) }
  }

  @Test func repliesAreKeptByKey() async throws {
    let (library, id) = try await libraryWithAda()
    #expect(try await library.reply(for: "k", of: id) == nil)
    try await library.keepReply(Data("one".utf8), for: "k", of: id, booking: .sample)
    try await library.keepReply(Data("two".utf8), for: "k", of: id, booking: .sample)
    #expect(try await library.reply(for: "k", of: id) == Data("two".utf8))
  }

  @Test func findingGoesFromExactToPrefix() async throws {
    let library = try await scratch.library()
    let users = [("José", "a"), ("Jose", "a"), ("jose", "b"), ("Josephine", "b"), ("Zoë", "a")]
    let lines = users.map { name, task in
      #"{"user": "\#(name)", "task": "\#(task)", "labels": null, "instruction": "i", "history": []}"#
    }
    try await library.importFile(
      scratch.write(lines.joined(separator: "\n"), to: "users.jsonl"))
    func found(_ name: String, _ task: String? = nil) async throws -> [String] {
      try await library.find(name: name, task: task).map { $0.task + "/" + $0.name }
    }
    #expect(try await found("Jose") == ["a/Jose"])
    #expect(try await found("JOSE") == ["a/Jose", "a/José", "b/jose"])
    #expect(try await found("JOSE", "B") == ["b/jose"])
    #expect(try await found("Joseph") == ["b/Josephine"])
    #expect(try await found("z") == ["a/Zoë"])
    #expect(try await found("nobody").isEmpty)
    #expect(try await found("") == [])
  }

  @Test func unknownUsersAreNamed() async throws {
    let library = try await scratch.library()
    await #expect(throws: LibraryError.noSuchUser(7)) { try await library.user(7) }
    await #expect(throws: LibraryError.noSuchUser(7)) {
      try await library.saveRun(
        Run(modelVersion: nil, query: "q", answer: nil, created: Date()), for: 7)
    }
  }
}
