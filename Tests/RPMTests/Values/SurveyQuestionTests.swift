internal import Testing

@testable import RPM

@Suite struct SurveyQuestionTests {
  @Test func optionLinesAreTakenOffTheEnd() {
    let question = SurveyQuestion(query: "More buses?\nA. Yes\nB. No\nC. Don't know\n")
    #expect(question.stem == "More buses?")
    #expect(question.options.map(\.letter) == ["A", "B", "C"])
    #expect(question.options.map(\.text) == ["Yes", "No", "Don't know"])
  }

  @Test(arguments: [
    "I. Newton was right", "Why?\nB. Yes\nC. No", "Why?\nA. Yes\nC. No", "", "A.\nB.",
    "Why?\nA. Yes\nbut no",
  ])
  func whatIsNoOptionListIsLeftAlone(query: String) {
    let question = SurveyQuestion(query: query)
    #expect(question.options.isEmpty)
    #expect(question.stem == query)
  }

  @Test func aSingleOptionCounts() {
    let question = SurveyQuestion(query: "Why?\nA. Because")
    #expect(question.stem == "Why?")
    #expect(question.options.map(\.text) == ["Because"])
  }

  @Test func aListWithinTheQuestionIsNotItsOptions() {
    let question = SurveyQuestion(query: "Of these:\nA. tea\nB. milk\nwhich?\nA. Tea\nB. Both")
    #expect(question.stem == "Of these:\nA. tea\nB. milk\nwhich?")
    #expect(question.options.map(\.text) == ["Tea", "Both"])
  }

  @Test func puttingTogetherAndTakingApartAreInverse() {
    let query = SurveyQuestion.query(stem: "Which\nof these?", options: ["One", "Two"])
    #expect(query == "Which\nof these?\nA. One\nB. Two")
    let question = SurveyQuestion(query: query)
    #expect(question.stem == "Which\nof these?")
    #expect(question.options.map(\.text) == ["One", "Two"])
  }

  @Test func aResponseIsALetterOrAText() {
    let question = SurveyQuestion(query: "Q\nA. Yes\nB. No")
    #expect(question.index(of: "B") == 1)
    #expect(question.index(of: " no ") == 1)
    #expect(question.index(of: "maybe") == nil)
  }
}
