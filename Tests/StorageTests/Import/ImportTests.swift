internal import Foundation
internal import GRDB
internal import Intake
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct ImportTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func line(
    _ history: String, user: String = "Ada", labels: String = "null", more: String = ""
  ) -> String {
    #"{"user": "\#(user)", "task": "t", "labels": \#(labels), "instruction": "i", "history": [\#(history)]\#(more)}"#
  }

  /// Imports text into a new library and gives its only user.
  private func user(_ text: String) async throws -> User {
    let library = try await scratch.library()
    let report = try await library.importFile(scratch.write(text, to: "in.jsonl"))
    return try await library.user(#require(report.users.first))
  }

  /// What is said of a file that cannot be imported; nothing of it may stay.
  private func complaint(_ data: Data) async throws -> String {
    let library = try await scratch.library()
    let path = try scratch.write(data, to: "in.jsonl")
    do {
      try await library.importFile(path)
      return ""
    } catch let failure as ImportFailure {
      #expect(try await library.summaries().isEmpty)
      return failure.description.replacing(path + ":", with: "")
    }
  }

  private func complaint(_ text: String) async throws -> String {
    try await complaint(Data(text.utf8))
  }

  @Test func integerLabelsFormAScaleLowestFirst() async throws {
    let user = try await user(line(#"{"query": "q", "response": 5.0}"#, labels: "[5, 1, 10]"))
    #expect(user.task.answers == .labels(["1", "5", "10"], ordered: true))
    #expect(user.history[0].response == "5")
  }

  @Test(arguments: [
    (#"["10", "9", "1", "2"]"#, ["1", "2", "9", "10"]),
    (#"[3, -1, 0, -12]"#, ["-12", "-1", "0", "3"]),
    (#"["1", "01", "0"]"#, ["0", "1", "01"]), (#"["01", "1", "0"]"#, ["0", "01", "1"]),
  ])
  func aScaleIsOrderedByValue(labels: String, order: [String]) async throws {
    let item = #"{"query": "q", "response": \#(labels.dropFirst().prefix { $0 != "," })}"#
    let user = try await user(line(item, labels: labels))
    #expect(user.task.answers == .labels(order, ordered: true))
  }

  @Test func aScaleStaysOneWhenLabelsAreAdded() async throws {
    let library = try await scratch.library()
    let lines = [
      line(
        #"{"query": "q", "response": "low"}"#, labels: #"["low", "high"]"#,
        more: #", "ordered": true"#),
      line(#"{"query": "p", "response": "top"}"#, labels: #"["low", "high", "top"]"#),
    ]
    let report = try await library.importFile(
      scratch.write(lines.joined(separator: "\n"), to: "in.jsonl"))
    let user = try await library.user(#require(report.users.first))
    #expect(user.task.answers == .labels(["low", "high", "top"], ordered: true))
  }

  @Test func tagsThatAreNumbersStayTagsWhenLabelsAreAdded() async throws {
    let library = try await scratch.library()
    let lines = [
      line(#"{"query": "q", "response": 8}"#, labels: "[8, 7]", more: #", "ordered": false"#),
      line(#"{"query": "p", "response": 6}"#, labels: "[6]"),
    ]
    let report = try await library.importFile(
      scratch.write(lines.joined(separator: "\n"), to: "in.jsonl"))
    let user = try await library.user(#require(report.users.first))
    #expect(user.task.answers == .labels(["8", "7", "6"], ordered: false))
  }

  @Test func replacingKeepsNothingThatNoModelNeeds() async throws {
    let library = try await scratch.library()
    let id = try #require(
      try await library.importFile(scratch.write(Sample.reviews, to: "a.jsonl")).users.first)
    let fitted = try await library.user(id)
    try await library.save(Sample.model(fitted.task), for: id)
    for word in ["unseen", "final"] {
      try await library.importFile(
        scratch.write(Sample.reviews.replacing("brilliant", with: word), to: "b.jsonl"),
        replace: true)
    }
    let texts = try await library.read { db in
      try String.fetchAll(db, sql: "SELECT query FROM interaction WHERE part <> 1")
    }
    #expect(!texts.contains { $0.contains("unseen") })
    #expect(try await library.model(for: id).history == fitted.history)
  }

  @Test func otherLabelsAreAScaleOnRequest() async throws {
    let item = #"{"query": "q", "response": " low "}"#
    let user = try await user(
      line(item, labels: #"["low", "high"]"#, more: #", "ordered": true"#))
    #expect(user.task.answers == .labels(["low", "high"], ordered: true))
    #expect(user.history[0].response == "low")
  }

  @Test func integerLabelsNeedNotBeAScale() async throws {
    let user = try await user(
      line(#"{"query": "q", "response": 7}"#, labels: "[8, 7]", more: #", "ordered": false"#))
    #expect(user.task.answers == .labels(["8", "7"], ordered: false))
  }

  @Test func optionTextsArePrintedAndAnsweredByLetter() async throws {
    let item = #"{"query": "Tea or coffee?", "response": "coffee", "options": ["Tea", "Coffee"]}"#
    let user = try await user(line(item))
    #expect(user.task.answers == .options)
    #expect(user.history[0].query == "Tea or coffee?\nA. Tea\nB. Coffee")
    #expect(user.history[0].response == "B")
    #expect(user.history[0].options == ["A", "B"])
  }

  @Test func printedOptionsStayAsTheyAre() async throws {
    let one = #"{"query": "Why?\nA. So\nB. Not", "response": "A", "options": ["A", "B"]}"#
    let two = #"{"query": "Why?\nA. So\nB. Not", "response": "Not", "options": ["So", "Not"]}"#
    let lone = #"{"query": "Tick?\nA. Not ticked", "response": "A", "options": ["A"]}"#
    let user = try await user(line([one, two, lone].joined(separator: ",")))
    #expect(user.history.map(\.response) == ["A", "B", "A"])
    #expect(user.history[1].query == "Why?\nA. So\nB. Not")
    #expect(user.history[1].options == ["A", "B"])
  }

  @Test func queriesThatPrintTheirAnswersHaveOptions() async throws {
    let one = #"{"query": "Why?\nA. So\nB. Not", "response": "A"}"#
    let two = #"{"query": "Tick?\nA. Yes\nB. No", "response": "No"}"#
    let user = try await user(line([one, two].joined(separator: ",")))
    #expect(user.task.answers == .options)
    #expect(user.history.map(\.response) == ["A", "B"])
    #expect(user.history[0].options == ["A", "B"])
  }

  @Test(arguments: [
    #"{"query": "Why?", "response": "A"}"#,
    #"{"query": "Why?\nA. So\nB. Not", "response": "C"}"#,
    #"{"query": "A plan in one point:\nA. Walk", "response": "A"}"#,
  ])
  func oneItemThatDoesNotMakesAllFree(_ other: String) async throws {
    let one = #"{"query": "Why?\nA. So\nB. Not", "response": "A"}"#
    let user = try await user(line([one, other].joined(separator: ",")))
    #expect(user.task.answers == .open)
  }

  @Test func withoutLabelsAndOptionsAnswersAreFree() async throws {
    let user = try await user(line(#"{"query": "q", "response": "Some title"}"#))
    #expect(user.task.answers == .open)
  }

  @Test func aHistoryIsSortedByItsDates() async throws {
    let items = ["2004-11-2", "2004-5-1", "2003-12-31", "2004-05-01"].enumerated().map {
      #"{"query": "q\#($0)", "response": "r", "date": "\#($1)"}"#
    }
    let dated = try await user(line(items.joined(separator: ",")))
    #expect(dated.history.map(\.query) == ["q2", "q1", "q3", "q0"])
  }

  @Test func oneMissingDateKeepsItsNeighbours() async throws {
    let items = [
      #"{"query": "q0", "response": "r", "date": "2004-11-2"}"#,
      #"{"query": "q1", "response": "r"}"#,
      #"{"query": "q2", "response": "r", "date": "2001-11-2"}"#,
    ]
    #expect(
      try await user(line(items.joined(separator: ","))).history.map(\.query) == ["q2", "q1", "q0"])
  }

  @Test func byteOrderMarkAndCarriageReturnsAreAccepted() async throws {
    let text =
      "\u{FEFF}" + line(#"{"query": "q", "response": "r"}"#) + "\r\n\r\n  \n"
      + line(#"{"query": "q", "response": "r"}"#, user: "Bo") + "\r\n"
    let library = try await scratch.library()
    let report = try await library.importFile(scratch.write(text, to: "in.jsonl"))
    #expect(report.lines == 2)
    #expect(report.usersAdded == 2)
  }

  @Test func aRepeatedUserGetsWhatIsNew() async throws {
    let library = try await scratch.library()
    let old = line(#"{"query": "q", "response": "r"}, {"query": "q", "response": "r"}"#)
    let new = line(#"{"query": "q", "response": "r"}, {"query": "p", "response": "r"}"#)
    let first = try await library.importFile(scratch.write(old, to: "a.jsonl"))
    #expect((first.added, first.skipped) == (2, 0))
    let again = try await library.importFile(scratch.path("a.jsonl"))
    #expect((again.added, again.skipped) == (0, 2))
    #expect((again.usersAdded, again.usersRepeated) == (0, 1))
    let more = try await library.importFile(scratch.write(new, to: "b.jsonl"))
    #expect((more.added, more.skipped) == (1, 1))
    #expect(try await library.summaries().map(\.interactions) == [3])
  }

  @Test func labelsOfARepeatedUserAreJoined() async throws {
    let library = try await scratch.library()
    let lines = [
      line(#"{"query": "q", "response": "x"}"#, labels: #"["y", "x"]"#),
      line(#"{"query": "p", "response": "z"}"#, labels: #"["x", "z"]"#),
      #"{"user": "Ada", "task": "t", "history": [{"query": "o", "response": "y"}]}"#,
    ]
    let report = try await library.importFile(
      scratch.write(lines.joined(separator: "\n"), to: "in.jsonl"))
    let user = try await library.user(#require(report.users.first))
    #expect(user.task.answers == .labels(["y", "x", "z"], ordered: false))
    #expect(user.history.count == 3)
    #expect(user.task.instruction == "i")
  }

  @Test func replacingStartsOverAndKeepsModels() async throws {
    let library = try await scratch.library()
    let id = try #require(
      try await library.importFile(scratch.write(Sample.reviews, to: "a.jsonl")).users.first)
    let before = try await library.user(id)
    try await library.save(Sample.model(before.task), for: id)
    let line = Sample.reviews.replacing("[1, 2, 3, 4, 5]", with: "[1, 4, 5]")
      .replacing("brilliant", with: "better")
    let report = try await library.importFile(
      scratch.write(line, to: "b.jsonl"), replace: true)
    #expect(report.usersReplaced == 1)
    #expect((report.added, report.skipped) == (2, 0))
    let after = try await library.user(id)
    #expect(after.task.answers.labels == ["1", "4", "5"])
    #expect(after.history.count == 2)
    #expect(after.test == before.test)
    #expect(try await library.model(for: id, version: 1).history == before.history)
    #expect(try await library.summary(id).model?.isStale == true)
    #expect(try await library.search("brilliant").isEmpty)
    #expect(try await library.save(Sample.model(after.task), for: id) == 2)
  }

  @Test func aUserOnSeveralLinesAndInSeveralFilesIsCountedOnce() async throws {
    let library = try await scratch.library()
    let items = ["q", "p"].map { line(#"{"query": "\#($0)", "response": "r"}"#) }
    let one = try scratch.write(items.joined(separator: "\n"), to: "a.jsonl")
    let two = try scratch.write(items[1], to: "b.jsonl")
    let first = try await library.importFiles([one, two])
    #expect((first.usersAdded, first.usersRepeated, first.added, first.skipped) == (1, 0, 2, 1))
    let second = try await library.importFiles([one, two])
    #expect((second.usersAdded, second.usersRepeated, second.skipped) == (0, 1, 3))
  }

  @Test func theSameNameUnderTwoTasksIsTwoUsers() async throws {
    let library = try await scratch.library()
    let one = line(#"{"query": "q", "response": "r"}"#)
    let two = one.replacing(#""task": "t""#, with: #""task": "s""#)
    try await library.importFile(scratch.write(one + "\n" + two, to: "in.jsonl"))
    #expect(try await library.summaries().map(\.task) == ["s", "t"])
    #expect(try await library.find(name: "Ada").count == 2)
    #expect(try await library.find(name: "Ada", task: "s").map(\.task) == ["s"])
  }

  @Test(arguments: [
    (#"{"user": "A"#, "1: not JSON at byte 10: a text has no closing quote"),
    (#"{"user": "A" "task": 1}"#, #"1: not JSON at byte 14: "," or "}" was expected"#),
    (#"[1]"#, " this is a list of texts or numbers, not of objects"),
    (#"{"task": "t"}"#, "1: user is missing"),
    (#"{"user": " ", "task": "t"}"#, "1: user is empty"),
    (#"{"user": ["A"], "task": "t"}"#, "1: user is a list, not a text or a number"),
    (#"{"user": "A", "task": "t", "instruction": "i"}"#, "1: history is missing"),
    (
      #"{"user": "A", "task": "t", "labels": [], "history": []}"#,
      "1: labels is empty; name the labels, or write null for free text"
    ),
    (
      #"{"user": "A", "task": "t", "labels": [1, "1"], "history": []}"#,
      #"1: the label "1" is there twice"#
    ),
    (
      #"{"user": "A", "task": "t", "instruction": "i", "history": {}}"#,
      "1: history is an object, not a list"
    ),
    (
      "\n" + #"{"user": "A", "task": "t", "instruction": "i", "history": [{"query": "q"}]}"#,
      "2: history[0].response is missing"
    ),
    (
      #"{"user": "A", "task": "t", "instruction": "i", "history": [], "test": [{"query": "q", "response": true}]}"#,
      "1: test[0].response is true or false, not a text or a number"
    ),
    (
      #"{"user": "A", "task": "t", "instruction": "i", "labels": [1, 2], "history": [{"query": "q", "response": 3}]}"#,
      #"1: history[0].response "3" is none of the labels 1, 2"#
    ),
    (
      #"{"user": "A", "task": "t", "instruction": "i", "history": [{"query": "q", "response": "C", "options": ["x", "y"]}]}"#,
      #"1: history[0].response "C" is none of the options A, B"#
    ),
    (
      #"{"user": "A", "task": "t", "instruction": "i", "history": [{"query": "q", "response": "x", "options": ["x", "y"]}, {"query": "q", "response": "x"}]}"#,
      #"1: history[1] has no options, and its query ends with no lines "A. …""#
    ),
    (
      #"{"user": "A", "task": "t", "instruction": "i", "history": [{"query": "q\u0000", "response": "x"}]}"#,
      "1: history[0].query holds the character U+0000, which cannot be stored"
    ),
  ])
  func badLinesAreNamed(_ text: String, _ expected: String) async throws {
    #expect(try await complaint(text) == expected)
  }

  @Test func bytesThatAreNoTextAreNamed() async throws {
    var data = Data(#"{"user": "A"#.utf8)
    data += [0xC3, 0x28]
    #expect(
      try await complaint(data)
        == "1: byte 12 of the line is not UTF-8; save the file as UTF-8, or say --encoding latin1 "
        + "if it is Latin-1")
    // UTF-16 is read as what it is.
    #expect(
      try await complaint(Data([0xFF, 0xFE, 0x7B, 0x00]))
        == "1: not JSON at byte 2: a key in quotes was expected")
  }

  @Test func labelsAndFreeAnswersDoNotMix() async throws {
    let text = [
      line(#"{"query": "q", "response": "1"}"#, labels: "[1]"),
      line(#"{"query": "p", "response": "1"}"#),
    ].joined(separator: "\n")
    #expect(
      try await complaint(text) == """
        2: labels is null, and this user has a closed set of labels; use another task name, or \
        --replace to start this user over
        """)
  }

  @Test func allBadLinesAreNamedAndNothingIsImported() async throws {
    let good = line(#"{"query": "q", "response": "r"}"#)
    #expect(
      try await complaint([good, "x", good, "{}"].joined(separator: "\n"))
        == "2: not JSON at byte 1: a value was expected\n4: user is missing")
  }

  @Test func readableLinesAreTakenOnRequest() async throws {
    let library = try await scratch.library()
    let good = line(#"{"query": "q", "response": "r"}"#)
    let path = try scratch.write(["x", good, "{}"].joined(separator: "\n"), to: "in.jsonl")
    let report = try await library.importFile(path, keepGood: true)
    #expect(report.usersAdded == 1)
    #expect(report.problemCount == 2)
    #expect(report.problems.map(\.line) == [1, 3])
    #expect(try await library.summaries().count == 1)
  }

  @Test func aMissingFileIsNamed() async throws {
    let library = try await scratch.library()
    let path = scratch.path("none.jsonl")
    await #expect(
      throws: ImportFailure(
        problems: [ImportProblem(file: path, line: nil, reason: "No such file or directory")],
        problemCount: 1)
    ) { try await library.importFile(path) }
  }

  @Test func aCancelledImportLeavesNothing() async throws {
    let library = try await scratch.library()
    let lines = (0..<2000).map { line(#"{"query": "q", "response": "r"}"#, user: "u\($0)") }
    let path = try scratch.write(lines.joined(separator: "\n"), to: "in.jsonl")
    let (seen, continuation) = AsyncStream<Void>.makeStream()
    let task = Task {
      try await library.importFile(path) { progress in
        #expect(progress.lines > 0)
        continuation.yield()
        // Long enough for the cancellation to arrive before the last line.
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
    for await _ in seen { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await library.summaries().isEmpty)
    try await library.importFile(scratch.write(lines[0], to: "one.jsonl"))
    #expect(try await library.summaries().count == 1)
  }

  @Test func samplesComeOnceIntoALibraryThatNeverHeldAnyone() async throws {
    let library = try await scratch.library()
    let one = try scratch.write(Sample.reviews, to: "a.jsonl")
    let two = try scratch.write(line(#"{"query": "q", "response": "r"}"#), to: "b.jsonl")
    let report = try #require(try await library.importSamples([one, two]))
    #expect(report.usersAdded == 2)
    for user in report.users { _ = try await library.forget(user) }
    #expect(try await library.importSamples([one, two]) == nil)
    #expect(try await library.summaries().isEmpty)
  }

  @Test func samplesAreAllOrNothing() async throws {
    let library = try await scratch.library()
    let one = try scratch.write(Sample.reviews, to: "a.jsonl")
    let two = try scratch.write("x", to: "b.jsonl")
    await #expect(throws: ImportFailure.self) { try await library.importSamples([one, two]) }
    #expect(try await library.summaries().isEmpty)
    #expect(try await library.importSamples([one])?.usersAdded == 1)
  }
}
