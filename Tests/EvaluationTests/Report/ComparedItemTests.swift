internal import Foundation
internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct ComparedItemTests {
  private let user = User(
    name: "Ada",
    task: TaskDefinition(
      name: "days", instruction: "", answers: .labels(["bad", "good"], ordered: false)),
    history: [],
    test: [.init(query: "rain", response: "bad"), .init(query: "sun", response: "good")]
  )

  private func run(_ method: String, _ responses: [String], _ reasoning: String?) -> MethodRun {
    var run = MethodRun(method: method)
    run.items = responses.map { response in
      var item = MethodItem()
      (item.response, item.reasoning) = (response, reasoning)
      return item
    }
    return run
  }

  @Test func theItemsOnWhichTwoDiffer() throws {
    let runs: [Evaluator.Job: MethodRun] = [
      .init(user: 0, method: "a"): run("a", ["Bad.", "good"], "because"),
      .init(user: 0, method: "b"): run("b", ["good", "good"], ""),
    ]
    let items = ComparedItem.all(of: [user], methods: ["a", "b"], runs: runs)
    #expect(items.map(\.isDisputed) == [true, false])
    #expect(items[0].answers.map(\.isRight) == [true, false])
    #expect(items[0].answers[0].reasoning == "because")
    #expect(items[0].answers[0].reasoningLength == 7)
    #expect(ComparedItem.all(of: [user], methods: ["a", "c"], runs: runs).isEmpty)
    // No reasoning, nothing to compare.
    #expect(RationalePair.all(of: [user], methods: ("a", "b"), runs: runs).isEmpty)
  }

  @Test func onlyPairsWithTwoReasoningsAreRated() {
    let runs: [Evaluator.Job: MethodRun] = [
      .init(user: 1, method: "a"): run("a", ["bad", "good"], "because"),
      .init(user: 1, method: "b"): run("b", ["good", "good"], "since"),
      .init(user: 0, method: "a"): run("a", ["bad", "good"], "because"),
      .init(user: 0, method: "b"): run("b", ["good", "good"], "because"),
    ]
    let pairs = RationalePair.all(of: [user, user], methods: ("a", "b"), runs: runs)
    #expect(pairs.map(\.place) == [1, 1] && pairs.map(\.index) == [0, 1])
    #expect(pairs[0].first.method == "a" && pairs[0].expected == "bad")
  }

  /// A line as versions wrote it that kept no reasoning.
  @Test func olderResultsAreRead() throws {
    var object = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(run("rpm", ["bad"], "because")))
        as? [String: Any])
    var items = try #require(object["items"] as? [[String: Any]])
    #expect(items[0].removeValue(forKey: "reasoning") as? String == "because")
    object["items"] = items
    let old = try JSONDecoder().decode(
      MethodRun.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(old.items[0].reasoning == nil && old.items[0].reasoningLength == 0)
    #expect(!old.hasReasoning && run("rpm", ["bad"], "").hasReasoning)
  }
}
