internal import RPM
internal import Testing

@testable internal import Intake

@Suite struct AnswersTests {
  private func choice(_ responses: [String], times: Int = 4, ranges: Int? = nil) -> AnswerChoice {
    var tally = AnswerTally()
    for _ in 0..<times { for response in responses { tally.add(response) } }
    return AnswerForm.chosen(by: tally, template: .byContent, labels: nil, ranges: ranges)
  }

  @Test(arguments: [
    (["4", "4.0", "5", "1"], "1 to 5"), (["3.5", "4", "1"], "1 to 4 in halves"),
    (["3.5", "5"], "0.5 to 5 in halves"), (["2", "3", "5"], "1 to 5"),
    (["0", "1", "2", "3"], "0 to 3"),
    (["4,5", "5"], "0.5 to 5 in halves"), (["-2", "-1", "0", "1", "2"], "-2 to 2"),
    (["10", "20", "30"], "10, 20, 30"), (["0", "1"], "0, 1"),
  ])
  func numbersMakeAScale(responses: [String], words: String) {
    #expect(choice(responses).form.words == words)
  }

  @Test func spellingsOfOneAnswerAreOneAndTold() throws {
    let choice = choice(["Yes ", "yes", "yes", "No"])
    #expect(choice.form.labels == ["yes", "No"])
    #expect(try choice.form.settled(" YES") == "yes")
    #expect(
      choice.remarks == [
        "\"yes\", \"Yes\" are one answer: yes", "space around 4 answers was taken away",
      ])
    #expect(try self.choice(["4", "4.0"]).form.settled("4.00") == "4")
  }

  @Test func manyStepsAreOfferedAsRanges() throws {
    let numbers = (0...100).map(String.init)
    let offered = choice(numbers, times: 1)
    #expect(offered.form.labels == ["0 to 20", "21 to 40", "41 to 60", "61 to 80", "81 to 100"])
    #expect(offered.doubts.first?.wayOut.contains("--ranges") == true)
    #expect(try offered.form.settled("20") == "0 to 20")
    #expect(try offered.form.settled("21") == "21 to 40")
    let ten = choice(numbers, times: 1, ranges: 10)
    #expect(ten.form.labels?.count == 10 && ten.doubts.isEmpty)
    for number in numbers { #expect(throws: Never.self) { try ten.form.settled(number) } }
    let parts = choice(["0.13", "0.5", "0.77", "0.99"] + (0..<20).map { "0.\($0)1" }, times: 1)
    #expect(parts.form.labels?.count == 5)
  }

  @Test func textsThatComeAgainAreLabels() {
    #expect(
      choice(["red", "green", "blue"]).form.space
        == .labels(["red", "green", "blue"], ordered: false))
    #expect(choice((0..<50).map { "A title of its own \($0)" }, times: 1).form.kind == .open)
    #expect(choice([String(repeating: "long ", count: 40)]).form.kind == .open)
  }

  @Test func textAmongNumbersIsNoLabel() throws {
    let choice = choice(
      Array(repeating: "4", count: 10) + Array(repeating: "5", count: 10) + ["n/a"], times: 1)
    #expect(choice.form.words == "1 to 5")
    #expect(throws: RecordMistake("\"n/a\" is none of the answers 1 to 5")) {
      try choice.form.settled("n/a")
    }
  }

  @Test(arguments: [
    ("Why?\nA. So\nB. Not", "B", "B"), ("Why?\nA) So\nB) Not", "b", "B"),
    ("Why?\n(a) So\n(b) Not\n", "(a)", "A"), ("Why?\n  A: So\n  B: Not\nAnswer:", "A", "A"),
    ("Why?\nA. So\nB. Not", "B. Not", "B"), ("Why?\nA. So\nB. Not", "not", "B"),
    ("Why?\nA. So\nB. Not", "C", nil), ("A plan in one point:\nA. Walk", "A", nil),
    ("Why?", "A", nil), ("Why?\nA. So\nC. Not", "A", nil), ("Say:\na list\nof words", "a", nil),
  ])
  func optionLinesAreRead(query: String, response: String, letter: String?) {
    #expect(OptionLines.answer(response, to: query) == letter)
    if let found = OptionLines.settled(query: query, response: response) {
      let question = SurveyQuestion(query: found.query)
      #expect(question.options.map(\.text) == ["So", "Not"])
    }
  }

  @Test func everyKindHasAnInstruction() {
    for space in [
      AnswerSpace.open, .options, .labels(["1", "2"], ordered: true),
      .labels(["a", "b"], ordered: false),
    ] {
      #expect(DefaultInstruction.text(for: space).hasSuffix("."))
    }
  }

  @Test func countsAreGrouped() {
    #expect(
      Count.of(18_301, "answer") == "18,301 answers"
        && Count.of(1, "person", "people") == "1 person")
    #expect(Count.grouped(999) == "999" && Count.grouped(1_000_000) == "1,000,000")
  }
}
