internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct PriorMethodTests {
  private func prior(_ responses: [String], _ answers: AnswerSpace) -> Prior {
    Prior(responses.map { Interaction(query: "q", response: $0) }, answers: answers)
  }

  @Test func theCommonestLabelAndOfEqualsTheFirst() throws {
    let labels = AnswerSpace.labels(["a", "b", "c"], ordered: false)
    #expect(try prior(["c", "b", "c", "a"], labels).answer(to: "").response == "c")
    #expect(try prior(["c", "b"], labels).answer(to: "").response == "b")
    #expect(try prior(["c", "b", "c", "a"], labels).answer(to: "").confidence == 0.5)
    #expect(throws: RoleFailure.self) { try prior(["none of them"], labels).answer(to: "") }
  }

  @Test(arguments: [
    (["5", "1", "4"], "4"), (["5", "5", "1", "1"], "1"), (["2", "3", "3", "5", "5"], "3"),
  ])
  func theMedianOfAScale(responses: [String], median: String) throws {
    let scale = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)
    #expect(try prior(responses, scale).answer(to: "").response == median)
  }

  @Test func theCommonestLetterThatIsOffered() throws {
    let prior = prior(["C", "C", "C", "B", "A", "B"], .options)
    #expect(try prior.answer(to: "Is it?\nA. Yes\nB. No").response == "B")
    #expect(try prior.answer(to: "Is it?\nA. Yes\nB. No\nC. Both").response == "C")
    #expect(throws: RoleFailure.self) { try prior.answer(to: "Is it?") }
  }

  @Test func asManyFirstWordsAsAnswersHave() throws {
    let prior = prior(["one two three", "one", "one two"], .open)
    #expect(try prior.answer(to: "the cat  sat on").response == "the cat")
  }
}
