internal import Testing

@testable internal import Intake

@Suite struct OpinionShapesTests {
  private func row(_ selections: String, options: String = #"["Good", "Bad", "DK/Refused"]"#)
    -> String
  {
    #"{"question": "How is it?", "selections": \#(selections), "options": \#(options), "source": "GAS"}"#
  }

  @Test(arguments: [
    #"{"Malta": [0.6, 0.3, 0.1], "Chile": null}"#,
    #""defaultdict(<class 'list'>, {'Malta': [0.6, 0.3, 0.1]})""#,
    #""{'Malta': [np.float64(0.6), np.float64(0.3), np.float64(0.1)]}""#,
    #""defaultdict(<class 'list'>, {'Malta': array([0.6, 0.3, 0.1], dtype=float64)})""#,
    #""{\"Malta\": [0.6, \"0.3\", 0.1]}""#,
  ])
  func sharesInAnySpelling(selections: String) throws {
    let records = try ShapeSample.lines(row(selections))
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == GlobalOpinions.self)
    let (answers, notes) = try ShapeSample.read(GlobalOpinions.self, records)
    #expect(answers.map(\.person) == ["Malta"])
    #expect(answers.map(\.query) == ["How is it?\nA. Good\nB. Bad"])
    #expect(answers.map(\.response) == ["A"] && answers[0].options == ["A", "B"])
    #expect(answers[0].extra == [JSONValue.Member(key: "source", value: .string("GAS"))])
    #expect(notes.omissions.isEmpty)
  }

  @Test func whatTheRulesLeaveOutIsCounted() throws {
    let records = try ShapeSample.lines(
      [
        row(#"{"A": [0.5, 0.3, 0.1], "B": [0.41, 0.39, 0.2], "C": [0.5, 0.5], "D": [0, 0, 1]}"#),
        row(#"{"A": [0.7, 0.3]}"#, options: #"["Yes", "Refused"]"#),
      ].joined(separator: "\n"))
    let (answers, notes) = try ShapeSample.read(GlobalOpinions.self, records)
    #expect(answers.isEmpty)
    #expect(notes.omissions.map(\.count) == [1, 1, 1, 1, 1])
  }

  @Test func whatCannotBeReadIsNamed() throws {
    for (line, reason) in [
      (row(#""{'A': [0.7, 0.3""#), "selections: at character "),
      (row(#"[0.7, 0.3]"#), "selections is a list, no dictionary"),
      (row(#"{"A": 3}"#), "selections: the shares of A are no list"),
      (row(#"{" ": [1]}"#), "selections: a country has no name"),
      (row(#"{"A": [1]}"#, options: #""Yes""#), "options is a text, not a list"),
      (row(#"{"A": [1]}"#, options: #"["Yes", [1]]"#), "options: option 2 is no text"),
      (row(#"{"A": [1]}"#, options: #"["Yes", " "]"#), "an option cannot be printed"),
      (#"{"question": "", "selections": {}, "options": []}"#, "question is empty"),
      (#"{"question": "Q", "options": ["a"]}"#, "selections is missing"),
      (#"{"question": ["Q"], "selections": {}, "options": []}"#, "question is a list"),
    ] {
      let mistake = try ShapeSample.mistake(GlobalOpinions.self, line)
      #expect(mistake?.description.hasPrefix(reason) == true, "\(mistake?.description ?? "")")
    }
  }

  @Test(arguments: [
    ("DK/Refused", true), ("Don't know", true), ("Don’t know/No answer", true),
    ("Refused (VOL)", true), ("Missing; Unknown", true), ("Know nothing", false), ("No", false),
    ("Other/DK", false), ("Refused entry", false), ("", false),
  ])
  func answersThatAreNone(option: String, isOne: Bool) {
    #expect(DontKnow.isOne(option) == isOne)
  }

  private let info = ShapeSample.table(
    """
    key|question|references|option_ordinal|option_mapping
    TEA_W26|Tea or coffee?|['Tea', 'Coffee', 'Refused']|[1.0, 2.0]|{1.0: 'Tea', 2.0: 'Coffee', 99.0: 'Refused'}
    CATS_W26|Do you like cats?|['Yes, a lot', 'Some', 'No', 'Refused']|[1.0, 2.0, 3.0]|{}
    ODD_W26|Alone?|['Yes', 'Refused']|[1.0]|{}
    """)

  @Test func responsesAreJoinedWithTheirQuestions() throws {
    let responses = ShapeSample.table(
      """
      QKEY|WEIGHT_W26|TEA_W26|CATS_W26|ODD_W26|AGE
      100|0.8|Coffee|Refused|Yes|30-49
      101.0|1.1|2.0|yes, a lot||65+
      102|1|nan|Perhaps||65+
      """)
    let form = Container.table(
      TableForm(delimiter: [0x2C], hasHeader: true, columns: ["QKEY"]))
    #expect(KnownShapes.best(for: responses, of: form)?.shape == OpinionQA.self)
    #expect(KnownShapes.companion(for: info, of: form)?.companion.role == "info")
    let (answers, notes) = try ShapeSample.read(
      OpinionQA.self, responses, ShapeSample.companion("info", info))
    #expect(answers.map(\.person) == ["100", "101", "101"])
    #expect(answers.map(\.response) == ["B", "B", "A"])
    #expect(answers[0].query == "Tea or coffee?\nA. Tea\nB. Coffee")
    #expect(answers[2].options == ["A", "B", "C"])
    #expect(answers[2].extra == [JSONValue.Member(key: "key", value: .string("CATS_W26"))])
    #expect(notes.omissions.map(\.count) == [1, 1])
    #expect(
      throws: RecordMistake("none of the columns is a key of a question in the table of questions")
    ) {
      try ShapeSample.read(OpinionQA.self, responses)
    }
    let nobody = ShapeSample.table("QKEY|TEA_W26\n|Tea")
    #expect(throws: RecordMistake(column: "QKEY", "is empty")) {
      try ShapeSample.read(OpinionQA.self, nobody, ShapeSample.companion("info", info))
    }
  }

  @Test func responsesSpreadAsRows() throws {
    let records = try ShapeSample.lines(
      #"""
      {"QKEY": 100, "qid": "TEA", "question": "Tea or coffee?", "options": "['Tea', 'Coffee', 'Refused']", "answer": "Coffee"}
      {"QKEY": 100, "qid": "TEA", "question": "Tea or coffee?", "options": ["Tea", "Coffee", "Refused"], "answer": "A"}
      {"QKEY": 101, "qid": "TEA", "question": "Tea or coffee?", "options": ["Tea", "Coffee", "Refused"], "answer": "Refused"}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == OpinionQARows.self)
    let (answers, notes) = try ShapeSample.read(OpinionQARows.self, records)
    #expect(answers.map(\.response) == ["B", "A"] && answers.map(\.person) == ["100", "100"])
    #expect(answers[0].extra == [JSONValue.Member(key: "qid", value: .string("TEA"))])
    #expect(notes.omissions.map(\.count) == [1])
    for (line, column) in [
      (#"{"QKEY": 1, "question": "Q?", "options": ["a", "b"], "answer": "c"}"#, "answer"),
      (#"{"QKEY": 1, "question": "Q?", "options": ["a"], "answer": "a"}"#, "options"),
      (#"{"QKEY": 1, "question": "Q?", "options": "a, b", "answer": "a"}"#, "options"),
      (#"{"QKEY": 1, "question": "Q?", "options": ["a", {}], "answer": "a"}"#, "options[1]"),
      (#"{"QKEY": 1, "question": [], "options": ["a", "b"], "answer": "a"}"#, "question"),
      (#"{"question": "Q?", "options": ["a", "b"], "answer": "a"}"#, "QKEY"),
    ] {
      #expect(try ShapeSample.mistake(OpinionQARows.self, line)?.column == column, "\(line)")
    }
  }

  @Test(arguments: [
    ("np.float64(0.5)", PythonLiteral.number(0.5)), ("numpy.int64(3)", .number(3)),
    ("array([1, 2], dtype=int64)", .list([.number(1), .number(2)])),
    ("np.str_('a')", .text("a")), ("array( [np.float32(1.5)] )", .list([.number(1.5)])),
  ])
  func whatNumpyWraps(text: String, value: PythonLiteral) throws {
    #expect(try PythonLiteral(text) == value)
  }

  @Test(arguments: ["np.float64", "np.float64(", "np.float64(0.5", "array()", "np.float64 0.5"])
  func whatNumpyCutsOff(text: String) {
    #expect(throws: PythonLiteral.Mistake.self) { try PythonLiteral(text) }
  }
}
