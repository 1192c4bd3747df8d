internal import RPM
internal import Testing

@testable internal import Intake
@testable internal import Storage

/// The files are made by hand: nothing of LaMP itself is here.
@Suite struct LaMPImporterTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func question(
    _ id: String, _ input: String, _ profile: [String], user: String? = nil
  ) -> String {
    let user = user.map { #", "user_id": "\#($0)""# } ?? ""
    return
      #"{"id": "\#(id)"\#(user), "input": "\#(input)", "profile": [\#(profile.joined(separator: ", "))]}"#
  }

  private func film(_ tag: String, _ description: String, more: String = "") -> String {
    #"{"tag": "\#(tag)", "description": "\#(description)", "id": "7"\#(more)}"#
  }

  private func golds(_ golds: [(String, String)], task: String = "LaMP_2") -> String {
    let items = golds.map { #"{"id": "\#($0.0)", "output": "\#($0.1)"}"# }
    return #"{"task": "\#(task)", "golds": [\#(items.joined(separator: ", "))]}"#
  }

  private func imported(
    _ questions: String, _ outputs: String?
  ) async throws -> (report: ImportReport, users: [User]) {
    let library = try await scratch.library()
    var paths = [try scratch.write(questions, to: "questions.json")]
    // The order on the command line is free.
    if let outputs { paths.insert(try scratch.write(outputs, to: "outputs.json"), at: 0) }
    let report = try await library.importFiles(paths)
    var users: [User] = []
    for id in report.users { users.append(try await library.user(id)) }
    return (report, users)
  }

  @Test func aProfileIsAHistoryAndItsQuestionATest() async throws {
    let text = question(
      "20", "Which tag? tags: [comedy, action] description: A duck  learns to drive. ",
      [
        film("comedy", "A goose cooks.", more: #", "date": "2004-5-1""#),
        film("action", "A goose \\\"runs\\\" [fast}.", more: #", "date": "2003-11-01""#),
      ])
    let (report, users) = try await imported("[\(text)]", golds([("20", "comedy")]))
    let user = try #require(users.first)
    #expect(user.name == "20" && user.task.name == "lamp2")
    #expect(user.task.answers == .labels(LaMPTask.tagLabels, ordered: false))
    #expect(user.task.answers.labels.count == 15)
    // Oldest first.
    #expect(user.history.map(\.response) == ["action", "comedy"])
    #expect(user.history[0].query == "A goose \"runs\" [fast}.")
    #expect(user.history[0].date == "2003-11-01")
    #expect(user.test.map(\.query) == ["A duck  learns to drive."])
    #expect(user.test.map(\.response) == ["comedy"])
    #expect(report.unreadRowCount == 0 && report.remarks.isEmpty && report.lines == 1)
  }

  @Test func starsAndTitlesAreKnownByTheirProfiles() async throws {
    let stars = question(
      "3", "Score? review: It leaks.",
      [#"{"id": "1", "text": "Fine kettle.", "score": "5"}"#, #"{"text": "Bad", "score": 1.0}"#])
    let titles = question(
      "5", "Title of the paper: Moss holds water.",
      [#"{"id": "1", "title": "On moss", "abstract": "Moss is wet."}"#])
    let (_, users) = try await imported(
      "[\n\(stars),\n\(titles)\n]", golds([("3", "2"), ("5", "Wet moss")], task: "LaMP_3"))
    #expect(users.map(\.task.name) == ["lamp3", "lamp5"])
    #expect(users[0].task.answers == .labels(["1", "2", "3", "4", "5"], ordered: true))
    #expect(users[0].history.map(\.response) == ["5", "1"])
    #expect(users[0].test.map(\.response) == ["2"])
    #expect(users[1].task.answers == .open)
    #expect(users[1].test.map(\.query) == ["Moss holds water."])
  }

  @Test func whatARowLacksIsToldAndTheRestIsTaken() async throws {
    let lines = [
      question("110", "Which tag? tags: [comedy]", [film("comedy", "A goose cooks.")]),
      question("111", "description: A duck.", [film("comedy", "A hen."), film("loud", "A cat.")]),
      question("112", "description: A pig.", [film("action", "A dog runs.")]),
      #"{"id": "113", "input": "description: x", "profile": [{"text": "a tweet"}]}"#,
      #"{"id": "114", "input": }"#,
      question("115", "description: A cow.", [film("action", "A cow."), film("comedy", "An ox.")]),
    ]
    let (report, users) = try await imported(
      "[\n" + lines.joined(separator: ",\n") + "\n]",
      golds([("110", "comedy"), ("111", "comedy"), ("115", "action")]))
    #expect(users.map(\.name) == ["110", "111", "112", "115"])
    #expect(users.map(\.test.count) == [0, 1, 0, 1])
    // The target is no part of the history.
    #expect(users[3].history.map(\.query) == ["An ox."])
    #expect(report.unreadRows.map(\.line) == [2, 3, 4, 5, 6])
    let reasons = report.unreadRows.map(\.reason)
    #expect(reasons[0].contains("element 1: id 110") && reasons[0].contains("description:"))
    #expect(reasons[1].contains("profile[1]") && reasons[1].contains("loud"))
    #expect(reasons[2].contains("id 112") && reasons[2].contains("no output"))
    #expect(reasons[3].contains("id 113: the profile is none of"))
    #expect(reasons[4].contains("not JSON"))
    #expect(report.problemCount == 0)
  }

  @Test func severalQuestionsOfAUserAreSeveralUsers() async throws {
    let lines = [
      question("1", "description: A duck.", [film("comedy", "A hen.")], user: "u9"),
      question(
        "2", "description: A pig.", [film("comedy", "A hen."), film("comedy", "A duck.")],
        user: "u9"),
    ]
    let (_, users) = try await imported(
      "[\(lines.joined(separator: ","))]", golds([("1", "comedy"), ("2", "action")]))
    #expect(users.map(\.name) == ["u9", "u9, question 2"])
    #expect(!users[0].history.contains { $0.query == "A duck." })
  }

  @Test func withoutOutputsThereAreHistoriesOnly() async throws {
    let (report, users) = try await imported(
      "[\(question("1", "description: A duck.", [film("comedy", "A hen.")]))]", nil)
    #expect(users.map(\.test.count) == [0] && users.map(\.history.count) == [1])
    #expect(report.remarks.count == 1 && report.unreadRowCount == 0)
  }

  @Test(arguments: ["[{\"id\": \"1\"", "[{\"id\": \"1\"},", "[{\"id\": \"1\"}, \"x"])
  func aFileThatEndsTooEarlyIsNotImported(questions: String) async throws {
    let library = try await scratch.library()
    let good = question("1", "description: A duck.", [film("comedy", "A hen.")])
    let paths = [
      try scratch.write(questions.replacing("{\"id\": \"1\"}", with: good), to: "q.json"),
      try scratch.write(golds([("1", "comedy")]), to: "o.json"),
    ]
    await #expect(throws: ImportFailure.self) { try await library.importFiles(paths) }
    #expect(try await library.summaries().isEmpty)
  }

  @Test func outputsAloneAreNotImported() async throws {
    let library = try await scratch.library()
    let path = try scratch.write(golds([("1", "comedy")]), to: "o.json")
    await #expect(throws: ImportFailure.self) { try await library.importFile(path) }
  }

  @Test func aLongFileIsReadByElements() async throws {
    // Longer than what is read at once, on a single line.
    let filler = String(repeating: "A hen walks by. ", count: 400)
    let lines = (0..<200).map {
      question("\($0)", "description: Duck \($0).", [film("comedy", "\($0) \(filler)")])
    }
    let (report, users) = try await imported(
      "\u{FEFF}[\(lines.joined(separator: ", "))]", golds((0..<200).map { ("\($0)", "action") }))
    #expect(users.count == 200 && report.lines == 200 && report.unreadRowCount == 0)
    #expect(users.allSatisfy { $0.test.count == 1 && $0.history[0].query.count > 6000 })
  }
}
