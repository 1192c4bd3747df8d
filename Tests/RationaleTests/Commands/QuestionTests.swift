internal import RPM
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct QuestionTests {
  private func user(_ answers: AnswerSpace) -> User {
    User(
      name: "Ada", task: TaskDefinition(name: "t", instruction: "", answers: answers), history: [])
  }

  @Test func optionsBecomeLines() throws {
    let question = try Question(
      "Buses?", options: ["Yes", "No"], expected: "no", of: user(.options))
    #expect(question.query == "Buses?\nA. Yes\nB. No")
    #expect(question.expected == "B")
  }

  @Test(arguments: [
    ("Buses?", []), ("Buses?", ["Yes"]), ("Buses?", ["Yes", "two\nlines"]),
    ("Buses?\nA. Yes\nB. No", ["Yes", "No"]), (" \n", ["Yes", "No"]),
  ])
  func aQuestionWithoutUsableOptionsIsRefused(text: String, options: [String]) {
    let error = #expect(throws: CommandFailure.self) {
      try Question(text, options: options, expected: nil, of: user(.options))
    }
    #expect(error?.status == .usage)
  }

  @Test func anExampleComesWithTheRefusal() {
    let error = #expect(throws: CommandFailure.self) {
      try Question("Buses?", options: [], expected: nil, of: user(.options))
    }
    #expect(error?.description.contains("--option Yes --option No") == true)
  }

  @Test func otherTasksHaveNoOptions() {
    for answers in [AnswerSpace.open, .labels(["1", "2"], ordered: true)] {
      #expect(throws: CommandFailure.self) {
        try Question("Buses?", options: ["Yes", "No"], expected: nil, of: user(answers))
      }
    }
  }

  @Test func aTrueAnswerMustBeALabel() throws {
    let ada = user(.labels(["good", "bad"], ordered: false))
    #expect(try Question("q", options: [], expected: "bad", of: ada).expected == "bad")
    #expect(throws: CommandFailure.self) {
      try Question("q", options: [], expected: "Bad", of: ada)
    }
  }

  @Test func aLineIsTextOrAnObject() throws {
    let omar = user(.options)
    let object = #"{"query": "Buses?", "options": ["Yes", "No"], "response": "A"}"#
    #expect(
      try QuestionLine.question(object, of: omar)
        == Question(query: "Buses?\nA. Yes\nB. No", expected: "A"))
    #expect(throws: CommandFailure.self) { try QuestionLine.question("{oops", of: omar) }
    let ada = user(.open)
    #expect(
      try QuestionLine.question("plain text", of: ada)
        == Question(query: "plain text", expected: nil))
  }
}
