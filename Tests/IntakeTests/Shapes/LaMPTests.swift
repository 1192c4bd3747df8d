internal import Testing

@testable internal import Intake

/// The records are made by hand: nothing of LaMP itself is here.
@Suite struct LaMPTests {
  private func question(
    _ id: String, _ input: String, _ profile: [String], user: String? = nil
  ) -> String {
    let user = user.map { #", "user_id": "\#($0)""# } ?? ""
    return
      #"{"id": "\#(id)"\#(user), "input": "\#(input)", "profile": [\#(profile.joined(separator: ", "))]}"#
  }

  private func film(_ tag: String, _ description: String) -> String {
    #"{"tag": "\#(tag)", "description": "\#(description)", "id": "7"}"#
  }

  /// Outputs as a list of pairs beside which the task stands.
  private func outputs(_ golds: [(String, String)], task: String) throws -> CompanionFiles {
    let lines = golds.map { #"{"id": "\#($0.0)", "output": "\#($0.1)"}"# }
    return ShapeSample.companion(
      "outputs", try ShapeSample.lines(lines.joined(separator: "\n")),
      around: [JSONValue.Member(key: "task", value: .string(task))])
  }

  private func read(
    _ lines: [String], _ companions: CompanionFiles = CompanionFiles()
  ) throws -> (answers: [SourceAnswer], notes: ShapeNotes) {
    try ShapeSample.read(
      LaMP.self, try ShapeSample.lines(lines.joined(separator: "\n")), companions)
  }

  private let pair =
    #"For an author who has written the paper with the title \"Wet moss\", which reference is related? Just answer with [1] or [2] without explanation. [1]: \"On moss\" [2]: \"On stone\""#
  private let paper = #"{"title": "Moss", "abstract": "Moss holds water.", "id": "p"}"#

  @Test func citationsAreNoTitles() throws {
    let (answers, notes) = try read(
      [question("1", pair, [paper])], outputs([("1", "[2]")], task: "LaMP_1"))
    #expect(answers.map(\.task) == ["lamp1", "lamp1"])
    #expect(answers[0].query == "Moss holds water." && answers[0].response == "Moss")
    #expect(answers[1].isTest && answers[1].response == "[2]")
    #expect(answers[1].query == "Wet moss\n[1] On moss\n[2] On stone")
    #expect(notes.mistakes.isEmpty)
    // Without outputs the wording tells.
    #expect(try read([question("1", pair, [paper])]).answers.map(\.task) == ["lamp1"])
    #expect(LaMPTask.citations.template.answers == .open)
  }

  @Test(arguments: [
    (
      "LaMP_2", "Which tag? tags: [comedy] description: A duck.",
      #"{"tag": "comedy", "description": "A hen.", "id": "1", "date": "2004-5-1"}"#, "action",
      "lamp2", "A hen.", "comedy", "A duck."
    ),
    (
      "LaMP_2N", "Which category does this relate to? categories: [travel] article: Boats.",
      #"{"text": "Trains.", "title": "Go", "category": "travel", "id": "1"}"#, "sports",
      "lamp2-news", "Trains.", "travel", "Boats."
    ),
    (
      "LaMP_3", "What is the score of the following review? review: It leaks.",
      #"{"text": "Fine kettle.", "score": 5.0, "id": "1"}"#, "2.0",
      "lamp3", "Fine kettle.", "5", "It leaks."
    ),
    (
      "LaMP_4", "Generate a headline for the following article: Rain again.",
      #"{"text": "Sun.", "title": "Sun at last", "id": "1"}"#, "Wet",
      "lamp4", "Sun.", "Sun at last", "Rain again."
    ),
    (
      "LaMP_5", "Generate a title for the following abstract of a paper: Moss is wet.",
      #"{"abstract": "Stone is dry.", "title": "Stone", "id": "1"}"#, "Moss",
      "lamp5", "Stone is dry.", "Stone", "Moss is wet."
    ),
    (
      "LaMP_6", "Generate a subject for the following email: Dear Ida, the article: see below.",
      #"{"text": "Lunch?", "title": "Lunch", "id": "1"}"#, "The article",
      "lamp6", "Lunch?", "Lunch", "Dear Ida, the article: see below."
    ),
    (
      "LaMP_7", "Paraphrase the following tweet without any explanation before or after it: Hot.",
      #"{"text": "so tired", "id": "1"}"#, "sooo hot",
      "lamp7", "so tired", "so tired", "Hot."
    ),
  ])
  func eachTask(
    name: String, input: String, entry: String, output: String, task: String, query: String,
    response: String, asked: String
  ) throws {
    let line = question("9", input, [entry])
    let (answers, notes) = try read([line], outputs([("9", output)], task: name))
    #expect(answers.map(\.task) == [task, task] && answers.map(\.isTest) == [false, true])
    #expect(answers[0].query == query && answers[0].response == response)
    #expect(answers[1].query == asked && answers[1].response == (output == "2.0" ? "2" : output))
    #expect(answers.allSatisfy { $0.person == "9" && $0.personIfTaken == "9, question 1" })
    #expect(answers[0].extra.contains { $0.key == "id" } && notes.mistakes.isEmpty)
    // The wording alone tells it too.
    #expect(try read([line]).answers.map(\.task) == [task])
    let shape = try LaMP(companions: CompanionFiles())
    #expect(shape.template(of: task)?.instruction?.isEmpty == false)
    #expect(
      KnownShapes.best(for: try ShapeSample.lines(line), of: .list(path: []))?.shape == LaMP.self)
  }

  @Test func outputsTellWhatTheProfileAllows() throws {
    // A paper in a file of stars is told by its wording, as its profile has no stars.
    let (answers, _) = try read(
      [question("5", "Title of the paper: Moss holds water.", [paper])],
      outputs([("5", "Wet moss")], task: "LaMP_3"))
    #expect(answers.last?.task == "lamp5" && answers.last?.response == "Wet moss")
    let (emails, _) = try read(
      [question("6", "Say it: article: x", [#"{"text": "a", "title": "b"}"#])],
      outputs([("6", "c")], task: "LaMP-6"))
    #expect(emails.map(\.task) == ["lamp6"])
  }

  @Test func anUnclearTaskIsNamed() throws {
    let unclear = #"{"id": "1", "input": "Say it.", "profile": [{"text": "a", "title": "b"}]}"#
    let mistake = try ShapeSample.mistake(LaMP.self, unclear)
    #expect(
      mistake?.description
        == "id 1: neither the outputs nor the wording of input tell which task it is, "
        + "LaMP-4 or LaMP-6")
    let other = #"{"id": "1", "input": "description: x", "profile": [{"text": "a tweet"}]}"#
    let none = try ShapeSample.mistake(LaMP.self, other)?.description ?? ""
    #expect(none.contains("id 1: the profile is none of LaMP-2 (tag, description)"))
  }

  @Test func whatARecordLacksIsToldAndTheRestIsTaken() throws {
    let lines = [
      question("110", "Which tag? tags: [comedy]", [film("comedy", "A goose cooks.")]),
      question("111", "description: A duck.", [film("comedy", "A hen."), film("loud", "A cat.")]),
      question("112", "description: A pig.", [film("action", "A dog runs."), "\"x\""]),
      question("115", "description: A cow.", [film("action", "A cow."), film("comedy", "An ox.")]),
      question("116", "description: A cow.", [#"{"tag": ["a"], "description": "A bee."}"#]),
    ]
    let (answers, notes) = try read(
      lines,
      outputs(
        [("110", "comedy"), ("111", "comedy"), ("115", "action"), ("116", "action")],
        task: "LaMP_2"))
    #expect(answers.filter(\.isTest).map(\.person) == ["111", "115", "116"])
    // The target is no part of the history.
    #expect(answers.filter { $0.person == "115" && !$0.isTest }.map(\.query) == ["An ox."])
    let told = notes.mistakes.map(\.description)
    #expect(told.count == 5)
    #expect(told[0].contains("id 110: the input has no \"description:\""))
    #expect(told[1] == "id 111: profile[1]: \"loud\" is none of the labels")
    #expect(told[2] == "id 112: profile[1] is a text, not an object")
    #expect(told[3].contains("id 112: there is no output"))
    #expect(told[4].contains("id 116: profile[0].tag is a list, not a text"))
  }

  @Test func twoQuestionsOfOneIDAreTwo() throws {
    let input = "review: x."
    let lines = ["4", "5"].map {
      question("300", input, [#"{"text": "a\#($0)", "score": "\#($0)"}"#])
    }
    let (answers, _) = try read(lines, outputs([("300", "1"), ("301", "2")], task: "LaMP_3"))
    #expect(LaMP.isPersonPerRecord)
    #expect(answers.map(\.person) == ["300", "300", "300", "300"])
    #expect(
      answers.map(\.personIfTaken) == [
        "300, question 1", "300, question 1", "300, question 2", "300, question 2",
      ])
    let (users, _) = try read([
      question("1", "description: A duck.", [film("comedy", "A hen.")], user: "u9"),
      question("2", "description: A pig.", [film("comedy", "A hen.")], user: "u9"),
    ])
    #expect(users.map(\.personIfTaken) == ["u9, question 1", "u9, question 2"])
    #expect(users.map(\.person) == ["u9", "u9"])
  }

  @Test func outputsThatDifferAreNone() throws {
    let line = question("1", "description: A duck.", [film("comedy", "A hen.")])
    let (answers, notes) = try read(
      [line], outputs([("1", "comedy"), ("1", "action")], task: "LaMP_2"))
    #expect(answers.map(\.isTest) == [false])
    #expect(notes.mistakes.first?.reason.contains("2 different answers") == true)
  }

  @Test func outputsAsOneObjectAndWithinTheQuestion() throws {
    let object = try ShapeSample.lines(
      #"{"task": "LaMP_2", "golds": [{"id": 1, "output": "action"}, {"id": 2}, 3]}"#)
    #expect(KnownShapes.companion(for: object, of: .objects)?.companion.role == "outputs")
    #expect(KnownShapes.best(for: object, of: .objects) == nil)
    let line = question("1", "Film. description: A duck.", [film("comedy", "A hen.")])
    let (answers, _) = try read([line], ShapeSample.companion("outputs", object))
    #expect(answers.map(\.response) == ["comedy", "action"])
    let merged = line.dropLast() + #", "output": "violence"}"#
    #expect(try read([String(merged)]).answers.map(\.response) == ["comedy", "violence"])
    #expect(LaMP.companions[0].usualNames("dev_questions.json") == ["dev_outputs.json"])
    #expect(LaMP.companions[0].usualNames("x.json") == [])
  }

  @Test func nearMissesNameTheField() throws {
    for (line, part) in [
      (#"{"input": "review: x", "profile": []}"#, "id is missing"),
      (#"{"id": "1", "input": ["x"], "profile": []}"#, "input is a list"),
      (#"{"id": "1", "input": "", "profile": []}"#, "input is empty"),
      (#"{"id": "1", "input": "review: x", "profile": "none"}"#, "profile is a text, not a list"),
      (#"{"id": "1", "input": "review: x", "profile": {}}"#, "profile is an object, not a list"),
      (#"{"id": "1", "input": "review: x", "profil": []}"#, "profile is missing"),
      (#"{"id": "1", "input": "review: x", "profile": []}"#, "id 1: nothing in it can be read"),
    ] {
      let mistake = try ShapeSample.mistake(LaMP.self, line)
      #expect(mistake?.description.hasPrefix(part) == true, "\(line)")
    }
  }

  @Test func profilesWrittenAsText() throws {
    let (answers, _) = try read([
      #"{"id": "1", "input": "review: x", "profile": "[{'text': 'Fine.', 'score': '4'}]"}"#
    ])
    #expect(answers.map(\.response) == ["4"])
  }
}
