internal import Testing

@testable import RPM

@Suite struct SurveyQuestionTests {
  @Test func optionLinesAreTakenOffTheEnd() {
    let question = SurveyQuestion(query: "More buses?\nA. Yes\nB. No\nC. Don't know\n")
    #expect(question.stem == "More buses?")
    #expect(question.options.map(\.letter) == ["A", "B", "C"])
    #expect(question.options.map(\.text) == ["Yes", "No", "Don't know"])
  }

  @Test(arguments: ["I. Newton was right", "Why?\nB. Yes\nC. No", "Why?\nA. Yes", "", "A.\nB."])
  func whatIsNoOptionListIsLeftAlone(query: String) {
    let question = SurveyQuestion(query: query)
    #expect(question.options.isEmpty)
    #expect(question.stem == query)
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
