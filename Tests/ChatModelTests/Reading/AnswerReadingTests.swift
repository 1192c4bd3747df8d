internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct AnswerReadingTests {
  private func read(_ answer: String, _ space: AnswerSpace, query: String = "") throws -> String {
    let reply = OracleCaller.json(["answer": answer])
    return try AnswerReading(space, query: query).answer(
      ReplyField(reply: reply, list: "x").field("answer"))
  }

  private static let labels = AnswerSpace.labels(
    ["sci-fi", "Action", "action!", "dark comedy", "etc.", "-1"], ordered: false)

  @Test(arguments: [
    ("sci-fi", "sci-fi"), ("Sci-Fi", "sci-fi"), (" \"sci-fi\". ", "sci-fi"),
    ("'Sci-Fi.'", "sci-fi"),
    ("ACTION", "Action"), ("action!", "action!"), ("dark comedy.", "dark comedy"), ("etc.", "etc."),
    ("\u{201C}Etc.\u{201D}", "etc."), ("-1", "-1"), ("`-1`", "-1"),
  ])
  func aLabelIsKnown(answer: String, label: String) throws {
    #expect(try read(answer, Self.labels) == label)
  }

  @Test(arguments: ["comedy", "", "sci-fi or Action", "1", "the label is Action", "scifi"])
  func anythingElseIsNoLabel(answer: String) {
    let error = #expect(throws: ReplyProblem.self) { try read(answer, Self.labels) }
    #expect(
      error?.description.contains("is none of the labels; write one of: sci-fi, Action") == true)
  }

  @Test func labelsThatDifferInCaseOnlyAreNotGuessed() throws {
    let space = AnswerSpace.labels(["War", "war"], ordered: false)
    #expect(try read("war", space) == "war")
    #expect(throws: ReplyProblem.self) { try read("WAR", space) }
  }

  private static let question = SurveyQuestion.query(
    stem: "Is it so?", options: ["Yes", "No.", "Some, say B"])

  @Test(arguments: [
    ("B", "B"), ("b", "B"), ("C.", "C"), ("yes", "A"), ("No.", "B"), ("A. Yes", "A"),
    ("b. no.", "B"), ("\"Some, say B\"", "C"),
  ])
  func anOptionIsKnownByLetterOrText(answer: String, letter: String) throws {
    #expect(try read(answer, .options, query: Self.question) == letter)
  }

  @Test(arguments: ["D", "A. No.", "Yes and no", "AB"])
  func anythingElseIsNoOption(answer: String) {
    #expect(throws: ReplyProblem.self) { try read(answer, .options, query: Self.question) }
  }

  @Test(arguments: [
    ("\"On Graphs\"", "On Graphs"), ("On Graphs.", "On Graphs"), ("Well...", "Well..."),
    ("'Tis \"so\"", "'Tis \"so\""), ("\u{AB}Zwei\u{BB}.", "Zwei"),
  ])
  func freeTextLosesOnlyItsFrame(answer: String, text: String) throws {
    #expect(try read(answer, .open) == text)
  }

  @Test func freeTextIsNotEmpty() {
    #expect(throws: ReplyProblem.self) { try read(" \"\" ", .open) }
  }

  @Test func aConclusionThatIsTheAnswerIsTakenForIt() throws {
    let field = try ReplyField(reply: #"{"c": "on graphs."}"#, list: "x").field("c")
    let reading = AnswerReading(.open, query: "")
    #expect(try reading.conclusion(field, of: "On Graphs") == "On Graphs")
    #expect(try reading.conclusion(field, of: "On Trees") == "on graphs")
  }

  @Test func whatWasAnsweredOnceMayBeConcluded() throws {
    let item = Interaction(query: "x", response: "gone label")
    let reading = AnswerReading(Self.labels, past: item)
    #expect(reading.allowed?.last == "gone label")
    #expect(AnswerReading(.options, query: "no options").isImpossible)
    #expect(AnswerReading(.options, past: Interaction(query: "x", response: "B")).allowed == ["B"])
  }
}
