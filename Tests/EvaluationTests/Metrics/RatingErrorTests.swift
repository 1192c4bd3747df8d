internal import Evaluation
internal import Testing

@Suite struct RatingErrorTests {
  private let gold = [5.0, 1, 3, 4, 2]
  private let predicted = ["4", "bad", "", "4", "2.5"]

  @Test func meanAbsoluteErrorOfTheVector() {
    #expect(MeanAbsoluteError.score(gold: gold, predicted: predicted) == 1.5)
  }

  @Test func rootMeanSquaredErrorOfTheVector() {
    let score = RootMeanSquaredError.score(gold: gold, predicted: predicted)
    #expect(abs(score - 2.0615528) < 1e-7)
  }

  @Test(arguments: [(1.0, 4.0), (2, 3), (3, 2), (4, 3), (5, 4)])
  func unreadableIsTheFarEnd(gold: Double, error: Double) {
    #expect(RatingScale().error(gold: gold, predicted: "nan") == error)
  }

  @Test func scaleComesFromLabels() {
    #expect(RatingScale(labels: ["0", "10", "5"]) == RatingScale(lowest: 0, highest: 10))
    #expect(RatingScale(labels: ["low", "high"]) == nil)
    #expect(RatingScale(labels: []) == nil)
  }

  @Test func nothingToScoreIsZero() {
    #expect(MeanAbsoluteError.score(gold: [], predicted: []) == 0)
    #expect(RootMeanSquaredError.score(gold: [], predicted: []) == 0)
  }
}
