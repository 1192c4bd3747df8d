internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct VoteTests {
  private func ranking(_ answers: [String]) -> [RetrievedExample] {
    answers.enumerated().map {
      RetrievedExample(interaction: $0, similarity: 1 - Double($0) / 10, answer: $1)
    }
  }

  private func vote(_ answers: [String], in space: AnswerSpace, k: Int = 3) -> String? {
    Vote(history: [], answers: space, k: k).answer(to: "", ranking: ranking(answers))?.0
  }

  @Test(arguments: [
    (["a", "b", "b", "a", "a"], "b"), (["a", "b", "c"], "a"), (["?", "c", "b", "b"], "b"),
  ])
  func theCommonestOfKAndOfEqualsTheNearest(answers: [String], winner: String) {
    #expect(vote(answers, in: .labels(["a", "b", "c"], ordered: false)) == winner)
  }

  @Test func ofAScaleTheMedian() {
    let scale = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)
    #expect(vote(["5", "1", "2"], in: scale) == "2")
    #expect(vote(["5", "1", "2", "4"], in: scale, k: 4) == "4")
    #expect(vote(["1", "5"], in: scale, k: 2) == "1")
    #expect(vote([], in: scale) == nil)
  }

  @Test func optionsAreOneByTheirText() throws {
    let history = [
      Interaction(query: "One?\nA. No\nB. Yes", response: "B"),
      Interaction(query: "Two?\nA. Often\nB. Never", response: "A"),
      Interaction(query: "Three?\nA. no\nB. Yes", response: "A"),
      Interaction(query: "Four?\nA. No\nB. yes", response: "A"),
    ]
    let vote = Vote(history: history, answers: .options, k: 3)
    let examples = ranking(history.map(\.response))
    let (response, confidence) = try #require(
      vote.answer(to: "Five?\nA. Maybe\nB. Yes\nC. No", ranking: examples))
    #expect(response == "C")
    #expect(abs(confidence - 2.0 / 3) < 1e-12)
    #expect(vote.answer(to: "Six?\nA. Blue\nB. Red", ranking: examples) == nil)
  }

  @Test func inFreeTextTheNearest() {
    #expect(vote(["A title", "Another"], in: .open) == "A title")
  }
}
